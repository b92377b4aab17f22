import { createContext, useContext, useMemo } from 'react'
import { useFraming } from '../film/use-framing.ts'
import { useLab, useView } from '../lab-context.tsx'
import type { Viewport } from './camera.ts'
import { sightOf, type Sight } from './sight.ts'

/** The measured box of the stage; undefined until it is laid out. */
export const BoxContext = createContext<Viewport | undefined>(undefined)

/** What the stage shows now, for the parts that stand on the picture; undefined while there is nothing to stand on. */
export function useSight(): Sight | undefined {
  const box = useContext(BoxContext)
  const width = useLab((lab) => lab.picture?.width)
  const height = useLab((lab) => lab.picture?.height)
  const chosen = useView((view) => view.compare)
  // a frame is drawn over one picture: the split's handle would be in its way
  const framing = useFraming()
  const compare = framing && chosen === 'split' ? 'after' : chosen
  const holdBefore = useView((view) => view.holdBefore)
  const camera = useView((view) => view.camera)
  return useMemo(
    () => (box && width && height ? sightOf({ width, height }, { compare, holdBefore, camera }, box) : undefined),
    [box, width, height, compare, holdBefore, camera],
  )
}
