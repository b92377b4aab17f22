import type { Triple } from '../develop.ts'
import { extent, grow, maskShare, neighbours, type Box, type Mask } from './mask.ts'
import { fit, median } from '../order.ts'
import { filmOf, type Regions } from './regions.ts'
import { findSprockets, withLamp } from './sprockets.ts'
import { tilesWithin, type Tiles } from './tiles.ts'

export type Side = 'top' | 'bottom' | 'left' | 'right'
export const sides: readonly Side[] = ['top', 'bottom', 'left', 'right']

/** Unexposed film found along the border of a picture, before the fall-off of the light is known. */
export interface Rebate {
  /** log₁₀ of the light through it. */
  readonly level: Triple
  /** Everything that is film, and where it ends. */
  readonly film: Mask
  readonly box: Box
  /** The share of each side's outer strip that is rebate. */
  readonly along: Readonly<Record<Side, number>>
  /** Whether it surrounds bare light, as film does around its sprocket holes. */
  readonly aroundHoles: boolean
  /** From sprocket hole to sprocket hole in pixels, where a strip was seen whole. */
  readonly pitch?: number
}

/** Dark channels of an 8-bit scan have coarse steps in density, so their colour is held less tightly. */
const slack = (level: number): number => 1 + 2 * Math.max(0, -1.1 - level)

/** How far a log₁₀ colour is from the base's colour, whatever its brightness. */
export const colourDistance = (level: Triple, r: number, g: number, b: number): number =>
  Math.max(Math.abs(r - g - level[0] + level[1]) / slack(level[0]), Math.abs(b - g - level[2] + level[1]) / slack(level[2]))

/** What has the base's colour, in log₁₀ light: this near to it, and between dimmed by grain or fall-off and lit a little more. */
export const sameColour = 0.06
export const brightest = 0.07
const darkest = -0.3

/** A channel-wise median of some tiles. */
export const medianLevel = ({ mean }: Tiles, which: readonly number[]): Triple => {
  const channel = (c: number): number => median(which.map((tile) => mean[3 * tile + c]))
  return [channel(0), channel(1), channel(2)]
}

/** The brightest colour that a fair number of flat tiles share within ±0.04 D. */
function brightestPlateau(tiles: Tiles, usable: readonly number[], enough: number): Triple | undefined {
  const { mean } = tiles
  const light = (tile: number): number => mean[3 * tile] + mean[3 * tile + 1] + mean[3 * tile + 2]
  const order = usable.toSorted((a, b) => light(b) - light(a))
  const near = (level: Triple): number[] => usable.filter((tile) => [0, 1, 2].every((c) => Math.abs(mean[3 * tile + c] - level[c]) < 0.04))
  for (let from = 0; from < Math.max(1, order.length - enough); from += Math.max(1, Math.floor(enough / 3))) {
    const alike = near(medianLevel(tiles, order.slice(from, from + enough)))
    if (alike.length >= enough) return medianLevel(tiles, alike)
  }
  return undefined
}

/**
 * The share of one side's outermost strip (1 % of the picture wide) that has the base's colour and whose brightness runs
 * smoothly along it: light falls off as a gentle curve, scenes do not.
 */
