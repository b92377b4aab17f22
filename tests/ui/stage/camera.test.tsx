import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actualSize, fitZoom, frameWindow, holdCamera, maxZoom, nextStop, panBy, pictureRect, pixelAt, placeFrame, sameCamera,
  sourceRect, toPicture, toScreen, visibleRect, zoomAt, zoomLimits, type Size, type Viewport,
} from '../../../src/ui/stage/camera.ts'

const pictures = fc.record({ width: fc.integer({ min: 1, max: 20_000 }), height: fc.integer({ min: 1, max: 20_000 }) })
const viewports = fc.record({
  width: fc.integer({ min: 60, max: 3000 }),
  height: fc.integer({ min: 60, max: 2000 }),
  dpr: fc.constantFrom(1, 1.25, 1.5, 2, 3),
  padding: fc.constantFrom(0, 24, 28),
})
const share = fc.double({ min: 0, max: 1, noNaN: true })
const scenes = fc.record({ picture: pictures, viewport: viewports, zoom: fc.double({ min: 0.001, max: 40, noNaN: true }), across: share, down: share })

const fitted = (picture: Size, viewport: Viewport) => holdCamera({ fit: true, zoom: 1, x: 0, y: 0 }, picture, viewport)

/** Any camera that a hand can reach. */
const reached = ({ picture, viewport, zoom, across, down }: { picture: Size; viewport: Viewport; zoom: number; across: number; down: number }) =>
  holdCamera({ fit: false, zoom, x: across * picture.width, y: down * picture.height }, picture, viewport)

const desk: Viewport = { width: 796, height: 787, dpr: 1, padding: 28 }

describe('fitting', () => {
  it('shows the whole picture inside the padding', () => {
    fc.assert(
      fc.property(pictures, viewports, (picture, viewport) => {
        const rect = pictureRect(fitted(picture, viewport), picture, viewport)
        const room = (side: number) => Math.max(side - 2 * viewport.padding, 1)
        expect(rect.width).toBeLessThanOrEqual(room(viewport.width) * 1.000001)
        expect(rect.height).toBeLessThanOrEqual(room(viewport.height) * 1.000001)
      }),
    )
  })

  it('touches the padding on one side when the picture is larger than its box', () => {
    expect(fitZoom({ width: 4096, height: 4096 }, desk)).toBeCloseTo((787 - 56) / 4096, 12)
    expect(fitZoom({ width: 6000, height: 1000 }, desk)).toBeCloseTo((796 - 56) / 6000, 12)
  })

  it('enlarges small pictures by whole device pixels only', () => {
    expect(fitZoom({ width: 300, height: 300 }, desk)).toBe(2)
    expect(fitZoom({ width: 500, height: 500 }, desk)).toBe(1)
    expect(fitZoom({ width: 300, height: 300 }, { ...desk, dpr: 2 })).toBe(2)
    expect(fitZoom({ width: 500, height: 500 }, { ...desk, dpr: 2 })).toBe(1)
    expect(fitZoom({ width: 2, height: 2 }, desk)).toBe(maxZoom)
  })

  it('puts the middle of the picture in the middle of the box', () => {
    const camera = fitted({ width: 4000, height: 3000 }, desk)
    expect(toScreen(camera, desk, { x: 2000, y: 1500 })).toEqual({ x: 398, y: 393.5 })
  })
})

