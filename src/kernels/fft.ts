/**
 * Discrete Fourier transforms of many signals of one length at once, in double precision, for any length:
 * X[u] = Σ x[k] · exp(−2πi · u · k / n), unscaled, as np.fft.fft has it.
 *
 * Signals stand side by side: sample k of signal b is at k · batch + b. That is the layout in which Stockham's
 * self-sorting algorithm (Van Loan, Computational Frameworks for the FFT, 1.7) needs no other inner loop for many signals
 * than for one.
 */
export interface Fourier {
  readonly length: number
  readonly batch: number
  /** Input, and after `run` the result. The arrays may change places, so they are read anew after every run. */
  re: Float64Array<ArrayBuffer>
  im: Float64Array<ArrayBuffer>
  run(): void
}

/** Lengths with a larger prime factor go by Bluestein's chirps. */
const largestRadix = 13

const factorsOf = (length: number): number[] | undefined => {
  const factors: number[] = []
  let rest = length
  for (const radix of [4, 2, 3, 5, 7, 11, largestRadix]) {
    while (rest % radix === 0) {
      factors.push(radix)
      rest /= radix
    }
  }
  return rest === 1 ? factors : undefined
}

/** cos and −sin of 2πk / n; k is small enough for its product with 2π to be good to the last bits. */
const rootsOf = (n: number): { cos: Float64Array; sin: Float64Array } => {
  const cos = new Float64Array(n)
  const sin = new Float64Array(n)
  for (let k = 0; k < n; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n)
    sin[k] = -Math.sin((2 * Math.PI * k) / n)
  }
  return { cos, sin }
}

/** A plan for `batch` signals of `length` samples, with its own buffers. */
export const createFourier = (length: number, batch: number): Fourier => {
  const factors = factorsOf(length)
  return factors ? createMixedRadix(length, batch, factors) : createBluestein(length, batch)
}

function createMixedRadix(length: number, batch: number, factors: readonly number[]): Fourier {
  const roots = rootsOf(length)
  const size = length * batch
  let spareRe = new Float64Array(size)
  let spareIm = new Float64Array(size)
  const plan: Fourier = {
    length,
    batch,
    re: new Float64Array(size),
    im: new Float64Array(size),
    run() {
      let left = length
      let stride = batch
      for (const radix of factors) {
        const pass = { re: plan.re, im: plan.im, toRe: spareRe, toIm: spareIm, parts: left / radix, stride, step: length / left, ...roots }
        if (radix === 4) passOfFour(pass)
        else if (radix === 2) passOfTwo(pass)
        else passOfAny(pass, radix)
        ;[plan.re, spareRe] = [spareRe, plan.re]
        ;[plan.im, spareIm] = [spareIm, plan.im]
        left /= radix
        stride *= radix
      }
    },
  }
  return plan
}

/** One pass: `parts` butterflies of `stride` columns each; twiddles are every `step`-th root. */
interface Pass {
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

function passOfTwo({ re, im, toRe, toIm, parts, stride, step, cos, sin }: Pass): void {
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

function passOfFour({ re, im, toRe, toIm, parts, stride, step, cos, sin }: Pass): void {
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
function passOfAny({ re, im, toRe, toIm, parts, stride, step, cos, sin }: Pass, radix: number): void {
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

const turn = (toRe: Float64Array, toIm: Float64Array, at: number, r: number, i: number, wr: number, wi: number): void => {
  toRe[at] = r * wr - i * wi
  toIm[at] = r * wi + i * wr
}

/**
 * Bluestein: u · k = (u² + k² − (u − k)²) / 2 makes the transform a convolution with a chirp, done in a power of two.
 * L. Bluestein, A linear filtering approach to the computation of discrete Fourier transform, 1970.
 */
function createBluestein(length: number, batch: number): Fourier {
  const wide = 2 ** Math.ceil(Math.log2(2 * length - 1))
  const inner = createFourier(wide, batch)
  // k² mod 2n keeps the angle small: cos of a large number loses digits
  const circle = rootsOf(2 * length)
  const chirp = Int32Array.from({ length }, (_, k) => Number((BigInt(k) * BigInt(k)) % BigInt(2 * length)))
  const filter = createFourier(wide, 1)
  for (let k = 0; k < length; k++) {
    filter.re[k] = circle.cos[chirp[k]!]!
    filter.im[k] = -circle.sin[chirp[k]!]!
    if (k > 0) {
      filter.re[wide - k] = filter.re[k]!
      filter.im[wide - k] = filter.im[k]!
    }
  }
  filter.run()
  const { re: filterRe, im: filterIm } = filter
  const plan: Fourier = {
    length,
    batch,
    re: new Float64Array(length * batch),
    im: new Float64Array(length * batch),
    run() {
      const { re, im } = plan
      inner.re.fill(0)
      inner.im.fill(0)
      for (let k = 0; k < length; k++) {
        const c = circle.cos[chirp[k]!]!
        const s = circle.sin[chirp[k]!]!
        for (let i = k * batch; i < (k + 1) * batch; i++) turn(inner.re, inner.im, i, re[i]!, im[i]!, c, s)
      }
      inner.run()
      // the inverse transform is the forward one of the conjugate, so the product is conjugated going in and coming out
      for (let k = 0; k < wide; k++) {
        const fr = filterRe[k]!
        const fi = filterIm[k]!
        for (let i = k * batch; i < (k + 1) * batch; i++) {
          const r = inner.re[i]! * fr - inner.im[i]! * fi
          inner.im[i] = -(inner.re[i]! * fi + inner.im[i]! * fr)
          inner.re[i] = r
        }
      }
      inner.run()
      for (let k = 0; k < length; k++) {
        const c = circle.cos[chirp[k]!]! / wide
        const s = circle.sin[chirp[k]!]! / wide
        for (let i = k * batch; i < (k + 1) * batch; i++) turn(re, im, i, inner.re[i]!, -inner.im[i]!, c, s)
      }
    },
  }
  return plan
}
