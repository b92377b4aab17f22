import { useGesture } from '@use-gesture/react'
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { useStores } from '../lab-context.tsx'
import { actualSize, cameraWith, panBy, toPicture, zoomAt, type Point, type Viewport } from './camera.ts'
import { inPane, paneAt, sightOf, type Pane, type Sight } from './sight.ts'

/**
 * Wheels report pixels, lines or pages: a usual notch of 100 pixels zooms by a fifth. A trackpad's pinch comes with Ctrl
 * and a few pixels at a time, so there a pixel counts for more, and no event for more than a third.
 */
const wheelFactor = ({ deltaY, deltaMode, ctrlKey }: WheelEvent): number => {
  const pixels = deltaY * (deltaMode === 1 ? 33 : deltaMode === 2 ? 400 : 1)
  const [most, rate] = ctrlKey ? [30, 0.01] : [400, 0.0018]
  return Math.exp(-Math.min(Math.max(pixels, -most), most) * rate)
}

/** The split's handle and buttons on the stage have hands of their own. */
const onControl = ({ target }: Event): boolean => target instanceof Element && target.closest('[role="slider"], button') !== null

interface Pinch {
  readonly pane: Pane
  /** The point of the picture that is held between the fingers. */
  readonly anchor: Point
  readonly zoom: number
}

/** Wheel, drag, pinch and double click on the stage, as changes of the camera. */
export function useCameraGestures(element: RefObject<HTMLElement | null>, box: Viewport | undefined, onTap: (point: Point) => void): void {
  const { lab, view } = useStores()
  const latest = useRef(box)
  useEffect(() => {
    latest.current = box
  }, [box])

  const sightNow = (): Sight | undefined => {
    const { picture } = lab.getState()
    return picture && latest.current && sightOf(picture, view.getState(), latest.current)
  }
  const stagePoint = (x: number, y: number): Point => {
    const rect = element.current!.getBoundingClientRect()
    return { x: x - rect.left, y: y - rect.top }
  }

  const toggleFit = useEffectEvent((event: MouseEvent): void => {
    const sight = sightNow()
    if (!sight || onControl(event)) return
    const { camera, picture, viewport } = sight
    const point = stagePoint(event.clientX, event.clientY)
    const next = camera.fit ? zoomAt(camera, inPane(paneAt(sight, point), point), actualSize(viewport.dpr), picture, viewport) : { ...camera, fit: true }
    view.getState().set({ camera: next })
  })
  useEffect(() => {
    const stage = element.current
    const toggle = (event: MouseEvent): void => toggleFit(event)
    stage?.addEventListener('dblclick', toggle)
    return () => stage?.removeEventListener('dblclick', toggle)
  }, [element])

  useGesture(
    {
      onWheel: ({ event }) => {
        event.preventDefault()
        const sight = sightNow()
        if (!sight || event.deltaY === 0) return
        const point = stagePoint(event.clientX, event.clientY)
        const { camera, picture, viewport } = sight
        view.getState().set({ camera: zoomAt(camera, inPane(paneAt(sight, point), point), camera.zoom * wheelFactor(event), picture, viewport) })
      },
      onDrag: ({ event, xy: [x, y], delta: [dx, dy], first, pinching, cancel, tap, dragging }) => {
        if (pinching || (first && onControl(event))) return cancel()
        element.current?.toggleAttribute('data-dragging', dragging ?? false)
        const sight = sightNow()
        if (!sight) return
        if (tap) {
          if (!onControl(event)) onTap(stagePoint(x, y))
          return
        }
        const camera = panBy(sight.camera, dx, dy, sight.picture, sight.viewport)
        if (camera !== sight.camera) view.getState().set({ camera })
      },
      onPinch: ({ event, origin: [x, y], movement: [scale], first, memo }) => {
        event.preventDefault()
        const sight = sightNow()
        if (!sight) return memo as Pinch | undefined
        const point = stagePoint(x, y)
        const start = memo as Pinch | undefined
        const pane = start?.pane ?? paneAt(sight, point)
        const pinch: Pinch =
          first || !start ? { pane, anchor: toPicture(sight.camera, sight.viewport, inPane(pane, point)), zoom: sight.camera.zoom } : start
        view.getState().set({ camera: cameraWith(pinch.anchor, inPane(pane, point), pinch.zoom * scale, sight.picture, sight.viewport) })
        return pinch
      },
    },
    {
      target: element,
      eventOptions: { passive: false },
      drag: { filterTaps: true, pointer: { keys: false, buttons: [1, 4] } },
      pinch: { pinchOnWheel: false },
    },
  )
}
