import type { Triple } from '../develop.ts'
import { fallOffAt, fitCorner, fitSurface, noFallOff, type FallOff, type RebateSample } from './fall-off.ts'
import type { Box } from './mask.ts'
import { median, percentile } from '../order.ts'
import { colourDistance, medianLevel } from './rebate.ts'
import type { Regions } from './regions.ts'
import type { Tiles } from './tiles.ts'

/** The flat tiles of the film, with where they lie (shares of the scan) and how light they are (mean log₁₀). */
export interface FlatTiles {
  readonly tiles: Tiles
  readonly which: readonly number[]
  readonly width: number
  readonly height: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly lightness: Float64Array
}

/** Light through clear film in the middle of the scan (log₁₀), and how the light falls off from there. */
export interface Lit {
  readonly level: Triple
  readonly fallOff: FallOff
}

export function flatTiles({ width, height }: Regions, tiles: Tiles, inFilm: Uint8Array): FlatTiles {
  const which: number[] = []
  for (let tile = 0; tile < inFilm.length; tile++) if (inFilm[tile] && tiles.deviation[tile] < 0.04) which.push(tile)
  const { mean, size, columns } = tiles
  return {
    tiles,
    which,
    width,
    height,
    x: Float64Array.from(which, (tile) => (((tile % columns) + 0.5) * size) / width),
    y: Float64Array.from(which, (tile) => ((Math.floor(tile / columns) + 0.5) * size) / height),
    lightness: Float64Array.from(which, (tile) => (mean[3 * tile] + mean[3 * tile + 1] + mean[3 * tile + 2]) / 3),
  }
}

/** Places in `flat.which` of the tiles whose middles lie outside a box of pixels. */
export function outsideOf({ x, y, width, height }: FlatTiles, { left, right, top, bottom }: Box): number[] {
  const out: number[] = []
  for (let i = 0; i < x.length; i++) {
    const [px, py] = [x[i] * width, y[i] * height]
    if (px <= left - 2 || px >= right + 2 || py <= top - 2 || py >= bottom + 2) out.push(i)
  }
  return out
}

const lossesOf = ({ x, y, width, height }: FlatTiles, fallOff: FallOff): Float64Array => x.map((at, i) => fallOffAt(fallOff, at, y[i], width / height))

/** Those that have the base's level in every channel once the fall-off is taken away. */
function alike({ tiles, which }: FlatTiles, from: readonly number[], level: Triple, losses: Float64Array, tolerance: number): number[] {
  const out: number[] = []
  for (const i of from) {
    const at = 3 * which[i]
    const most = Math.max(Math.abs(tiles.mean[at] - losses[i] - level[0]), Math.abs(tiles.mean[at + 1] - losses[i] - level[1]), Math.abs(tiles.mean[at + 2] - losses[i] - level[2]))
    if (most < tolerance) out.push(i)
  }
  return out
}

const hasColour = ({ tiles, which }: FlatTiles, i: number, level: Triple): boolean => {
  const at = 3 * which[i]
  return colourDistance(level, tiles.mean[at], tiles.mean[at + 1], tiles.mean[at + 2]) < 0.06
}

/**
 * Refines base and fall-off on the tiles outside a box. `wide` takes everything of the base's colour, before the fall-off
 * is known; otherwise only what already fits is kept.
 */
export function refineBase(flat: FlatTiles, outside: readonly number[], start: Lit, wide: boolean): Lit {
  const { tiles, which, x, y, lightness, width, height } = flat
  let { level, fallOff } = start
  const mean = (level[0] + level[1] + level[2]) / 3
  let sample = wide
    ? outside.filter((i) => Math.abs(lightness[i] - mean + 0.12) < 0.19 && hasColour(flat, i, level))
    : alike(flat, outside, level, lossesOf(flat, fallOff), 0.05)
  if (sample.length < 20) sample = alike(flat, [...which.keys()], level, lossesOf(flat, noFallOff), 0.05)
  for (let round = 0; round < 6 && sample.length >= 15; round++) {
    fallOff = { corner: fitCorner(sample.map((i): RebateSample => ({ x: x[i], y: y[i], level: lightness[i] })), width / height) }
    const losses = lossesOf(flat, fallOff)
    const channel = (c: number): number => median(sample.map((i) => tiles.mean[3 * which[i] + c] - losses[i]))
    level = [channel(0), channel(1), channel(2)]
    sample = alike(flat, outside, level, losses, 0.045)
  }
  return { level, fallOff }
}

/** A centred fall-off leaves the rebate uneven where half of it is off by so much, in log₁₀ light, or a part of it by more. */
const unevenHalf = 0.012
const unevenPart = 0.02
const part = 0.85

/** Adds a surface when the rebate on three sides or more is left uneven by a centred fall-off. */
export function refineSurface(flat: FlatTiles, outside: readonly number[], { level, fallOff }: Lit): Lit {
  const losses = lossesOf(flat, fallOff)
  const mean = (level[0] + level[1] + level[2]) / 3
  const near = outside
    .filter((i) => hasColour(flat, i, level))
    .map((i): RebateSample => ({ x: flat.x[i], y: flat.y[i], level: flat.lightness[i] - mean - losses[i] }))
    .filter((sample) => Math.abs(sample.level) < 0.12)
  const many = (test: (sample: RebateSample) => boolean): number => (near.filter(test).length > 15 ? 1 : 0)
  const around = many(({ x }) => x < 0.2) + many(({ x }) => x > 0.8) + many(({ y }) => y < 0.2) + many(({ y }) => y > 0.8)
  const off = near.map((sample) => Math.abs(sample.level))
  if (around < 3 || near.length < 80 || (median(off) < unevenHalf && percentile(off, part) < unevenPart)) return { level, fallOff }
  return { level, fallOff: { ...fallOff, surface: fitSurface(near) } }
}

/** The base as it reads where it lies: the median of the tiles outside the picture that are base. */
export function levelSeen(flat: FlatTiles, outside: readonly number[], { level, fallOff }: Lit): Triple {
  const clear = alike(flat, outside, level, lossesOf(flat, fallOff), 0.045)
  return clear.length > 0 ? medianLevel(flat.tiles, clear.map((i) => flat.which[i])) : level
}

/**
 * The density over the base that tells exposed film from clear film in this scan, for a mean of three channels and nine
 * pixels: some deviations of the clear tiles among themselves and within, 0.012 … 0.05.
 */
export function leastDensity(flat: FlatTiles, outside: readonly number[], { level, fallOff }: Lit): number {
  const losses = lossesOf(flat, fallOff)
  const clear = alike(flat, outside, level, losses, 0.045)
  if (clear.length < 15) return 0.05
  const mean = (level[0] + level[1] + level[2]) / 3
  const among = 1.5 * median(clear.map((i) => Math.abs(flat.lightness[i] - losses[i] - mean)))
  const within = median(clear.map((i) => flat.tiles.deviation[flat.which[i]]))
  return Math.min(0.05, Math.max(0.012, 0.006 + 4 * among + within))
}
