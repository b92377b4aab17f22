import type { Domain } from '../transform.ts'
import { negativeMap } from './negative-map.ts'
import type { NegativeParams } from './negative-params.ts'
import { plainPrint } from './print-curve.ts'

const stop = Math.log10(2)
const limit = (value: number): number => Math.min(3, Math.max(-3, Math.round(value * 1e4) / 1e4))

/**
 * Printer lights that print one colour of a scan grey: green stays, red and blue are brought to its light. `pixel` are
 * shares of white. Rows of the second matrix sum to 1, so that equal layers are a grey.
 */
export function neutralLights(params: NegativeParams, domain: Domain, pixel: readonly [number, number, number]): { readonly cyan: number; readonly yellow: number } {
  // the print's curve is one for all layers: equal lights stay equal, so it may be left out
  const { input, first, inner } = negativeMap({ ...params, ...plainPrint }, domain)
  const t = input.map((curve, c) => curve(pixel[c]))
  const [red, green, blue] = inner.map((curve, row) => Math.log10(Math.max(1e-9, curve(first[3 * row] * t[0] + first[3 * row + 1] * t[1] + first[3 * row + 2] * t[2]))))
  return { cyan: limit(params.cyan + (red - green) / stop), yellow: limit(params.yellow + (blue - green) / stop) }
}
