import { flatTiles, leastDensity, levelSeen, outsideOf, refineBase, refineSurface, type FlatTiles, type Lit } from './base.ts'
import type { Triple } from '../develop.ts'
import { placeEdges, type Tilted } from './edges.ts'
import { fallOffAt, noFallOff, type FallOff } from './fall-off.ts'
import { completeByGate, seenEdge } from './gate.ts'
import { wholeArea, type Area, type Light } from '../light.ts'
import { createMask, extent, grow, maskShare, neighbours, type Box, type Mask } from './mask.ts'
import { findRebate, sides, wholeSide, type Rebate, type Side } from './rebate.ts'
import { filmOf, findRegions, type Regions } from './regions.ts'
import { shadowedRebate } from './shadow.ts'
import { measureTiles, tilesWithin, type Tiles } from './tiles.ts'
import { drawnOut, exposedBox } from './window.ts'

/** Where the picture lies in a scan, and the film's base beside it. */
export interface FilmFrame {
  /** The picture upright, to be turned by `angle` about its middle. */
  readonly area: Area
  /** Degrees by which the picture leans clockwise. */
  readonly angle: number
  /** Light through unexposed film in the middle of the scan, linear; undefined when there is no rebate. */
  readonly base: Triple | undefined
  /** The same as it reads where the rebate lies, dimmed by the fall-off there. */
  readonly baseSeen: Triple | undefined
  /** 0 … 1: how sure it is that `base` is unexposed film. */
  readonly confidence: number
  readonly fallOff: FallOff
  /** Strips of unexposed film beside the picture. */
  readonly rebate: readonly Area[]
  /** Sprocket holes were seen with clear film between them: no slide is clear there, and nothing else has such holes. */
  readonly strip?: boolean
}

/** The longest side, in pixels, at which frames are looked for: an edge is then within 0.1 %. */
export const frameSide = 900

/** Finds the picture, the base and the fall-off of the light in a scan shrunk to `frameSide`. */
export function findFrame(light: Light): FilmFrame {
  const regions = findRegions(light)
  const tiles = measureTiles(regions)
  const rebate = findRebate(regions, tiles)
  return (rebate && withRebate(regions, tiles, rebate)) ?? bareFrame(regions)
}

const shares = ({ left, right, top, bottom }: Box, { width, height }: Regions): Area => ({
  x: left / width,
  y: top / height,
  width: (right - left) / width,
  height: (bottom - top) / height,
})

/** The same where nothing that looks like a rebate is believed. */
export const withoutRebate = (light: Light): FilmFrame => bareFrame(findRegions(light))

/** So little of a scan, as a share, is left off along an edge that no rebate shows exactly; what is nearer than that is the same place. */
export const hair = 0.003

/** Without a rebate the picture is whatever is no holder and no bare light, a hair inside it. */
function bareFrame(regions: Regions): FilmFrame {
  const none = { base: undefined, baseSeen: undefined, confidence: 0, fallOff: noFallOff, rebate: [] }
  const bordered = maskShare(regions.holder) > 0.01 || maskShare(regions.bare) > 0.05
  const film = filmOf(regions, regions.bare)
  if (!bordered || maskShare(film) < 0.05) return { area: wholeArea, angle: 0, ...none }
  const { box, angle } = placeEdges(film, extent(film))
  const off = hair * Math.max(regions.width, regions.height)
  const inner = { left: box.left + off, right: box.right - off, top: box.top + off, bottom: box.bottom - off }
  return { area: shares(inner, regions), angle, ...none }
}

/** The fall-off at every pixel; it is smooth, so it is worked out for every fourth one of a row. */
function fallOffField(fallOff: FallOff, width: number, height: number): Float32Array {
  const field = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 4) field.fill(fallOffAt(fallOff, (x + 2) / width, (y + 0.5) / height, width / height), y * width + x, y * width + Math.min(width, x + 4))
  }
  return field
}

/** Denser than this over the base in one channel is exposed, whatever the noise. */
const exposedDensity = 0.05

/**
 * What is denser than the base: one channel plainly, or the mean of all three and of nine pixels by more than `least`.
 * Shadows at the edge of a picture are little denser than the rebate beside them, and noise decides how little can be seen.
 */
function exposedMask({ width, height, log }: Regions, film: Mask, { level, fallOff }: Lit, least: number): Mask {
  const field = fallOffField(fallOff, width, height)
  const mean = new Float32Array(width * height)
  const raw = createMask(width, height)
  for (let at = 0; at < raw.data.length; at++) {
    const r = level[0] - log[3 * at] + field[at]
    const g = level[1] - log[3 * at + 1] + field[at]
    const b = level[2] - log[3 * at + 2] + field[at]
    mean[at] = Math.max(-0.1, Math.min(0.1, (r + g + b) / 3))
    if (film.data[at] && Math.max(r, g, b) > exposedDensity && Math.min(r, g, b) > -0.12) raw.data[at] = 1
  }
  // Four of nine: specks of dust in the rebate go, holes in the picture close.
  const count = neighbours(raw, 1)
  const exposed = createMask(width, height)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      if (!film.data[at]) continue
      if (count[at] >= 4) exposed.data[at] = 1
      else if (count[at] === 0 || raw.data[at] === 0) {
        let sum = 0
        for (let row = at - width; row <= at + width; row += width) sum += mean[row - 1] + mean[row] + mean[row + 1]
        if (sum > 9 * least && mean[at] > least / 2) exposed.data[at] = 1
      }
    }
  }
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) exposed.data[y * width + x] = film.data[y * width + x] & raw.data[y * width + x]
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) exposed.data[y * width + x] = film.data[y * width + x] & raw.data[y * width + x]
  return exposed
}

