import { useEffect, useRef, useState } from 'react'
import { useLab, useStores } from '../lab-context.tsx'
import type { Rect } from './camera.ts'
import type { Block } from './draw-values.ts'

const covers = (block: Rect, rect: Rect): boolean =>
  rect.x >= block.x && rect.y >= block.y && rect.x + rect.width <= block.x + block.width && rect.y + rect.height <= block.y + block.height

/** The code values of a part of the picture, read anew when it moves; one read at a time. Undefined for no part. */
export function useBlock(rect: Rect | undefined): Block | undefined {
  const { lab } = useStores()
  const picture = useLab((state) => state.picture?.id)
  const [block, setBlock] = useState<{ readonly picture: number; readonly block: Block }>()
  const wanted = useRef<Rect>(undefined)
  const reading = useRef(false)
  const have = block && block.picture === picture && rect && covers(block.block, rect)

  useEffect(() => {
    wanted.current = rect
    if (!rect || have || reading.current) return
    const read = async (): Promise<void> => {
      reading.current = true
      try {
        for (let next = wanted.current; next; ) {
          const of = lab.getState().picture?.id
          const got = await lab.getState().sample(next.x, next.y, next.width, next.height)
          if (got && of !== undefined && lab.getState().picture?.id === of) setBlock({ picture: of, block: { ...next, ...got } })
          const now: Rect | undefined = wanted.current
          next = now && !covers(next, now) ? now : undefined
        }
      } catch {
        // no numbers are written then; the frames tell what happened
        setBlock(undefined)
      } finally {
        reading.current = false
      }
    }
    void read()
  }, [lab, rect, have])

  return rect && block?.picture === picture ? block?.block : undefined
}
