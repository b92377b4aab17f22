import { useLayoutEffect, useRef } from 'react'
import type { Preview } from '../../engine/protocol.ts'
import styles from './door.module.css'

/** Before and after of a sample in one canvas, parted in the middle. */
export const DoorPicture = ({ preview }: { preview: Preview | undefined }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const target = canvas.current
    const [before, after] = preview?.frames ?? []
    if (!target || !before || !after) return
    const { outWidth, outHeight } = before.window
    target.width = outWidth
    target.height = outHeight
    const context = target.getContext('2d')
    const middle = outWidth >> 1
    context?.putImageData(new ImageData(before.data, outWidth, outHeight), 0, 0)
    context?.putImageData(new ImageData(after.data, outWidth, outHeight), 0, 0, middle, 0, outWidth - middle, outHeight)
  }, [preview])
  return (
    <div className={styles['picture']} data-ready={preview !== undefined || undefined} aria-hidden="true">
      <canvas ref={canvas} width={1} height={1} />
    </div>
  )
}