function shareAlong({ width, height, log }: Regions, film: Mask, level: Triple, box: Box, side: Side, depth = 0): number {
  const deep = Math.max(2, Math.floor(0.01 * Math.max(width, height)))
  const inset = 2 + Math.round(depth * Math.max(width, height))
  const lying = side === 'top' || side === 'bottom'
  const [start, end] = lying ? [box.left, box.right] : [box.top, box.bottom]
  const edge = { top: box.top + inset, bottom: box.bottom - inset - deep, left: box.left + inset, right: box.right - inset - deep }[side]
  const basis: number[][] = []
  const brightness: number[] = []
  const colour: number[] = []
  let all = 0
  for (let along = start; along < end; along++) {
    for (let step = 0; step < deep; step++) {
      const at = lying ? (edge + step) * width + along : along * width + edge + step
      if (!film.data[at]) continue
      all++
      const distance = colourDistance(level, log[3 * at], log[3 * at + 1], log[3 * at + 2])
      const light = (log[3 * at] + log[3 * at + 1] + log[3 * at + 2] - level[0] - level[1] - level[2]) / 3
      if (distance >= sameColour || light >= brightest || light <= darkest) continue
      const u = (2 * (along - start)) / Math.max(1, end - start) - 1
      basis.push([1, u, u * u])
      brightness.push(light)
      colour.push(distance)
    }
  }
  const strip = (end - start) * deep
  if (all < 0.2 * strip || basis.length < 0.5 * all) return 0
  const q = fit(basis, brightness, basis.map(() => 1))
  const smooth = basis.filter(([, u, uu], i) => Math.abs(brightness[i] - q[0] - q[1] * u - q[2] * uu) < 0.03 && colour[i] < 0.045)
  return smooth.length / all
}

/** Further in than this, in shares of the scan, no holder's shadow is looked through. */
const shadowDepths = [0.015, 0.03, 0.045]
/** A rim in shadow is darker than the strip inside it by this at least, in log₁₀ light, and has its colour. */
const shadowDrop = 0.06

/** The median lightness of one side's strip over a level, and how far its colour is from it. */
function stripAt({ width, height, log }: Regions, film: Mask, level: Triple, box: Box, side: Side, depth: number): { readonly light: number; readonly colour: number } | undefined {
  const inset = 2 + Math.round(depth * Math.max(width, height))
  const lying = side === 'top' || side === 'bottom'
  const [start, end] = lying ? [box.left, box.right] : [box.top, box.bottom]
  const edge = { top: box.top + inset, bottom: box.bottom - 1 - inset, left: box.left + inset, right: box.right - 1 - inset }[side]
  const light: number[] = []
  const colour: number[] = []
  for (let along = start; along < end; along += 2) {
    const at = lying ? edge * width + along : along * width + edge
    if (!film.data[at]) continue
    light.push((log[3 * at] + log[3 * at + 1] + log[3 * at + 2] - level[0] - level[1] - level[2]) / 3)
    colour.push(colourDistance(level, log[3 * at], log[3 * at + 1], log[3 * at + 2]))
  }
  return light.length < 0.5 * ((end - start) / 2) ? undefined : { light: median(light), colour: median(colour) }
}

/** The share of a side that is rebate, looked for behind the shadow that a holder throws on it where there is one. */
function shareOf(regions: Regions, film: Mask, level: Triple, box: Box, side: Side): number {
  let share = shareAlong(regions, film, level, box, side)
  let outer = stripAt(regions, film, level, box, side, 0)
  for (const depth of shadowDepths) {
    if (share > 0.6 || !outer || outer.colour > sameColour) break
    const strip = stripAt(regions, film, level, box, side, depth)
    if (!strip || strip.light < outer.light + shadowDrop || strip.light > brightest) break
    share = Math.max(share, shareAlong(regions, film, level, box, side, depth))
    outer = strip
  }
  return share
}

/** Whether most of what lies next to bare light has the base's colour. */
function surroundsHoles({ log, bleed }: Regions, film: Mask, bare: Mask, level: Triple): boolean {
  if (maskShare(bare) < 0.004) return false
  const around = neighbours(bare, 4 * bleed + 2)
  let all = 0
  let alike = 0
  for (let at = 0; at < around.length; at++) {
    if (around[at] === 0 || !film.data[at]) continue
    all++
    const light = (log[3 * at] + log[3 * at + 1] + log[3 * at + 2] - level[0] - level[1] - level[2]) / 3
    if (light > darkest && light < brightest && colourDistance(level, log[3 * at], log[3 * at + 1], log[3 * at + 2]) < sameColour) alike++
  }
  return all > 200 && alike > 0.5 * all
}

