/** cos and −sin of 2πk / n; k is small enough for its product with 2π to be good to the last bits. */
export const rootsOf = (n: number): { cos: Float64Array; sin: Float64Array } => {
  const cos = new Float64Array(n)
  const sin = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n)
    sin[k] = -Math.sin((2 * Math.PI * k) / n)
  }
  return { cos, sin }
}

/** One pass: `parts` butterflies of `stride` columns each; twiddles are every `step`-th root. */
export interface Pass {
  readonly re: Float64Array
  readonly im: Float64Array
  readonly toRe: Float64Array
  readonly toIm: Float64Array
  readonly parts: number
  readonly stride: number
  readonly step: number
  readonly cos: Float64Array
  readonly sin: Float64Array
}

/** Radix 2. */
export function passOfTwo({ re, im, toRe, toIm, parts, stride, step, cos, sin }: Pass): void {
  for (let p = 0; p < parts; p++) {
    const wr = cos[p * step]!
    const wi = sin[p * step]!
    const a = p * stride
    const b = (p + parts) * stride
    const to = 2 * p * stride
    for (let q = 0; q < stride; q++) {
      const dr = re[a + q]! - re[b + q]!
      const di = im[a + q]! - im[b + q]!
      toRe[to + q] = re[a + q]! + re[b + q]!
      toIm[to + q] = im[a + q]! + im[b + q]!
      toRe[to + stride + q] = dr * wr - di * wi
      toIm[to + stride + q] = dr * wi + di * wr
    }
  }
}

/** Radix 4: its inner roots are 1, −i, −1 and i, so they cost no product. */
export function passOfFour({ re, im, toRe, toIm, parts, stride, step, cos, sin }: Pass): void {
  for (let p = 0; p < parts; p++) {
    const k = p * step
    const w1r = cos[k]!
    const w1i = sin[k]!
    const w2r = cos[2 * k]!
    const w2i = sin[2 * k]!
    const w3r = cos[3 * k]!
    const w3i = sin[3 * k]!
    const from = p * stride
    const hop = parts * stride
    const to = 4 * p * stride
    for (let q = 0; q < stride; q++) {
      const a = from + q
      const b = a + hop
      const c = b + hop
      const d = c + hop
      const sumAcR = re[a]! + re[c]!
      const sumAcI = im[a]! + im[c]!
      const difAcR = re[a]! - re[c]!
      const difAcI = im[a]! - im[c]!
      const sumBdR = re[b]! + re[d]!
      const sumBdI = im[b]! + im[d]!
      // −i · (b − d)
      const difBdR = im[b]! - im[d]!
      const difBdI = re[d]! - re[b]!
      const o = to + q
      toRe[o] = sumAcR + sumBdR
      toIm[o] = sumAcI + sumBdI
      const oneR = difAcR + difBdR
      const oneI = difAcI + difBdI
      toRe[o + stride] = oneR * w1r - oneI * w1i
      toIm[o + stride] = oneR * w1i + oneI * w1r
      const twoR = sumAcR - sumBdR
      const twoI = sumAcI - sumBdI
      toRe[o + 2 * stride] = twoR * w2r - twoI * w2i
      toIm[o + 2 * stride] = twoR * w2i + twoI * w2r
      const threeR = difAcR - difBdR
      const threeI = difAcI - difBdI
      toRe[o + 3 * stride] = threeR * w3r - threeI * w3i
      toIm[o + 3 * stride] = threeR * w3i + threeI * w3r
    }
  }
}

/** Odd radices by the definition; sums of a + a′ and differences of a − a′ (mirrored terms) halve the products. */
export function passOfAny({ re, im, toRe, toIm, parts, stride, step, cos, sin }: Pass, radix: number): void {
  const own = rootsOf(radix)
  const pairs = (radix - 1) / 2
  const plusR = new Float64Array(pairs)
  const plusI = new Float64Array(pairs)
  const minusR = new Float64Array(pairs)
  const minusI = new Float64Array(pairs)
  const hop = parts * stride
  for (let p = 0; p < parts; p++) {
    for (let q = 0; q < stride; q++) {
      const from = p * stride + q
      const to = radix * p * stride + q
      let sumR = re[from]!
      let sumI = im[from]!
      for (let m = 0; m < pairs; m++) {
        const near = from + (m + 1) * hop
        const far = from + (radix - 1 - m) * hop
        plusR[m] = re[near]! + re[far]!
        plusI[m] = im[near]! + im[far]!
        minusR[m] = re[near]! - re[far]!
        minusI[m] = im[near]! - im[far]!
        sumR += plusR[m]!
        sumI += plusI[m]!
      }
      toRe[to] = sumR
      toIm[to] = sumI
      for (let u = 1; u <= pairs; u++) {
        let evenR = re[from]!
        let evenI = im[from]!
        let oddR = 0
        let oddI = 0
        for (let m = 0; m < pairs; m++) {
          const root = (u * (m + 1)) % radix
          const c = own.cos[root]!
          const s = own.sin[root]!
          evenR += plusR[m]! * c
          evenI += plusI[m]! * c
          oddR -= minusI[m]! * s
          oddI += minusR[m]! * s
        }
        turn(toRe, toIm, to + u * stride, evenR + oddR, evenI + oddI, cos[p * step * u]!, sin[p * step * u]!)
        turn(toRe, toIm, to + (radix - u) * stride, evenR - oddR, evenI - oddI, cos[p * step * (radix - u)]!, sin[p * step * (radix - u)]!)
      }
    }
  }
}

/** Writes (r + i·j) · w at a place, j the imaginary unit. */
export const turn = (toRe: Float64Array, toIm: Float64Array, at: number, r: number, i: number, wr: number, wi: number): void => {
  toRe[at] = r * wr - i * wi
  toIm[at] = r * wi + i * wr
}
