import { drawIn } from '../../mixing.ts'
import type { Curve } from '../../transform.ts'
import type { FilmStage } from './film-stage.ts'
import { negativeMap } from './negative-map.ts'
import { plainPrint, printLayer } from './print-curve.ts'

/**
 * The way of a grey wedge through the film and the print, point by point. What is held is that every point prints neutral:
 * the three layers saw the same light (printer lights included), so the three densities that belong together are the ones
 * that K sends to it, D = K⁻¹ · u, and none of them is held while another moves. A grey picture, and a film whose channels
 * K does not tell apart (silver), has no such choice: there the densities of all channels are equal.
 */
export interface Characteristic {
  /** Density above the base of each channel of the picture; rises from point to point for a negative, falls for a slide. */
  readonly density: readonly Float64Array[]
  /** Exposure in stops about the one that is 0.18 of linear light, mid-grey, in the print: printer lights and exposure count. */
  readonly stops: Float64Array
  /** The light after the grade, before black and white points: what those two are named in. */
  readonly light: Float64Array
  /** The recipe's unrounded result of each channel. */
  readonly output: readonly Float64Array[]
}

const points = 160
/** Refinements of a crossing found in a table; each gives at least two digits here. */
const refinements = 8
const mid = Math.log10(0.18)

/** Where a layer's log light is still falling and still rising: outside it is level. */
function reachOf(layer: Curve, low: number, high: number): readonly [number, number] {
  const [floor, ceiling] = [layer(low), layer(high)]
  const first = (found: (light: number) => boolean): number => {
    let [a, b] = [low, high]
    for (let i = 0; i < 24; i++) {
      const middle = (a + b) / 2
      if (found(layer(middle))) b = middle
      else a = middle
    }
    return b
  }
  const margin = 1e-4 * (ceiling - floor)
  return [first((light) => light > floor + margin), first((light) => light >= ceiling - margin)]
}

/** The inverse of a rising curve over `low` … `high`. */
function inverseOf(curve: Curve, low: number, high: number): Curve {
  const table = Float64Array.from({ length: points + 1 }, (_, i) => curve(low + ((high - low) * i) / points))
  return (value) => {
    let [from, to] = [0, points]
    while (to - from > 1) {
      const middle = (from + to) >> 1
      if (table[middle]! < value) from = middle
      else to = middle
    }
    let [a, b] = [low + ((high - low) * from) / points, low + ((high - low) * to) / points]
    let [fa, fb] = [table[from]! - value, table[to]! - value]
    if (fa >= 0) return a
    if (fb <= 0) return b
    for (let i = 0; i < refinements; i++) {
      const x = a - (fa * (b - a)) / (fb - fa)
      const fx = curve(x) - value
      if (Math.abs(fx) < 1e-11) return x
      // the end that stays counts for half, or it would never move
      if (fx < 0) [a, fa, fb] = [x, fx, fb / 2]
      else [b, fb, fa] = [x, fx, fa / 2]
    }
    return a - (fa * (b - a)) / (fb - fa)
  }
}

/** K⁻¹ row by row; undefined where K tells nothing apart. */
export function inverted(m: readonly number[]): readonly number[] | undefined {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number]
  const cofactors = [e * i - f * h, c * h - b * i, b * f - c * e, f * g - d * i, a * i - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d]
  const determinant = a * cofactors[0]! + b * cofactors[3]! + c * cofactors[6]!
  const size = [0, 3, 6].reduce((product, row) => product * Math.hypot(m[row]!, m[row + 1]!, m[row + 2]!), 1)
  return Math.abs(determinant) > 1e-4 * size ? cofactors.map((value) => value / determinant) : undefined
}

/** Unmixed densities from well under any foot to well over any shoulder; of a slide, log₁₀ of all light there is. */
const domainOf = (slide: boolean): readonly [number, number] => (slide ? [-3.9, 0.2] : [-1, 9])

