import type { Domain } from '../../transform.ts'
import { negativeMap } from './negative-map.ts'
import type { NegativeNumber, NegativeParams } from './negative-params.ts'
import { plainPrint } from './print-curve.ts'

/** A colour of the scan as shares of white: red, green, blue. */
type Pixel = readonly [number, number, number]

/** Pixels to each side of a picked place that are averaged: grain and dust are not the film. */
export const pickReach = 4

/** Numbers of a step that make its greys grey. */
export type GreyBalance = Readonly<Partial<Record<NegativeNumber, number>>>

const stop = Math.log10(2)
const times = (value: number, slope: number): number => Math.round(value * slope * 1e5) / 1e5
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const limit = (value: number, most: number): number => Math.min(most, Math.max(-most, Math.round(value * 1e4) / 1e4))

/**
 * A layer's log₁₀ light for each of the scan's colours, its contrast multiplied by `slope`. The print's curve is one for all
 * layers: what is equal before it is equal after, so it may be left out.
 */
type Layer = (slope: number) => readonly number[]

function layersOf(params: NegativeParams, domain: Domain, greys: readonly Pixel[]): readonly [Layer, Layer, Layer] {
  const { input, first, inner } = negativeMap({ ...params, ...plainPrint }, domain)
  const densities = greys.map((pixel) => pixel.map((value, c) => input[c as 0 | 1 | 2](value)))
  const layer = (row: 0 | 1 | 2): Layer => {
    const unmixed = densities.map(([r, g, b]) => first[3 * row]! * r! + first[3 * row + 1]! * g! + first[3 * row + 2]! * b!)
    return (slope) => unmixed.map((u) => Math.log10(Math.max(1e-9, inner[row](slope * u))))
  }
  return [layer(0), layer(1), layer(2)]
}

/** Contrasts of red and blue are changed by a third at most: more says that one of the two was no grey. */
const steepest = 4 / 3
/** Log₁₀ light between two greys from which on they are believed whole, a stop and a half; nearer ones by the square. */
const clear = 1.5 * stop

/** The slope at which a layer puts the two greys as far apart as `wanted`. Steeper is never nearer, so it can be halved in on. */
function slopeFor(layer: Layer, wanted: number): number {
  let [low, high] = [1 / steepest, steepest]
  for (let n = 0; n < 40; n++) {
    const slope = (low + high) / 2
    const [one, other] = layer(slope)
    if (other! - one! < wanted) low = slope
    else high = slope
  }
  return (low + high) / 2
}

/**
 * What a step has to change so that one or two picked colours of its scan print grey (`greys`: shares of white, red, green,
 * blue). One moves the printer lights cyan and yellow, which bring red and blue to green's light: rows of the second matrix sum
 * to 1, so that equal layers are a grey. Two of different brightness also change the contrast of the red and the blue layer
 * (their rows of K), so that neither shadows nor highlights keep a cast; green stays as it is. Greys nearer one another than a
 * stop and a half say less of the contrast, and what is left of their difference is shared between them. A slide's layers have
 * no contrast of their own: there two count as their mean. Silver has no colours, and nothing is changed.
 */
export function greyBalance(params: NegativeParams, domain: Domain, greys: readonly Pixel[]): GreyBalance {
  const [one] = greys
  if (!one || params.kind === 'silver') return {}
  const layers = layersOf(params, domain, greys)
  const [red, green, blue] = layers
  const target = green(1).toSorted((a, b) => a - b)
  const apart = target.length === 2 ? target[1]! - target[0]! : 0
  const trust = params.kind === 'slide' ? 0 : Math.min(1, (apart / clear) ** 2)
  const rising = (layer: Layer): Layer => (green(1)[0] === target[0] ? layer : (slope) => layer(slope).toReversed())
  const slope = (layer: Layer): number => (trust > 0 ? 1 + trust * (slopeFor(rising(layer), apart) - 1) : 1)
  const [steepRed, steepBlue] = [slope(red), slope(blue)]
  const middle = mean(target)
  return {
    cyan: limit(params.cyan + (mean(red(steepRed)) - middle) / stop, 3),
    yellow: limit(params.yellow + (mean(blue(steepBlue)) - middle) / stop, 3),
    ...(trust > 0 && {
      kRR: times(params.kRR, steepRed), kRG: times(params.kRG, steepRed), kRB: times(params.kRB, steepRed),
      kBR: times(params.kBR, steepBlue), kBG: times(params.kBG, steepBlue), kBB: times(params.kBB, steepBlue),
    }),
  }
}
