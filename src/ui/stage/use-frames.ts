import { useEffect, useLayoutEffect, useState } from 'react'
import { useStores } from '../lab-context.tsx'
import type { Viewport } from './camera.ts'
import { createFrames, type Frames } from './frames.ts'

/** The frames of this stage, for as long as it stands. */
export function useFrames(box: Viewport | undefined): Frames {
  const { lab, view } = useStores()
  const [frames] = useState(() => createFrames(lab, view))
  useEffect(() => frames.start(), [frames])
  useLayoutEffect(() => {
    if (box) frames.resize(box)
  }, [frames, box])
  return frames
}
