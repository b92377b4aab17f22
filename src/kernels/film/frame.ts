import type { Triple } from './develop.ts'
import { placeEdges } from './edges.ts'
import { fallOffAt, fitCorner, fitSurface, noFallOff, type FallOff, type RebateSample } from './fall-off.ts'
import { wholeArea, type Area, type Light } from './light.ts'
import { createMask, extent, grow, maskShare, neighbours, type Box, type Mask } from './mask.ts'
import { median } from './order.ts'
import { colourDistance, findRebate, medianLevel, sides, type Rebate } from './rebate.ts'
import { filmOf, findRegions, type Regions } from './regions.ts'
import { measureTiles, tilesWithin, type Tiles } from './tiles.ts'
import { exposedBox } from './window.ts'

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
}

/** The longest side, in pixels, at which frames are looked for: an edge is then within 0.1 %. */
export const frameSide = 900

/** Finds the picture, the base and the fall-off of the light in a scan shrunk to `frameSide`. */
export function findFrame(light: Light): FilmFrame {
  const regions = findRegions(light)
  const tiles = measureTiles(regions)
  const rebate = findRebate(regions, tiles)
  const found = rebate && withRebate(regions, tiles, rebate)
  return found ?? withoutRebate(regions)
}

const shares = ({ left, right, top, bottom }: Box, { width, height }: Regions): Area => ({
  x: left / width,
  y: top / height,
  width: (right - left) / width,
  height: (bottom - top) / height,
})

