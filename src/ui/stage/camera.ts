import type { Camera } from '../../state/view.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rect extends Point, Size {}

/** The box that shows the picture, in CSS pixels; `padding` is what a fitted picture leaves free on every side. */
export interface Viewport extends Size {
  readonly dpr: number
  readonly padding: number
}

/** The source pixels that a frame covers and the pixels it has: the engine's window. */
export interface FrameWindow extends Rect {
  readonly outWidth: number
  readonly outHeight: number
}

/** CSS pixels a source pixel, at most. */
export const maxZoom = 32
const smallest = 0.05

const between = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)

/** The zoom at which one source pixel is one device pixel: what a photographer calls 100 %. */
export const actualSize = (dpr: number): number => 1 / dpr

export const percentOf = (zoom: number, dpr: number): number => zoom * dpr * 100
export const zoomOfPercent = (percent: number, dpr: number): number => percent / 100 / dpr

/**
 * The largest zoom that shows the whole picture inside the padding. Above 100 % only whole multiples are taken, since
 * enlarged pixels of uneven width would read as a pattern in the picture.
 */
export const fitZoom = (picture: Size, { width, height, padding, dpr }: Viewport): number => {
  const zoom = Math.min(Math.max(width - 2 * padding, 1) / picture.width, Math.max(height - 2 * padding, 1) / picture.height)
  return Math.min(zoom * dpr > 1 ? Math.floor(zoom * dpr) / dpr : zoom, maxZoom)
}

export const zoomLimits = (picture: Size, viewport: Viewport): { readonly min: number; readonly max: number } => ({
  min: Math.min(fitZoom(picture, viewport), smallest / viewport.dpr),
  max: maxZoom,
})

/** How far the centre may leave the picture's middle: as far as no edge comes further in than it stands when fitted. */
const reach = (size: number, zoom: number, fit: number): number => Math.max(0, (size / 2) * (1 - fit / zoom))

const axis = (centre: number, size: number, zoom: number, fit: number): number => {
  const far = reach(size, zoom, fit)
  return between(centre, size / 2 - far, size / 2 + far)
}

/** The camera held to its limits; one that fits, or is no camera, is given the zoom and centre that fitting means here. */
export function holdCamera(camera: Camera, picture: Size, viewport: Viewport): Camera {
  const fit = fitZoom(picture, viewport)
  if (camera.fit || !Number.isFinite(camera.zoom + camera.x + camera.y)) return { fit: true, zoom: fit, x: picture.width / 2, y: picture.height / 2 }
  const { min, max } = zoomLimits(picture, viewport)
  const zoom = between(camera.zoom, min, max)
  return { fit: false, zoom, x: axis(camera.x, picture.width, zoom, fit), y: axis(camera.y, picture.height, zoom, fit) }
}

export const sameCamera = (a: Camera, b: Camera): boolean => a.fit === b.fit && a.zoom === b.zoom && a.x === b.x && a.y === b.y

/** Where a point of the viewport lies in the picture, in source pixels; pixel n covers n … n + 1. */
export const toPicture = (camera: Camera, viewport: Size, { x, y }: Point): Point => ({
  x: camera.x + (x - viewport.width / 2) / camera.zoom,
  y: camera.y + (y - viewport.height / 2) / camera.zoom,
})

export const toScreen = (camera: Camera, viewport: Size, { x, y }: Point): Point => ({
  x: viewport.width / 2 + (x - camera.x) * camera.zoom,
  y: viewport.height / 2 + (y - camera.y) * camera.zoom,
})

/** Whole source pixel under a point, or undefined beside the picture. */
export const pixelAt = (camera: Camera, picture: Size, viewport: Size, point: Point): Point | undefined => {
  const at = toPicture(camera, viewport, point)
  const x = Math.floor(at.x)
  const y = Math.floor(at.y)
  return x >= 0 && y >= 0 && x < picture.width && y < picture.height ? { x, y } : undefined
}

/** The camera that shows `anchor`, a point of the picture, at `point` of the viewport. */
export const cameraWith = (anchor: Point, point: Point, zoom: number, picture: Size, viewport: Viewport): Camera => {
  const { min, max } = zoomLimits(picture, viewport)
  const held = between(zoom, min, max)
  const camera = {
    fit: false,
    zoom: held,
    x: anchor.x - (point.x - viewport.width / 2) / held,
    y: anchor.y - (point.y - viewport.height / 2) / held,
  }
  return holdCamera(camera, picture, viewport)
}