describe('limits', () => {
  it('never leaves the smaller of fit and five percent, nor 32 screen pixels a pixel', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { min, max } = zoomLimits(scene.picture, scene.viewport)
        expect(min).toBeLessThanOrEqual(0.05 / scene.viewport.dpr)
        expect(max).toBe(32)
        const { zoom } = reached(scene)
        expect(zoom).toBeGreaterThanOrEqual(min)
        expect(zoom).toBeLessThanOrEqual(max)
      }),
    )
  })

  it('changes nothing when held twice', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const once = reached(scene)
        expect(sameCamera(holdCamera(once, scene.picture, scene.viewport), once)).toBe(true)
      }),
    )
  })

  it('lets no edge come further in than it stands when fitted', () => {
    fc.assert(
      fc.property(scenes, fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }), (scene, dx, dy) => {
        const { picture, viewport } = scene
        const home = pictureRect(fitted(picture, viewport), picture, viewport)
        const camera = panBy(reached(scene), dx, dy, picture, viewport)
        if (camera.zoom < fitZoom(picture, viewport)) return
        const rect = pictureRect(camera, picture, viewport)
        const slack = 1e-6 * (1 + rect.width + rect.height)
        expect(rect.x).toBeLessThanOrEqual(home.x + slack)
        expect(rect.y).toBeLessThanOrEqual(home.y + slack)
        expect(rect.x + rect.width).toBeGreaterThanOrEqual(home.x + home.width - slack)
        expect(rect.y + rect.height).toBeGreaterThanOrEqual(home.y + home.height - slack)
      }),
    )
  })

  it('leaves a fitted picture fitted when a drag cannot move it', () => {
    const camera = fitted({ width: 4000, height: 3000 }, desk)
    expect(panBy(camera, 40, -12, { width: 4000, height: 3000 }, desk)).toBe(camera)
  })

  it('follows the hand pixel by pixel while there is room', () => {
    const picture = { width: 4000, height: 3000 }
    const camera = zoomAt(fitted(picture, desk), { x: 398, y: 393 }, 1, picture, desk)
    const moved = panBy(camera, 25, -10, picture, desk)
    const before = toScreen(camera, desk, { x: 2000, y: 1500 })
    expect(toScreen(moved, desk, { x: 2000, y: 1500 })).toEqual({ x: before.x + 25, y: before.y - 10 })
  })
})

describe('zooming to a point', () => {
  it('keeps what lies under the pointer there when zooming in', () => {
    fc.assert(
      fc.property(scenes, share, share, fc.double({ min: 1, max: 30, noNaN: true }), (scene, u, v, factor) => {
        const { picture, viewport } = scene
        const camera = reached(scene)
        if (camera.zoom < fitZoom(picture, viewport)) return
        const seen = visibleRect(camera, picture, viewport)
        const point = { x: seen.x + u * seen.width, y: seen.y + v * seen.height }
        const anchor = toPicture(camera, viewport, point)
        const nearer = zoomAt(camera, point, camera.zoom * factor, picture, viewport)
        const now = toScreen(nearer, viewport, anchor)
        expect(Math.abs(now.x - point.x)).toBeLessThan(1e-3)
        expect(Math.abs(now.y - point.y)).toBeLessThan(1e-3)
      }),
    )
  })

  it('comes back to the same view when it goes out by what it came in', () => {
    const picture = { width: 6000, height: 4000 }
    const start = fitted(picture, desk)
    const point = { x: 611, y: 402 }
    const back = zoomAt(zoomAt(start, point, 2, picture, desk), point, start.zoom, picture, desk)
    expect(back.x).toBeCloseTo(start.x, 6)
    expect(back.y).toBeCloseTo(start.y, 6)
  })
})

describe('coordinates', () => {
  it('go to the picture and back', () => {
    fc.assert(
      fc.property(scenes, share, share, (scene, u, v) => {
        const camera = reached(scene)
        const point = { x: u * scene.viewport.width, y: v * scene.viewport.height }
        const back = toScreen(camera, scene.viewport, toPicture(camera, scene.viewport, point))
        expect(back.x).toBeCloseTo(point.x, 6)
        expect(back.y).toBeCloseTo(point.y, 6)
      }),
    )
  })

  it('name the pixel under a point, and none beside the picture', () => {
    const picture = { width: 10, height: 10 }
    const camera = holdCamera({ fit: false, zoom: 32, x: 5, y: 5 }, picture, desk)
    const corner = toScreen(camera, desk, { x: 0, y: 0 })
    expect(pixelAt(camera, picture, desk, { x: corner.x + 31.9, y: corner.y + 32.1 })).toEqual({ x: 0, y: 1 })
    expect(pixelAt(camera, picture, desk, { x: corner.x - 0.1, y: corner.y })).toBeUndefined()
    expect(pixelAt(camera, picture, desk, { x: corner.x + 320.1, y: corner.y })).toBeUndefined()
  })
})

