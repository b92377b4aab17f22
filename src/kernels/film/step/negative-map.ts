import type { Matrix, PixelMap, Three } from '../../mixing.ts'
import type { Curve, Domain } from '../../transform.ts'
import { density, layerLight, transmissionFloor, type FilmParams } from '../develop.ts'
import { linearToSrgb, scanCurves } from '../linearise.ts'
import { filmParamsOf, scanEncodingOf, type NegativeParams } from './negative-params.ts'
import { printLayer, saturationMatrix } from './print-curve.ts'

const stop = Math.log10(2)

const held = (curve: Curve): Curve => (code) => Math.max(0, curve(Math.min(1, Math.max(0, code))))

/** The code as a share of white to linear light, per channel, by the scan's tags or by what was said of it. */
export const lightCurves = (params: NegativeParams, { encoding, depth }: Domain): Three<Curve> => {
  const [r, g, b] = scanCurves({ encoding: encoding ?? 'srgb', depth }, scanEncodingOf(params))
  return [held(r), held(g), held(b)]
}

/** Past this the bent line of a negative bend would turn back; it stays level. */
export const bendTurn = (bend: number): number => (bend < 0 ? 1.6 - 1 / (2 * bend) - 1e-3 : Infinity)

/** A layer's unmixed density to log₁₀ of its light, printer lights and exposure included. */
function layerOf(params: NegativeParams, film: FilmParams, channel: 0 | 1 | 2): Curve {
  const filter = [params.cyan, params.magenta, params.yellow][channel]!
  const shift = stop * (params.exposure - filter)
  if (params.kind === 'slide') return (u) => u + shift
  const turn = bendTurn(film.shoulder)
  return (u) => layerLight(film, channel, Math.min(u, turn)) + shift
}

const identity: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1]

const product = (a: readonly number[], b: readonly number[]): Matrix =>
  Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3]
    return a[row]! * b[column]! + a[row + 1]! * b[3 + column]! + a[row + 2]! * b[6 + column]!
  }) as unknown as Matrix

/**
 * The whole step as one map. The film's part is `develop` of the film kernels to the letter; printer lights shift each
 * layer's log light, grade and points bend it, saturation joins the second matrix. A print on black-and-white paper has
 * none: of a colour film the luminance of what it saw is left, and silver's three equal layers are their own.
 */
export function negativeMap(params: NegativeParams, domain: Domain): PixelMap {
  const film = filmParamsOf(params)
  const slide = params.kind === 'slide'
  const light = lightCurves(params, domain)
  const print = printLayer(params)
  const channel = (c: 0 | 1 | 2): { input: Curve; inner: Curve } => {
    const layer = layerOf(params, film, c)
    return {
      input: slide ? (code) => Math.log10(Math.max(light[c](code), transmissionFloor)) : (code) => density(film.base[c], light[c](code)),
      inner: (u) => print(layer(u)),
    }
  }
  const [r, g, b] = [channel(0), channel(1), channel(2)]
  return {
    inputKey: JSON.stringify([params.kind, params.codes, film.base]),
    input: [r.input, g.input, b.input],
    first: slide ? identity : film.unmix,
    inner: [r.inner, g.inner, b.inner],
    second: product(saturationMatrix(params.kind === 'silver' ? 0 : params.saturation), slide ? identity : film.colour),
    output: linearToSrgb,
  }
}

/** What the step does to a picture of one channel: green's curve with all of its row, since the three densities are one. */
export function greyCurve(params: NegativeParams, domain: Domain): Curve {
  const map = negativeMap(params, domain)
  const row = map.first[3] + map.first[4] + map.first[5]
  const [, input] = map.input
  const [, inner] = map.inner
  return (code) => map.output(Math.min(1, Math.max(0, inner(row * input(code)))))
}
