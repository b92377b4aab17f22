/** Linear sRGB to XYZ over the white point D65 (IEC 61966-2-1), rows X, Y, Z. */
const toWhite = [0.4124564 / 0.950470, 0.3575761 / 0.950470, 0.1804375 / 0.950470, 0.2126729, 0.7151522, 0.072175, 0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883] as const
const knee = 216 / 24389
const steep = 24389 / 27 / 116

const cubeRoot = (t: number): number => (t > knee ? Math.cbrt(t) : steep * t + 16 / 116)

/** Light outside 0 … 1 prints as black or white; a twentieth of it still counts, so that the slope knows the way back. */
const soft = (v: number): number => (v > 1 ? 1 + 0.05 * (v - 1) : v < 0 ? 0.05 * v : v)
const softSlope = (v: number): number => (v > 1 || v < 0 ? 0.05 : 1)

/** CIELAB (D65) of linear sRGB. */
export function labOf(r: number, g: number, b: number, into: Float64Array): void {
  const m = toWhite
  const x = cubeRoot(m[0] * r + m[1] * g + m[2] * b)
  const y = cubeRoot(m[3] * r + m[4] * g + m[5] * b)
  const z = cubeRoot(m[6] * r + m[7] * g + m[8] * b)
  into[0] = 116 * y - 16
  into[1] = 500 * (x - y)
  into[2] = 200 * (y - z)
}

/** What every comparison with one true picture shares: L*, a*, b*, chroma, weights of the three differences and of the cell. */
export interface Truth {
  readonly light: Float64Array
  readonly facts: Float64Array
}

const factsPerCell = 8

/**
 * Weights as in ΔE94 (CIE 116) with the true colour as reference and CIEDE2000's weight of lightness. Cells that are
 * nearly grey count twice: there a cast is seen first.
 */
export function truthOf(light: Float64Array): Truth {
  const count = light.length / 3
  const facts = new Float64Array(factsPerCell * count)
  const lab = new Float64Array(3)
  let total = 0
  for (let i = 0; i < count; i++) {
    labOf(soft(light[3 * i]), soft(light[3 * i + 1]), soft(light[3 * i + 2]), lab)
    const chroma = Math.sqrt(lab[1] * lab[1] + lab[2] * lab[2] + 1e-6)
    const from50 = (lab[0] - 50) ** 2
    const lightness = 1 + (0.015 * from50) / Math.sqrt(20 + from50)
    const [c, h] = [1 + 0.045 * chroma, 1 + 0.015 * chroma]
    const weight = 1 + (lab[0] > 15 && lab[0] < 97 ? Math.exp((-chroma * chroma) / 50) : 0)
    total += weight
    facts.set([lab[0], lab[1], lab[2], chroma, 1 / (lightness * lightness), 1 / (c * c) - 1 / (h * h), 1 / (h * h), weight], factsPerCell * i)
  }
  for (let i = 0; i < count; i++) facts[factsPerCell * i + 7] /= total
  return { light, facts }
}

/**
 * Weighted mean colour difference of `colours · gain` from the truth. Adds `factor` · ∂/∂colours to `dColours` (the gain
 * held) and gives the difference and its slope along ln gain.
 */
export function colourLoss(colours: Float64Array, gain: number, truth: Truth, factor: number, dColours: Float64Array): readonly [loss: number, alongGain: number] {
  const { facts } = truth
  const m = toWhite
  let loss = 0
  let along = 0
  for (let i = 0, f = 0; i < colours.length; i += 3, f += factsPerCell) {
    const r = gain * colours[i]
    const g = gain * colours[i + 1]
    const b = gain * colours[i + 2]
    const sr = soft(r)
    const sg = soft(g)
    const sb = soft(b)
    const tx = m[0] * sr + m[1] * sg + m[2] * sb
    const ty = m[3] * sr + m[4] * sg + m[5] * sb
    const tz = m[6] * sr + m[7] * sg + m[8] * sb
    const x = cubeRoot(tx)
    const y = cubeRoot(ty)
    const z = cubeRoot(tz)
    const dL = 116 * y - 16 - facts[f]
    const a = 500 * (x - y)
    const v = 200 * (y - z)
    const chroma = Math.sqrt(a * a + v * v + 1e-6)
    const da = a - facts[f + 1]
    const db = v - facts[f + 2]
    const dC = chroma - facts[f + 3]
    // Chroma's difference is never more than that of a and b together, but for the rounding of wild colours.
    const e = Math.sqrt(Math.max(0, dL * dL * facts[f + 4] + dC * dC * facts[f + 5] + (da * da + db * db) * facts[f + 6]) + 0.05)
    const weight = facts[f + 7]
    loss += weight * e
    const scale = (factor * weight) / e
    const gL = scale * dL * facts[f + 4]
    const gA = scale * (((dC * a) / chroma) * facts[f + 5] + da * facts[f + 6])
    const gB = scale * (((dC * v) / chroma) * facts[f + 5] + db * facts[f + 6])
    const gx = 500 * gA * (tx > knee ? 1 / (3 * x * x) : steep)
    const gy = (116 * gL - 500 * gA + 200 * gB) * (ty > knee ? 1 / (3 * y * y) : steep)
    const gz = -200 * gB * (tz > knee ? 1 / (3 * z * z) : steep)
    const gr = gain * softSlope(r) * (m[0] * gx + m[3] * gy + m[6] * gz)
    const gg = gain * softSlope(g) * (m[1] * gx + m[4] * gy + m[7] * gz)
    const gb = gain * softSlope(b) * (m[2] * gx + m[5] * gy + m[8] * gz)
    dColours[i] += gr
    dColours[i + 1] += gg
    dColours[i + 2] += gb
    along += gr * colours[i] + gg * colours[i + 1] + gb * colours[i + 2]
  }
  return [loss, along]
}

const luminance = [0.2126, 0.7152, 0.0722] as const
const least = 1e-4
const luminanceOf = (v: Float64Array, i: number): number => luminance[0] * v[i] + luminance[1] * v[i + 1] + luminance[2] * v[i + 2]

/**
 * The exposure that matches the two pictures: exp of the mean of ln(true luminance / luminance), bright cells counting
 * more. As it is smooth, `alongGain` passes it back.
 */
export function exposureGain(colours: Float64Array, truth: Truth): { readonly gain: number; readonly total: number } {
  let sum = 0
  let total = 0
  for (let i = 0; i < colours.length; i += 3) {
    const there = Math.max(least, luminanceOf(truth.light, i))
    const weight = there ** 0.4
    sum += weight * Math.log(there / Math.max(least, luminanceOf(colours, i)))
    total += weight
  }
  return { gain: Math.exp(sum / total), total }
}

/** Adds what a slope along ln gain means for the colours. */
export function backGain(colours: Float64Array, truth: Truth, total: number, along: number, dColours: Float64Array): void {
  for (let i = 0; i < colours.length; i += 3) {
    const here = luminanceOf(colours, i)
    if (here <= least) continue
    const share = (along * Math.max(least, luminanceOf(truth.light, i)) ** 0.4) / (total * here)
    for (let c = 0; c < 3; c++) dColours[i + c] -= share * luminance[c]
  }
}