describe('the window for the engine', () => {
  it('is whole, not empty and inside the picture', () => {
    fc.assert(
      fc.property(scenes, fc.integer({ min: 0, max: 200 }), (scene, margin) => {
        const { picture, viewport } = scene
        const window = frameWindow(reached(scene), picture, viewport, margin)
        for (const value of Object.values(window)) expect(Number.isInteger(value)).toBe(true)
        expect(window.x).toBeGreaterThanOrEqual(0)
        expect(window.y).toBeGreaterThanOrEqual(0)
        expect(window.width).toBeGreaterThan(0)
        expect(window.height).toBeGreaterThan(0)
        expect(window.x + window.width).toBeLessThanOrEqual(picture.width)
        expect(window.y + window.height).toBeLessThanOrEqual(picture.height)
        expect(window.outWidth).toBeGreaterThan(0)
        expect(window.outWidth).toBeLessThanOrEqual(window.width)
        expect(window.outHeight).toBeLessThanOrEqual(window.height)
      }),
    )
  })

  it('covers every pixel in sight', () => {
    fc.assert(
      fc.property(scenes, share, share, (scene, u, v) => {
        const { picture, viewport } = scene
        const camera = reached(scene)
        const pixel = pixelAt(camera, picture, viewport, { x: u * viewport.width, y: v * viewport.height })
        if (!pixel) return
        const { x, y, width, height } = sourceRect(camera, picture, viewport)
        expect(pixel.x >= x && pixel.x < x + width).toBe(true)
        expect(pixel.y >= y && pixel.y < y + height).toBe(true)
      }),
    )
  })

  it('asks for one pixel a source pixel from 100 % on, and for device pixels below', () => {
    const picture = { width: 6000, height: 4000 }
    for (const dpr of [1, 2]) {
      const viewport = { ...desk, dpr }
      const near = frameWindow(holdCamera({ fit: false, zoom: actualSize(dpr) * 4, x: 3000, y: 2000 }, picture, viewport), picture, viewport)
      expect([near.outWidth, near.outHeight]).toEqual([near.width, near.height])
      const far = frameWindow(fitted(picture, viewport), picture, viewport)
      expect(far).toEqual({ x: 0, y: 0, width: 6000, height: 4000, outWidth: 740 * dpr, outHeight: Math.round(4000 * (740 / 6000) * dpr) })
    }
  })

  it('is no larger than the screen, whatever the file', () => {
    const window = frameWindow(fitted({ width: 20_000, height: 20_000 }, desk), { width: 20_000, height: 20_000 }, desk)
    expect(window.outWidth * window.outHeight).toBeLessThanOrEqual(desk.width * desk.height)
  })
})

describe('placing a frame', () => {
  it('shows a frame made for this view one to one on the device', () => {
    const picture = { width: 6000, height: 4000 }
    const viewport = { ...desk, dpr: 2 }
    const camera = fitted(picture, viewport)
    expect(placeFrame(frameWindow(camera, picture, viewport), camera, viewport)).toMatchObject({ scaleX: 0.5, scaleY: 0.5, x: 28 })
  })

  it('stretches a frame of another zoom over the same part of the picture', () => {
    const picture = { width: 6000, height: 4000 }
    const camera = fitted(picture, desk)
    const window = frameWindow(camera, picture, desk)
    const nearer = zoomAt(camera, { x: 398, y: 393.5 }, camera.zoom * 2, picture, desk)
    const place = placeFrame(window, nearer, desk)
    expect(place.scaleX * window.outWidth).toBeCloseTo(6000 * nearer.zoom, 6)
    expect(place.x).toBeCloseTo(pictureRect(nearer, picture, desk).x, 0)
  })
})

describe('round zooms', () => {
  it('steps up and down through them', () => {
    expect(nextStop(18, 1)).toBe(25)
    expect(nextStop(18, -1)).toBe(12)
    expect(nextStop(100, 1)).toBe(200)
    expect(nextStop(100, -1)).toBe(50)
  })
})
