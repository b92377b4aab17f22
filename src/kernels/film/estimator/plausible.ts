import { density, type Triple } from '../develop.ts'
import { median, percentile } from '../order.ts'
import { proxyHeight, proxyWidth } from './proxy.ts'

/** Denser below zero than this is no noise and no dust. */
const thinner = -0.1
/** Of a picture so little may be brighter than the base: dust holes, scratches, light that leaks round the film. */
const mostThinner = 0.01

/**
 * Whether what was taken for the film's base can be it: film lets through no more light than unexposed film does. A base in
 * the holder's shadow, or a grey wall of a positive, is outshone by the picture itself.
 */
export function outshone(proxy: ArrayLike<number>, base: Triple): boolean {
  const count = proxy.length / 3
  let brighter = 0
  for (let i = 0; i < 3 * count; i += 3) {
    const mean = (density(base[0], proxy[i]!) + density(base[1], proxy[i + 1]!) + density(base[2], proxy[i + 2]!)) / 3
    if (mean < thinner) brighter++
  }
  return brighter > mostThinner * count
}

/** The range of green density, from the 1st to the 99th percentile, over the middle three fifths of a proxy each way: what a holder around it does not reach. */
export function middleRange(proxy: ArrayLike<number>): number {
  const values: number[] = []
  for (let y = Math.round(0.2 * proxyHeight); y < 0.8 * proxyHeight; y++) {
    for (let x = Math.round(0.2 * proxyWidth); x < 0.8 * proxyWidth; x++) values.push(density(1, proxy[3 * (y * proxyWidth + x) + 1]!))
  }
  return percentile(values, 0.99) - percentile(values, 0.01)
}

/** Light that no scanner tells from none: a few codes of eight bits, or density 2.3 over the base where the scan itself is dark. */
const unseen = 0.0015
const deepest = 1 / 200
/** A leader that saw daylight is as dense as film gets, and even but for where the light stopped. */
const fogged = 1.6
const even = 0.12

/**
 * Whether film is black nearly all over: exposed to the end of its curve, as a leader is. What little its densities differ by
 * is the scanner's noise, and printed as a picture it would be black or white.
 */
export function isBlack(proxy: ArrayLike<number>, base: Triple): boolean {
  const floor = Math.min(unseen, deepest * base[1])
  const densities = Float64Array.from({ length: proxy.length / 3 }, (_, i) => density(base[1], Math.max(floor, proxy[3 * i + 1]!)))
  const [low, middle, high] = [percentile(densities, 0.15), percentile(densities, 0.5), percentile(densities, 0.85)]
  return middle > Math.min(fogged, 0.95 * density(base[1], floor)) && high - low < even
}

/** A base is grey where red and blue pass alike, in density. */
const greyBase = 0.08
/** A picture on a mask is that much denser to blue than to red, whatever it shows. */
const masked = 0.42

/**
 * Whether what was taken for the film's base is the bare lamp, in a sprocket hole or beside the film: it is grey, and the
 * picture wears an orange mask all over. A scan balanced on its base is grey there too, but its picture hardly orange.
 */
export function isBareLight(proxy: ArrayLike<number>, base: Triple): boolean {
  if (Math.abs(Math.log10(base[0] / base[2])) > greyBase) return false
  const count = proxy.length / 3
  return median(Float64Array.from({ length: count }, (_, i) => density(base[2], proxy[3 * i + 2]!) - density(base[0], proxy[3 * i]!))) > masked
}