const light = ([r, g, b]: Triple): Triple => [10 ** r, 10 ** g, 10 ** b]

/** A tilted edge's middle may lie so far outside the film's box, in shares of the scan. */
const leastSlip = 0.02

/** A film of which less than this share is exposed shows no picture. */
const leastShown = 0.02

/** A rim that is rebate all along a side is so deep at least, as a share of the scan. */
const rim = 0.02

/** The flat tiles along the sides of the film that are rebate from end to end. */
const rimOf = (flat: FlatTiles, { box: { left, right, top, bottom }, along }: Rebate, deep: number): number[] => {
  const off = (side: Side): number => (along[side] > wholeSide ? deep : 0)
  return outsideOf(flat, { left: left + off('left'), right: right - off('right'), top: top + off('top'), bottom: bottom - off('bottom') })
}

function withRebate(regions: Regions, tiles: Tiles, rebate: Rebate): FilmFrame | undefined {
  const { width, height } = regions
  const flat = flatTiles(regions, tiles, tilesWithin(tiles, rebate.film))

  // Holders throw a soft shadow on the film beside them.
  const shadow = grow(regions.holder, Math.max(1, Math.floor(0.007 * Math.max(width, height)))).data
  const clear = createMask(width, height)
  for (let at = 0; at < shadow.length; at++) clear.data[at] = rebate.film.data[at] && !shadow[at] ? 1 : 0
  const locate = (exposed: Mask): Tilted => {
    const placed = placeEdges(exposed, exposedBox(exposed, rebate.film, rebate.pitch))
    const unseen = sides.filter((side) => placed.straight[side] < seenEdge)
    if (unseen.length === 0) return placed
    const { left, right, top, bottom } = placed.box
    const whole = { left: Math.round(left), right: Math.round(right), top: Math.round(top), bottom: Math.round(bottom) }
    return completeByGate(placeEdges(exposed, unseen.reduce((box, side) => drawnOut(exposed, box, side), whole)), rebate.box)
  }

  // First what lies near the film's border, then what lies outside the picture found with that.
  const { left, right, top, bottom } = rebate.box
  const depth = { x: 0.14 * (right - left), y: 0.14 * (bottom - top) }
  const ring = outsideOf(flat, { left: left + depth.x, right: right - depth.x, top: top + depth.y, bottom: bottom - depth.y })
  const centred = refineBase(flat, ring, { level: rebate.level, fallOff: noFallOff }, true)
  // the film's rim is rebate wherever a side was seen to be: a lamp that is off its middle must not make a picture of it
  const first = refineSurface(flat, rimOf(flat, rebate, rim * Math.max(width, height)), centred)
  // what lies in a holder's shadow is denser than the base, and not exposed
  const dimmed = shadowedRebate(regions, rebate.film, rebate.box, first).data
  for (let at = 0; at < dimmed.length; at++) if (dimmed[at]) clear.data[at] = 0
  const plainly = exposedMask(regions, clear, first, exposedDensity)
  const around = outsideOf(flat, locate(plainly).box)
  const lit = refineSurface(flat, around, refineBase(flat, around, first, false))
  let placed = locate(exposedMask(regions, clear, lit, leastDensity(flat, around, lit)))

  // Where next to nothing is exposed a side is not found at all: then it is the film's.
  if (sides.some((side) => (side === 'top' || side === 'left' ? -1 : 1) * (placed.box[side] - rebate.box[side]) > leastSlip * Math.max(width, height))) return undefined

  const beside = sides.some((side) => Math.abs(placed.box[side] - rebate.box[side]) > hair * Math.max(width, height))
  const shown = maskShare(plainly)
  // A rebate lies beside a picture. What takes up none of the film's border is a clear part of the scene itself.
  if (!beside && shown > leastShown) return undefined
  // Nothing but clear film: the frame is all of it.
  if (shown <= leastShown) placed = { ...placed, box: rebate.box, angle: 0 }

  const along = Math.max(...sides.map((side) => rebate.along[side]), rebate.aroundHoles ? 0.9 : 0)
  const straight = sides.map((side) => placed.straight[side]).toSorted((a, b) => b - a)[1]
  return {
    area: shares(placed.box, regions),
    angle: placed.angle,
    base: light(lit.level),
    baseSeen: light(levelSeen(flat, outsideOf(flat, placed.box), lit)),
    confidence: Math.min(1, along) * Math.min(1, straight / 0.4),
    fallOff: lit.fallOff,
    rebate: stripsOf(placed.box, rebate).map((box) => shares(box, regions)),
    ...(rebate.pitch !== undefined && { strip: true }),
  }
}

/** Of a side's outer strip so much has to be rebate for the whole side to be called so. */
const leastAlong = 0.5

/** What lies between the picture and the end of the film, side by side. */
function stripsOf(picture: Box, { box: film, along, aroundHoles }: Rebate): readonly Box[] {
  const beside: Readonly<Record<(typeof sides)[number], Box>> = {
    top: { ...picture, top: film.top, bottom: picture.top },
    bottom: { ...picture, top: picture.bottom, bottom: film.bottom },
    left: { ...picture, left: film.left, right: picture.left },
    right: { ...picture, left: picture.right, right: film.right },
  }
  return sides
    .filter((side) => along[side] >= leastAlong || aroundHoles)
    .map((side) => beside[side])
    .filter(({ left, right, top, bottom }) => right - left >= 2 && bottom - top >= 2)
}
