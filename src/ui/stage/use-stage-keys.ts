import type { ComponentProps, KeyboardEvent } from 'react'
import { useStores } from '../lab-context.tsx'
import { panBy, pixelAt, toScreen, type Point, type Viewport } from './camera.ts'
import { sightOf, type Sight } from './sight.ts'
import { fitStage, zoomStep, zoomToPercent } from './zoom.ts'

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** CSS pixels a press of an arrow pans. */
const panStep = 48
/** A probe that the keys move stays this far inside the pane. */
const sightMargin = 40

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

/** How far the picture has to move for a point of it to be in sight. */
const intoSight = (sight: Sight, pixel: Point): Point => {
  const at = toScreen(sight.camera, sight.viewport, { x: pixel.x + 0.5, y: pixel.y + 0.5 })
  const { width, height } = sight.viewport
  return {
    x: clamp(at.x, Math.min(sightMargin, width / 2), Math.max(width - sightMargin, width / 2)) - at.x,
    y: clamp(at.y, Math.min(sightMargin, height / 2), Math.max(height - sightMargin, height / 2)) - at.y,
  }
}

/** What lets the stage have the focus, and its keys then. What it takes it marks as taken, so that the lab's shortcuts leave it. */
export function useStageKeys(box: Viewport | undefined): Pick<ComponentProps<'div'>, 'tabIndex' | 'onKeyDown' | 'onFocus' | 'onBlur' | 'onPointerDown'> {
  const { lab, view, roll } = useStores()
  /** Digits rate the frames of a roll. */
  const rates = (): boolean => (roll?.getState().frames.length ?? 0) > 0

  const moveProbe = (sight: Sight, direction: Point, far: boolean): void => {
    const { probe, set } = view.getState()
    const step = far ? 10 : 1
    const pixel = {
      x: clamp(probe!.x + direction.x * step, 0, sight.picture.width - 1),
      y: clamp(probe!.y + direction.y * step, 0, sight.picture.height - 1),
    }
    const { x, y } = intoSight(sight, pixel)
    const camera = x === 0 && y === 0 ? sight.camera : panBy(sight.camera, x, y, sight.picture, sight.viewport)
    set({ probe: { ...pixel, pinned: true }, camera })
  }

  const pin = (sight: Sight): void => {
    const { probe, set } = view.getState()
    const { picture, viewport, camera } = sight
    const middle = pixelAt(camera, picture, viewport, { x: viewport.width / 2, y: viewport.height / 2 })
    const pixel = probe ?? middle
    if (probe?.pinned) set({ probe: undefined })
    else if (pixel) set({ probing: true, probe: { x: pixel.x, y: pixel.y, pinned: true } })
  }

  /** Whether the key meant something here. */
  const act = (event: KeyboardEvent, sight: Sight): boolean => {
    const { probe, present, set } = view.getState()
    const arrow = arrows[event.key]
    if (arrow) {
      if (probe?.pinned) moveProbe(sight, arrow, event.shiftKey)
      else if (present) return false
      else {
        const step = panStep * (event.shiftKey ? 5 : 1)
        set({ camera: panBy(sight.camera, -arrow.x * step, -arrow.y * step, sight.picture, sight.viewport) })
      }
      return true
    }
    if (event.key === '+' || event.key === '=') zoomStep(view, 1)
    else if (event.key === '-' || event.key === '_') zoomStep(view, -1)
    else if (event.key === '0' && !rates()) fitStage(view)
    else if (event.key === '1' && !rates()) zoomToPercent(view, 100)
    else if (event.key === 'Enter') pin(sight)
    else if (event.key === 'Escape' && probe?.pinned) set({ probe: undefined })
    else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const { picture } = lab.getState()
    if (!picture || !box || event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (!act(event, sightOf(picture, view.getState(), box))) return
    event.preventDefault()
    event.currentTarget.setAttribute('data-keys', '')
  }
  return {
    tabIndex: 0,
    onKeyDown,
    // not :focus-visible: Space, held to see "before", would draw the ring about a stage that was only clicked
    onFocus: ({ target, currentTarget }) => currentTarget.toggleAttribute('data-keys', target === currentTarget && currentTarget.matches(':focus-visible')),
    onBlur: ({ currentTarget }) => currentTarget.removeAttribute('data-keys'),
    onPointerDown: ({ currentTarget }) => currentTarget.removeAttribute('data-keys'),
  }
}