/** Without a rebate the picture is whatever is no holder and no bare light, a hair inside it. */
function withoutRebate(regions: Regions): FilmFrame {
  const none = { base: undefined, baseSeen: undefined, confidence: 0, fallOff: noFallOff }
  const bordered = maskShare(regions.holder) > 0.01 || maskShare(regions.bare) > 0.05
  const film = filmOf(regions, regions.bare)
  if (!bordered || maskShare(film) < 0.05) return { area: wholeArea, angle: 0, ...none }
  const { box, angle } = placeEdges(film, extent(film))
  const hair = 0.003 * Math.max(regions.width, regions.height)
  const inner = { left: box.left + hair, right: box.right - hair, top: box.top + hair, bottom: box.bottom - hair }
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

/** Denser than this over the base is exposed. Grain and codes of 8 bits stay below it. */
const exposedDensity = 0.05

function exposedMask({ width, height, log }: Regions, film: Mask, base: Triple, fallOff: FallOff): Mask {
  const field = fallOffField(fallOff, width, height)
  const raw = createMask(width, height)
  for (let at = 0; at < raw.data.length; at++) {
    if (!film.data[at]) continue
    const r = base[0] - log[3 * at] + field[at]
    const g = base[1] - log[3 * at + 1] + field[at]
    const b = base[2] - log[3 * at + 2] + field[at]
    raw.data[at] = Math.max(r, g, b) > exposedDensity && Math.min(r, g, b) > -0.12 ? 1 : 0
  }
  // Four of nine: specks of dust in the rebate go, holes in the picture close.
  const count = neighbours(raw, 1)
  const exposed = createMask(width, height)
  for (let at = 0; at < count.length; at++) exposed.data[at] = film.data[at] && count[at] >= 4 ? 1 : 0
  return exposed
}

const light = ([r, g, b]: Triple): Triple => [10 ** r, 10 ** g, 10 ** b]

function withRebate(regions: Regions, tiles: Tiles, rebate: Rebate): FilmFrame | undefined {
  const { width, height } = regions
  const aspect = width / height
  const inFilm = tilesWithin(tiles, rebate.film)
  const flat = [...inFilm.keys()].filter((tile) => inFilm[tile] && tiles.deviation[tile] < 0.04)
  const place = (tile: number) => ({ x: (((tile % tiles.columns) + 0.5) * tiles.size) / width, y: ((Math.floor(tile / tiles.columns) + 0.5) * tiles.size) / height })
  const lightness = (tile: number): number => (tiles.mean[3 * tile] + tiles.mean[3 * tile + 1] + tiles.mean[3 * tile + 2]) / 3
  const lossAt = (fallOff: FallOff, tile: number): number => fallOffAt(fallOff, place(tile).x, place(tile).y, aspect)
  const within = (fallOff: FallOff, level: Triple, tolerance: number) => (tile: number) => {
    const loss = lossAt(fallOff, tile)
    const off = (c: number): number => Math.abs(tiles.mean[3 * tile + c] - loss - level[c])
    return off(0) < tolerance && off(1) < tolerance && off(2) < tolerance
  }

  // Holders throw a soft shadow on the film beside them.
  const shadow = grow(regions.holder, Math.max(1, Math.floor(0.007 * Math.max(width, height))))
  const clear = { ...rebate.film, data: rebate.film.data.map((one, at) => (one && !shadow.data[at] ? 1 : 0)) }

  let level = rebate.level
  let fallOff = noFallOff
  let { box } = rebate
  let tilt = { angle: 0, straight: { top: 0, bottom: 0, left: 0, right: 0 } }
  const depth = { x: 0.14 * (box.right - box.left), y: 0.14 * (box.bottom - box.top) }
  const outer = box
  // First what lies near the film's border, then what lies outside the picture found with that.
  for (const pass of [0, 1]) {
    const { top, bottom, left, right } = pass === 0 ? { top: outer.top + depth.y, bottom: outer.bottom - depth.y, left: outer.left + depth.x, right: outer.right - depth.x } : box
    const outside = flat.filter((tile) => {
      const { x, y } = place(tile)
      return !(x * width > left - 2 && x * width < right + 2 && y * height > top - 2 && y * height < bottom + 2)
    })
    const like = (tile: number): boolean => colourDistance(level, tiles.mean[3 * tile], tiles.mean[3 * tile + 1], tiles.mean[3 * tile + 2]) < 0.06
    const mean = (level[0] + level[1] + level[2]) / 3
    let sample = outside.filter(pass === 0 ? (tile) => like(tile) && Math.abs(lightness(tile) - mean + 0.12) < 0.19 : within(fallOff, level, 0.05))
    if (sample.length < 20) sample = flat.filter(within(noFallOff, level, 0.05))
    for (let round = 0; round < 6 && sample.length >= 15; round++) {
      fallOff = { corner: fitCorner(sample.map((tile): RebateSample => ({ ...place(tile), level: lightness(tile) })), aspect) }
      const channel = (c: number): number => median(sample.map((tile) => tiles.mean[3 * tile + c] - lossAt(fallOff, tile)))
      level = [channel(0), channel(1), channel(2)]
      sample = outside.filter(within(fallOff, level, 0.045))
    }
    if (pass === 1) fallOff = offCentre(outside.filter(like).map((tile) => ({ ...place(tile), level: lightness(tile) - (level[0] + level[1] + level[2]) / 3 - lossAt(fallOff, tile) })), fallOff)
    const exposed = exposedMask(regions, clear, level, fallOff)
    const placed = placeEdges(exposed, exposedBox(exposed, rebate.film))
    box = placed.box
    tilt = placed
  }
  const clearTiles = flat.filter((tile) => {
    const { x, y } = place(tile)
    return (x * width < box.left || x * width > box.right || y * height < box.top || y * height > box.bottom) && within(fallOff, level, 0.045)(tile)
  })
  const seen = clearTiles.length > 0 ? medianLevel(tiles, clearTiles) : level
  const along = Math.max(...sides.map((side) => rebate.along[side]), rebate.aroundHoles ? 0.9 : 0)
  const straight = sides.map((side) => tilt.straight[side]).toSorted((a, b) => b - a)[1]
  return { area: shares(box, regions), angle: tilt.angle, base: light(level), baseSeen: light(seen), confidence: Math.min(1, along) * Math.min(1, straight / 0.4), fallOff }
}

/** Adds a surface when the rebate on three sides or more is left uneven by a centred fall-off. */
function offCentre(samples: readonly RebateSample[], fallOff: FallOff): FallOff {
  const near = samples.filter(({ level }) => Math.abs(level) < 0.12)
  const many = (test: (sample: RebateSample) => boolean): number => (near.filter(test).length > 15 ? 1 : 0)
  const around = many(({ x }) => x < 0.2) + many(({ x }) => x > 0.8) + many(({ y }) => y < 0.2) + many(({ y }) => y > 0.8)
  if (around < 3 || near.length < 80 || median(near.map(({ level }) => Math.abs(level))) < 0.012) return fallOff
  return { ...fallOff, surface: fitSurface(near) }
}
