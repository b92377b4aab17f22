import { useDrag } from '@use-gesture/react'
import { MoveHorizontal } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { percent } from '../format.ts'
import { useStores, useView } from '../lab-context.tsx'
import { visibleRect } from './camera.ts'
import type { Sight } from './sight.ts'
import { splitAt, splitOf } from './split.ts'
import { useSight } from './stage-context.tsx'
import styles from './split-handle.module.css'

const stepOf = (event: KeyboardEvent): number | undefined => {
  const size = event.shiftKey ? 0.1 : 0.01
  if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') return -size
  if (event.key === 'ArrowRight' || event.key === 'ArrowUp') return size
  if (event.key === 'PageDown') return -0.1
  if (event.key === 'PageUp') return 0.1
  if (event.key === 'Home') return -1
  return event.key === 'End' ? 1 : undefined
}

/** The line between before and after, and the knob that moves it. */
export const SplitHandle = () => {
  const sight = useSight()
  return sight?.mode === 'split' ? <Handle sight={sight} /> : null
}

const Handle = ({ sight }: { sight: Sight }) => {
  const { view } = useStores()
  const split = useView((state) => state.split)
  const bind = useDrag(
    ({ first, xy: [x], touches, cancel, memo }) => {
      // a second finger makes it a pinch, which is the stage's
      if (touches > 1) {
        cancel()
        return memo as number
      }
      const at = splitAt(sight, view.getState().split)
      const offset = first ? at - x : (memo as number)
      view.getState().set({ split: splitOf(sight, x + offset) })
      return offset
    },
    { pointer: { keys: false } },
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepOf(event)
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    view.getState().set({ split: Math.min(Math.max(Math.round((view.getState().split + step) * 100) / 100, 0), 1) })
  }
  const { y, height } = visibleRect(sight.camera, sight.picture, sight.viewport)
  return (
    <div
      {...bind()}
      className={styles['handle']}
      style={{ transform: `translate(${splitAt(sight, split)}px, ${Math.round(y)}px)`, height: Math.round(height) }}
      role="slider"
      tabIndex={0}
      aria-label="Split between before and after"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(split * 100)}
      aria-valuetext={`${percent(split)} before`}
      onKeyDown={onKeyDown}
      onDoubleClick={(event) => {
        event.stopPropagation()
        view.getState().set({ split: 0.5 })
      }}
    >
      <span className={styles['line']} />
      <span className={styles['knob']}>
        <MoveHorizontal aria-hidden />
      </span>
    </div>
  )
}
