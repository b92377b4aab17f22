import { useLayoutEffect, useRef } from 'react'
import type { RollThumbnail } from '../../state/roll-picture.ts'

/** A small picture as it was drawn for the roll. */
export const Thumbnail = ({ thumbnail, className }: { readonly thumbnail: RollThumbnail | undefined; readonly className: string | undefined }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const target = canvas.current
    if (!target || !thumbnail) return
    target.width = thumbnail.width
    target.height = thumbnail.height
    target.getContext('2d')?.putImageData(new ImageData(thumbnail.data, thumbnail.width, thumbnail.height), 0, 0)
  }, [thumbnail])
  return <canvas ref={canvas} width={1} height={1} className={className} aria-hidden />
}