/** The characteristic curves of a film step. Double precision, some 160 points over what the layers can tell apart. */
export function characteristicOf(stage: FilmStage): Characteristic {
  const { params, domain, map, layers, after } = stage
  const slide = params.kind === 'slide'
  const sign = slide ? -1 : 1
  // the print is one rising curve for all layers: without it equal lights are the same pixels
  const scene = negativeMap({ ...params, ...plainPrint }, domain)
  const logs = scene.inner.map((light): Curve => (u) => Math.log10(light(u)))
  const graded = printLayer({ ...plainPrint, grade: params.grade })
  const reaches = logs.map((log) => reachOf(log, ...domainOf(slide)))
  // only light that all three layers tell from more and from less is a neutral that the film can hold
  const lowest = Math.max(...logs.map((log, c) => log(reaches[c]![0])))
  const highest = Math.min(...logs.map((log, c) => log(reaches[c]![1])))
  const back = layers.length === 3 && lowest < highest ? inverted(map.first) : undefined
  const inverses = back && logs.map((log, c) => inverseOf(log, ...reaches[c]!))
  const [low, high] = inverses ? [inverses[1]!(lowest), inverses[1]!(highest)] : reaches[1]!

  const density = layers.map(() => new Float64Array(points + 1))
  const output = layers.map(() => new Float64Array(points + 1))
  const stops = new Float64Array(points + 1)
  const light = new Float64Array(points + 1)
  const k = map.first
  const pixel = new Float64Array(3)

  for (let i = 0; i <= points; i++) {
    const u = low + ((high - low) * i) / points
    const log = logs[1]!(u)
    stops[i] = (log - mid) / Math.log10(2)
    light[i] = graded(log)
    if (inverses && back) {
      const us = [inverses[0]!(log), u, inverses[2]!(log)]
      const share = map.output(Math.min(1, Math.max(0, map.inner[1](u))))
      for (let c = 0; c < 3; c++) {
        density[c]![i] = sign * (back[3 * c]! * us[0]! + back[3 * c + 1]! * us[1]! + back[3 * c + 2]! * us[2]!)
        output[c]![i] = after[c]!(share)
      }
      continue
    }
    const t = u / (k[3] + k[4] + k[5])
    for (const one of density) one[i] = sign * t
    if (layers.length === 1) {
      output[0]![i] = after[0]!(map.output(Math.min(1, Math.max(0, map.inner[1](u)))))
      continue
    }
    const v = [0, 1, 2].map((row) => map.inner[row]!(t * (k[3 * row]! + k[3 * row + 1]! + k[3 * row + 2]!)))
    const m = map.second
    for (let row = 0; row < 3; row++) pixel[row] = m[3 * row]! * v[0]! + m[3 * row + 1]! * v[1]! + m[3 * row + 2]! * v[2]!
    drawIn(pixel)
    for (let c = 0; c < 3; c++) output[c]![i] = after[c]!(map.output(pixel[c]!))
  }
  return { density, stops, light, output }
}

/** The value of `along` where `of` first crosses `at`; undefined where it never does. Both are lists of a characteristic. */
export function crossing(of: Float64Array, at: number, along: Float64Array): number | undefined {
  for (let i = 1; i < of.length; i++) {
    const [a, b] = [of[i - 1]!, of[i]!]
    if (a === b || (at - a) * (at - b) > 0) continue
    return along[i - 1]! + ((at - a) / (b - a)) * (along[i]! - along[i - 1]!)
  }
  return undefined
}

/** The same, with the nearer end where it never crosses: outside its points a characteristic is level. */
export const levelCrossing = (of: Float64Array, at: number, along: Float64Array): number => {
  const [first, last] = [of[0]!, of.at(-1)!]
  return crossing(of, at, along) ?? (Math.abs(at - first) < Math.abs(at - last) ? along[0]! : along.at(-1)!)
}