/** The pixels that could be light that no film has dimmed: about as bright as the plateau and of its colour. */
function lightLike({ width, height, log, holder }: Regions, level: Triple): Mask {
  const data = new Uint8Array(width * height)
  for (let at = 0; at < data.length; at++) {
    const [r, g, b] = [log[3 * at], log[3 * at + 1], log[3 * at + 2]]
    const light = (r + g + b - level[0] - level[1] - level[2]) / 3
    data[at] = !holder.data[at] && light > -0.12 && colourDistance(level, r, g, b) < 0.15 ? 1 : 0
  }
  return { width, height, data }
}

const tries = 5

/** So deep a rim of the film, as a share of the scan, is looked at by itself; rebate lies along this share of each of three sides. */
const rimDepth = 0.03
export const wholeSide = 0.8

const inRim = ({ columns, size }: Tiles, tile: number, { left, right, top, bottom }: Box, { width, height }: Regions): boolean => {
  const deep = rimDepth * Math.max(width, height)
  const [x, y] = [((tile % columns) + 0.5) * size, (Math.floor(tile / columns) + 0.5) * size]
  return x < left + deep || x > right - deep || y < top + deep || y > bottom - deep
}

/** No mask and no fog is denser than this to green. */
const densestBase = 1.3

/** The rebate of a strip whose holes are seen: what lies between them is unexposed, and what shines like them is no film. */
function alongSprockets(regions: Regions): Rebate | undefined {
  const sprockets = findSprockets(regions)
  // a slide's film is black beside its pictures
  if (sprockets && sprockets.lamp[1] - sprockets.level[1] > densestBase) return undefined
  const film = sprockets && filmOf(regions, withLamp(regions, sprockets))
  if (!film || maskShare(film) < 0.1) return undefined
  const { level, pitch } = sprockets
  const box = extent(film)
  const share = (side: Side): number => shareAlong(regions, film, level, box, side)
  return { level, film, box, along: { top: share('top'), bottom: share('bottom'), left: share('left'), right: share('right') }, aroundHoles: true, pitch }
}

/**
 * Looks for the rebate: the brightest plateau of flat tiles, if it runs along one side of the film or around its sprocket
 * holes; else, as under a lamp that leaves the rim darker than a thin part of the picture, the rim's own where it goes round. A plateau that does neither but is bright and nearly neutral is taken for the lamp, and the next one is tried.
 */
export function findRebate(regions: Regions, tiles: Tiles): Rebate | undefined {
  const strip = alongSprockets(regions)
  if (strip) return strip
  let bare = regions.bare
  for (let attempt = 0; attempt < tries; attempt++) {
    const film = filmOf(regions, bare)
    const inside = tilesWithin(tiles, film)
    const usable = [...inside.keys()].filter((tile) => inside[tile] && tiles.deviation[tile] < 0.04)
    if (usable.length < 10 || maskShare(film) < 0.1) return undefined
    const enough = Math.max(8, Math.floor(0.003 * inside.reduce((sum, one) => sum + one, 0)))
    const level = brightestPlateau(tiles, usable, enough)
    if (!level) return undefined
    const box = extent(film)
    const alongAll = (of: Triple): Rebate['along'] => {
      const share = (side: Side): number => shareOf(regions, film, of, box, side)
      return { top: share('top'), bottom: share('bottom'), left: share('left'), right: share('right') }
    }
    const along = alongAll(level)
    const aroundHoles = surroundsHoles(regions, film, bare, level)
    if (aroundHoles || sides.some((side) => along[side] > 0.6)) return { level, film, box, along, aroundHoles }
    const rim = brightestPlateau(tiles, usable.filter((tile) => inRim(tiles, tile, box, regions)), enough)
    const alongRim = rim && alongAll(rim)
    if (alongRim && sides.filter((side) => alongRim[side] > wholeSide).length >= 3) return { level: rim, film, box, along: alongRim, aroundHoles: false }
    const light = lightLike(regions, level)
    const tint = Math.max(...level) - Math.min(...level)
    if (maskShare(light) > 0.25 || 10 ** Math.max(...level) < 0.6 || tint > 0.45) return undefined
    const wider = grow(light, 1)
    bare = { ...bare, data: bare.data.map((one, at) => one | wider.data[at]) }
  }
  return undefined
}
