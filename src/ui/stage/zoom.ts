import type { View } from '../../state/view.ts'
import { nextStop, percentOf, zoomOfPercent } from './camera.ts'

/** Zooms that need no pointer: about the middle of what is in sight. The stage holds the camera to its limits afterwards. */

const dprNow = (): number => globalThis.devicePixelRatio || 1

export const fitStage = (view: View): void => view.getState().set({ camera: { ...view.getState().camera, fit: true } })

/** 100 is one source pixel a device pixel. */
export const zoomToPercent = (view: View, percent: number): void =>
  view.getState().set({ camera: { ...view.getState().camera, fit: false, zoom: zoomOfPercent(percent, dprNow()) } })

/** To the next round percentage. */
export const zoomStep = (view: View, direction: 1 | -1): void =>
  zoomToPercent(view, nextStop(percentOf(view.getState().camera.zoom, dprNow()), direction))

