import { useEffect, useState } from 'react'
import type { PictureInfo } from '../../engine/protocol.ts'
import { useStores, useView } from '../lab-context.tsx'

export interface PixelReading {
  readonly x: number
  readonly y: number
  /** Values as opened, one a colour channel. */
  readonly values: readonly number[]
}

/** The pixel that the arithmetic is about: the probe's, or one beside the line between before and after until one is pointed at. */
export function useReading(picture: PictureInfo): PixelReading | undefined {
  const { lab } = useStores()
  const probe = useView((state) => state.probe)
  const [reading, setReading] = useState<PixelReading>()
  const x = probe?.x ?? Math.floor(picture.width * 0.7)
  const y = probe?.y ?? Math.floor(picture.height * 0.6)
  useEffect(() => {
    let stale = false
    const read = async (): Promise<void> => {
      const sample = await lab.getState().sample(x, y, 1, 1)
      if (!stale && sample) setReading({ x, y, values: Array.from(sample.values).slice(0, sample.channels < 3 ? 1 : 3) })
    }
    // a picture that was closed meanwhile has no pixels to read
    read().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [lab, x, y])
  return reading
}