/** Zooms so that what lies under `point` stays under it, as far as the limits let it. */
export const zoomAt = (camera: Camera, point: Point, zoom: number, picture: Size, viewport: Viewport): Camera =>
  cameraWith(toPicture(camera, viewport, point), point, zoom, picture, viewport)

/** Moves the picture by CSS pixels, as a hand does. A pan that cannot move leaves a fitted camera fitted. */
export function panBy(camera: Camera, dx: number, dy: number, picture: Size, viewport: Viewport): Camera {
  const moved = holdCamera({ ...camera, fit: false, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom }, picture, viewport)
  return moved.x === camera.x && moved.y === camera.y ? camera : moved
}

/** The picture on the screen. */
export const pictureRect = (camera: Camera, picture: Size, viewport: Size): Rect => ({
  ...toScreen(camera, viewport, { x: 0, y: 0 }),
  width: picture.width * camera.zoom,
  height: picture.height * camera.zoom,
})

/** The part of the picture's rectangle that is inside the viewport. */
export function visibleRect(camera: Camera, picture: Size, viewport: Size): Rect {
  const { x, y, width, height } = pictureRect(camera, picture, viewport)
  const left = between(x, 0, viewport.width)
  const top = between(y, 0, viewport.height)
  return { x: left, y: top, width: between(x + width, 0, viewport.width) - left, height: between(y + height, 0, viewport.height) - top }
}

const span = (from: number, to: number, size: number): readonly [start: number, length: number] => {
  const start = between(Math.floor(from), 0, size - 1)
  return [start, between(Math.ceil(to), start + 1, size) - start]
}

/** Source pixels in sight, whole and inside the picture, with `margin` CSS pixels more on every side. */
export function sourceRect(camera: Camera, picture: Size, viewport: Size, margin = 0): Rect {
  const from = toPicture(camera, viewport, { x: -margin, y: -margin })
  const to = toPicture(camera, viewport, { x: viewport.width + margin, y: viewport.height + margin })
  const [x, width] = span(from.x, to.x, picture.width)
  const [y, height] = span(from.y, to.y, picture.height)
  return { x, y, width, height }
}

/**
 * The window to ask the engine for. From 100 % on the frame has one pixel a source pixel and the page enlarges it;
 * below, it has the device pixels that it covers.
 */
export function frameWindow(camera: Camera, picture: Size, viewport: Viewport, margin = 0): FrameWindow {
  const rect = sourceRect(camera, picture, viewport, margin)
  const scale = Math.min(camera.zoom * viewport.dpr, 1)
  return { ...rect, outWidth: Math.max(1, Math.round(rect.width * scale)), outHeight: Math.max(1, Math.round(rect.height * scale)) }
}

/** Offset and scale, in CSS pixels, that put a frame where its window lies now; whole device pixels, so that nothing is smeared. */
export function placeFrame(window: FrameWindow, camera: Camera, viewport: Viewport): Point & { readonly scaleX: number; readonly scaleY: number } {
  const { x, y } = toScreen(camera, viewport, window)
  const { dpr } = viewport
  const scaleX = (window.width * camera.zoom) / window.outWidth
  const scaleY = (window.height * camera.zoom) / window.outHeight
  // a frame made for this zoom is off by less than a pixel in all: shown one to one it stays sharp
  const exact = Math.abs(scaleX * dpr - 1) * window.outWidth < 1 && Math.abs(scaleY * dpr - 1) * window.outHeight < 1
  return { x: Math.round(x * dpr) / dpr, y: Math.round(y * dpr) / dpr, scaleX: exact ? 1 / dpr : scaleX, scaleY: exact ? 1 / dpr : scaleY }
}

const stops = [5, 12, 25, 50, 100, 200, 400, 800, 1600, 3200] as const

/** The zooms that the menu offers, in percent. */
export const zoomStops: readonly number[] = stops.slice(1)

/** The next round percentage in a direction. */
export const nextStop = (percent: number, direction: 1 | -1): number => {
  const further = direction > 0 ? stops.find((stop) => stop > percent * 1.001) : stops.findLast((stop) => stop < percent * 0.999)
  return further ?? (direction > 0 ? percent * 2 : percent / 2)
}
