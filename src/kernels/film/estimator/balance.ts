import { density, layerLight, paramsFromZ, zLength, type FilmParams, type Matrix3, type Triple } from '../develop.ts'
import { fit, percentile } from '../order.ts'

/** Low enough that no density prints beyond the curve's ceiling; the brightness is set afterwards. */
const darkOffset: Triple = [-3, -3, -3]

/**
 * A camera's broad bands see every dye in every channel: densities come out flat and mixed, and more has to be undone. The
 * rows are the mean of fits to simulated stocks under such a scanner.
 */
const broadBands: Pick<FilmParams, 'unmix' | 'colour'> = {
  unmix: [2.81, -0.4, 0.09, -0.2, 2.25, 0.02, 0.41, 0.14, 1.3],
  colour: [1.34, -0.27, -0.07, -0.12, 1.28, -0.16, -0.03, -0.2, 1.23],
}

/** The orange mask between red and green, in density: broad bands see less of it than a scanner's narrow ones. */
const broadMask = 0.345

/** The film's own curve of the middle of all films, without balance. */
const usual = (base: Triple): FilmParams => {
  const params = { ...paramsFromZ(new Float64Array(zLength), base), offset: darkOffset }
  const mask = Math.log10(base[0] / base[1])
  return mask > 0.15 && mask < broadMask ? { ...params, ...broadBands } : params
}

/** The same print, so many stops brighter, by the speed of the film and not by the exposure of the print. */
export const withSpeed = (params: FilmParams, stops: number): FilmParams => {
  const [r, g, b] = params.offset
  const shift = stops * Math.log10(2)
  return { ...params, offset: [r + shift, g + shift, b + shift] }
}

/** Straight lines over green: layer = gain · green + shift. Made into K, w and o by `withLines`. */
interface Line {
  readonly gain: number
  readonly shift: number
}

/**
 * Puts a layer's line into the parameters. k·(u + w·ln(1 − e^(−u/w))) = ku + kw·ln(1 − e^(−ku/kw)): a gain on log light is
 * the same gain on a row of K, on the toe and on the offset.
 */
function withLines(params: FilmParams, lines: readonly [Line, Line, Line]): FilmParams {
  const { unmix, toe, offset } = params
  const one = (c: number) => ({ toe: toe[c] * lines[c].gain, offset: offset[c] * lines[c].gain + lines[c].shift })
  const [r, g, b] = [one(0), one(1), one(2)]
  return {
    ...params,
    unmix: unmix.map((value, i) => value * lines[Math.floor(i / 3)].gain) as unknown as Matrix3,
    toe: [r.toe, g.toe, b.toe],
    offset: [r.offset, g.offset, b.offset],
  }
}

/** The three layers' log₁₀ light for every cell of a proxy. */
function layers(params: FilmParams, proxy: ArrayLike<number>): readonly [Float64Array, Float64Array, Float64Array] {
  const count = proxy.length / 3
  const out = [new Float64Array(count), new Float64Array(count), new Float64Array(count)] as const
  const k = params.unmix
  for (let i = 0; i < count; i++) {
    const d = [0, 1, 2].map((c) => density(params.base[c], proxy[3 * i + c]))
    for (const c of [0, 1, 2] as const) out[c][i] = layerLight(params, c, k[3 * c] * d[0] + k[3 * c + 1] * d[1] + k[3 * c + 2] * d[2])
  }
  return out
}

/**
 * How many cells' worth of evidence the starting gains and shifts are. Contrast differs little among films and a scene
 * without greys tells nothing of it; the balance of the light has to come from the picture.
 */
const heldGain = 500
const heldShift = 60

const span = (values: Float64Array): readonly [number, number] => [percentile(values, 0.03), percentile(values, 0.97)]

/**
 * Balance without any learning: the usual film's curve, then a gain and a shift of red and of blue over green. They start
 * from the spans between the 3rd and 97th percentiles, half-way to the usual film, and are drawn to the cells that come
 * out least coloured: grey things vote, coloured ones hardly count. Grey-world means would turn a lake purple.
 */
export function balanceByNeutrals(proxy: ArrayLike<number>, base: Triple): FilmParams {
  const params = usual(base)
  const [red, green, blue] = layers(params, proxy)
  const [low, high] = span(green)
  // Gains turn about the brighter part of the picture, so that a gain alone does not tint it.
  const middle = -(low + 3 * high) / 4
  const start = (values: Float64Array): Line => {
    const [from, to] = span(values)
    const gain = Math.min(1.25, Math.max(0.8, (high - low + 0.3) / (to - from + 0.3)))
    const half = Math.sqrt(gain)
    return { gain: half, shift: ((high + low) / 2 - (half * (to + from)) / 2) * 0.75 }
  }
  let lines: [Line, Line] = [start(red), start(blue)]
  const first = lines
  for (let round = 0; round < 8; round++) {
    const off = (values: Float64Array, { gain, shift }: Line, i: number): number => gain * values[i] + shift - green[i]
    const weight = Float64Array.from(green, (level, i) => {
      const colour = off(red, lines[0], i) ** 2 + off(blue, lines[1], i) ** 2
      return (level > -4.2 ? 1 : 0.1) / (1 + colour / 0.006) ** 2
    })
    const drawn = (values: Float64Array, { gain, shift }: Line): Line => {
      const y = Float64Array.from(green, (level, i) => level - gain * values[i] - shift)
      const scale = Math.sqrt(heldGain / heldShift)
      const q = fit(Array.from(values, (value) => [(value + middle) / scale, 1]), y, weight, heldShift)
      return { gain: gain + q[0] / scale, shift: shift + q[1] + (middle * q[0]) / scale }
    }
    lines = [drawn(red, first[0]), drawn(blue, first[1])]
  }
  return withLines(params, [lines[0], { gain: 1, shift: 0 }, lines[1]])
}

/** The contrast of B&W film developed as its makers advise (contrast index 0.58, foot included), and the width of its foot. */
const silverContrast = 0.585
const silverToe = 0.15

/** Silver has no colours to unmix: one density out of three channels, and the same curve for all. */
export function silverParams(base: Triple): FilmParams {
  const row = [0.3, 0.4, 0.3].map((share) => share / silverContrast)
  return {
    base,
    unmix: [...row, ...row, ...row] as unknown as Matrix3,
    toe: [silverToe, silverToe, silverToe],
    offset: darkOffset,
    shoulder: 0,
    colour: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    exposure: 0,
  }
}
