import { useDrag } from '@use-gesture/react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { PictureInfo } from '../../engine/protocol.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import { useStores, useView } from '../lab-context.tsx'
import { useSize } from '../plots/use-canvas.ts'
import { FrameCanvas, fitted } from '../share/frame-canvas.tsx'
import type { PixelReading } from './use-reading.ts'
import styles from './split-picture.module.css'

interface SplitPictureProps {
  readonly picture: PictureInfo
  readonly recipe: Recipe
  readonly reading: PixelReading | undefined
  /** Nothing has been done yet, or Space is down: only the picture as opened. */
  readonly onlyBefore: boolean
  /** Stands under the picture where there is room, else over its lower edge. */
  readonly children: ReactNode
}

/** px; below it a screen is one that nobody sees from the last row. */
const small = 460

const held = (share: number): number => Math.min(Math.max(share, 0), 1)

/** The line between before and after. A click must not leave the arrow keys here: they step through the recipe. */
const SplitLine = ({ width }: { width: number }) => {
  const { view } = useStores()
  const split = useView((state) => state.split)
  const bind = useDrag(
    ({ event, first, movement: [dx], memo }) => {
      event.stopPropagation()
      const from = first ? view.getState().split : (memo as number)
      view.getState().set({ split: held(from + dx / width) })
      return from
    },
    { pointer: { keys: false } },
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (direction === undefined) return
    event.preventDefault()
    event.stopPropagation()
    view.getState().set({ split: held(view.getState().split + direction * (event.shiftKey ? 0.1 : 0.01)) })
  }
  return (
    <div
      {...bind()}
      className={styles['line']}
      style={{ transform: `translateX(${Math.round(split * width)}px)` }}
      role="slider"
      tabIndex={0}
      aria-label="Split between before and after"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(split * 100)}
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
    />
  )
}

/** The picture before and after, one over the other, with the pixel that is read marked in it. */
export const SplitPicture = ({ picture, recipe, reading, onlyBefore, children }: SplitPictureProps) => {
  const { view } = useStores()
  const box = useRef<HTMLDivElement>(null)
  const space = useSize(box)
  const split = useView((state) => state.split)
  const under = useRef<HTMLDivElement>(null)
  const underSize = useSize(under)
  // the words of a small screen are large for it: over the picture they would hide the pixel they speak of
  const taken = space && space.width < small ? (underSize?.height ?? 0) : 0
  const size = space && fitted(picture, { width: space.width, height: Math.max(space.height - taken, 1) })

  const point = useDrag(
    ({ xy: [x, y], event }) => {
      const bounds = (event.currentTarget as HTMLElement | null)?.getBoundingClientRect() ?? box.current?.firstElementChild?.getBoundingClientRect()
      if (!bounds) return
      const at = (share: number, pixels: number): number => Math.min(Math.max(Math.floor(share * pixels), 0), pixels - 1)
      view.getState().set({ probe: { x: at((x - bounds.left) / bounds.width, picture.width), y: at((y - bounds.top) / bounds.height, picture.height), pinned: true } })
    },
    { pointer: { keys: false } },
  )

  return (
    <div ref={box} className={styles['box']}>
      {size && (
        <div className={styles['place']} style={{ flexBasis: size.height, width: size.width }}>
          <div {...point()} className={styles['picture']} style={size}>
            <FrameCanvas slot="present-before" picture={picture} recipe={recipe} show="before" className={styles['frame']} {...size} />
            {!onlyBefore && (
              <div className={styles['after']} style={{ clipPath: `inset(0 0 0 ${Math.round(split * size.width)}px)` }}>
                <FrameCanvas slot="present-after" picture={picture} recipe={recipe} show="after" className={styles['frame']} {...size} />
              </div>
            )}
            <span className={styles['tag']} data-side="before">
              {recipe.steps.length === 0 && onlyBefore ? 'As opened' : 'Before'}
            </span>
            {!onlyBefore && (
              <>
                <span className={styles['tag']} data-side="after">
                  After
                </span>
                <SplitLine width={size.width} />
              </>
            )}
            {reading && (
              <span
                className={styles['ring']}
                style={{ left: ((reading.x + 0.5) / picture.width) * size.width, top: ((reading.y + 0.5) / picture.height) * size.height }}
                aria-hidden="true"
              />
            )}
          </div>
        </div>
      )}
      <div ref={under} style={{ width: `max(${size?.width ?? 0}px, min(100%, ${small}px))` }}>
        {children}
      </div>
    </div>
  )
}
