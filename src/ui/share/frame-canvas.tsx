import { useEffect, useRef } from 'react'
import type { PictureInfo, Show } from '../../engine/protocol.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import { useStores } from '../lab-context.tsx'

interface FrameCanvasProps {
  /** Canvases of one slot overtake each other's frames: each on screen wants a slot of its own. */
  readonly slot: string
  readonly picture: PictureInfo
  readonly recipe: Recipe
  readonly show: Show
  /** Size on the page in CSS pixels, in the picture's own shape. */
  readonly width: number
  readonly height: number
  readonly className?: string | undefined
}

/** The whole picture under a recipe, as sharp as the screen. */
export const FrameCanvas = ({ slot, picture, recipe, show, width, height, className }: FrameCanvasProps) => {
  const { lab } = useStores()
  const canvas = useRef<HTMLCanvasElement>(null)
  const outWidth = Math.max(1, Math.min(picture.width, Math.round(width * devicePixelRatio)))
  const outHeight = Math.max(1, Math.min(picture.height, Math.round(height * devicePixelRatio)))

  useEffect(() => {
    let stale = false
    const draw = async (): Promise<void> => {
      const window = { x: 0, y: 0, width: picture.width, height: picture.height, outWidth, outHeight }
      const frame = await lab.getState().render(slot, { window, show, recipe })
      const target = canvas.current
      if (!frame || stale || !target) return
      // setting a size clears a canvas, so it is only set when it is another
      if (target.width !== outWidth || target.height !== outHeight) {
        target.width = outWidth
        target.height = outHeight
      }
      target.getContext('2d')?.putImageData(new ImageData(frame.data, outWidth, outHeight), 0, 0)
    }
    // the stage says what is wrong with a picture that cannot be drawn
    draw().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [lab, slot, picture, recipe, show, outWidth, outHeight])

  const enlarged = width * devicePixelRatio >= 2 * picture.width
  return <canvas ref={canvas} className={className} style={{ width, height, imageRendering: enlarged ? 'pixelated' : 'auto' }} aria-hidden="true" />
}

/** The largest size of that shape inside a box. */
export const fitted = (picture: { readonly width: number; readonly height: number }, box: { readonly width: number; readonly height: number }) => {
  const scale = Math.min(box.width / picture.width, box.height / picture.height)
  return { width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) }
}
