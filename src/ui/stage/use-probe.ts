import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Lab } from '../../state/lab.ts'
import type { View } from '../../state/view.ts'
import { pick } from '../film/picking.ts'
import { useStores } from '../lab-context.tsx'
import { pixelAt, type Point, type Viewport } from './camera.ts'
import { inPane, paneAt, sightOf, type Side } from './sight.ts'

/** Keeps `probeValues` true to `probe`: one read at a time, the newest pixel next. Gives the function that stops it. */
function followProbe(lab: Lab, view: View): () => void {
  let reading = false
  let stopped = false

  const read = async (): Promise<void> => {
    if (reading) return
    reading = true
    try {
      for (;;) {
        const { probe } = view.getState()
        const { picture, sample } = lab.getState()
        if (!probe || !picture || stopped) return
        const { x, y } = probe
        const got = await sample(x, y, 1, 1)
        if (stopped) return
        const now = view.getState().probe
        if (lab.getState().picture !== picture || !now) continue
        if (got) view.getState().set({ probeValues: [...got.values] })
        if (now.x === x && now.y === y) return
      }
    } catch {
      // the picture was closed, or its worker died: the frames tell of it, the probe only has nothing to say
      if (!stopped) view.getState().set({ probeValues: undefined })
    } finally {
      reading = false
    }
  }

  const leave = [
    view.subscribe((now, before) => {
      if (now.probe === before.probe) return
      if (now.probe === undefined) {
        if (now.probeValues !== undefined) now.set({ probeValues: undefined })
      } else if (now.probe.x !== before.probe?.x || now.probe.y !== before.probe.y) void read()
    }),
    lab.subscribe((now, before) => {
      if (now.picture !== before.picture) void read()
    }),
  ]
  void read()
  return () => {
    stopped = true
    for (const stop of leave) stop()
  }
}

export interface ProbeHand {
  /** The side of a pair of panes that the hand is over. */
  readonly side: Side
  /** Pins the pixel under a point of the stage; a second tap on it lets go. */
  readonly tap: (point: Point) => void
}

/** The probe under the pointer and under a tap. */
export function useProbe(element: RefObject<HTMLElement | null>, box: Viewport | undefined): ProbeHand {
  const { lab, view } = useStores()
  const [side, setSide] = useState<Side>('after')
  const latest = useRef(box)
  useEffect(() => {
    latest.current = box
  }, [box])
  useEffect(() => followProbe(lab, view), [lab, view])

  const pixelUnder = useCallback(
    (point: Point): Point | undefined => {
      const { picture } = lab.getState()
      if (!picture || !latest.current) return undefined
      const sight = sightOf(picture, view.getState(), latest.current)
      const pane = paneAt(sight, point)
      setSide(pane.sides[0]!)
      return pixelAt(sight.camera, sight.picture, sight.viewport, inPane(pane, point))
    },
    [lab, view],
  )

  useEffect(() => {
    const stage = element.current
    if (!stage) return
    const move = (event: PointerEvent): void => {
      const { probing, picking, probe, set } = view.getState()
      if (!(probing || picking) || (probe?.pinned && !picking) || event.pointerType === 'touch') return
      const rect = stage.getBoundingClientRect()
      const pixel = pixelUnder({ x: event.clientX - rect.left, y: event.clientY - rect.top })
      if (pixel?.x !== probe?.x || pixel?.y !== probe?.y) set({ probe: pixel && { ...pixel, pinned: false } })
    }
    const leave = (): void => {
      const { probe, set } = view.getState()
      if (probe && !probe.pinned) set({ probe: undefined })
    }
    stage.addEventListener('pointermove', move)
    stage.addEventListener('pointerleave', leave)
    return () => {
      stage.removeEventListener('pointermove', move)
      stage.removeEventListener('pointerleave', leave)
    }
  }, [element, view, pixelUnder])

  const tap = useCallback(
    (point: Point): void => {
      const { probing, picking, probe, set } = view.getState()
      const pixel = pixelUnder(point)
      if (picking) {
        if (pixel) void pick({ lab, view }, picking, pixel)
        return
      }
      if (!probing) return
      const again = probe?.pinned && pixel?.x === probe.x && pixel.y === probe.y
      set({ probe: again || !pixel ? undefined : { ...pixel, pinned: true } })
    },
    [lab, view, pixelUnder],
  )
  return { side, tap }
}
