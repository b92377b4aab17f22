import { passOfAny, passOfFour, passOfTwo, rootsOf, turn } from './fft-passes.ts'

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
