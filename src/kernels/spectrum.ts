import { createFourier } from './fft.ts'
import { luma } from './histogram.ts'
import { createRaster, type AnyRaster, type Raster } from './raster.ts'
import { factsOf, type SpectrumFacts } from './spectrum-facts.ts'

export interface SpectrumOptions {
  /** Whether F(0, 0), the sum of the picture, stays. */
  readonly keepDc: boolean
  /** Zero frequency in the middle, as np.fft.fftshift puts it, or in the corner. */
  readonly centred: boolean
}

/** How long work reports and pauses. `breathe` is awaited between blocks and throws to end the work. */
export interface Pace {
  readonly breathe: () => Promise<void>
  readonly onProgress: (done: number) => void
}

export interface Spectrum {
  readonly raster: Raster<'f32'>
  readonly facts: SpectrumFacts
}

/** Signals transformed side by side: enough for long inner loops, few enough for the cache. */
const batch = 8

/** Half of a spectrum: columns 0 … width / 2; the rest mirrors them, for the picture is real. */
interface Half {
  readonly columns: number
  readonly re: Float64Array
  readonly im: Float64Array
}

/**
 * |F(u, v)| of a picture's code values (luma of a colour picture, alpha left out): the unscaled 2-D discrete Fourier
 * transform, as np.fft.fft2 has it, in double precision for any size. The result is a grey float raster of the same size
 * whose range ends at the largest magnitude (at 1 where all are 0).
 */
export async function spectrum(raster: AnyRaster, options: SpectrumOptions, pace: Pace): Promise<Spectrum> {
  const half = await transformRows(raster, pace)
  await transformColumns(half, raster.height, pace)
  const total = Math.hypot(half.re[0]!, half.im[0]!)
  if (!options.keepDc) half.re[0] = half.im[0] = 0
  const data = magnitudes(half, raster.width, raster.height, options.centred)
  await pace.breathe()
  const facts = factsOf(data, total)
  pace.onProgress(1)
  const { width, height } = raster
  return { raster: createRaster({ width, height, channels: 1, depth: 'f32', range: [0, facts.max || 1], encoding: 'linear', data }), facts }
}

/** Writes the light of one row into every `step`-th place of `out`, from `at` on. */
function readRow({ data, width, channels }: AnyRaster, row: number, out: Float64Array, at: number, step: number): void {
  let i = row * width * channels
  let o = at
  if (channels < 3) {
    for (let x = 0; x < width; x++, i += channels, o += step) out[o] = data[i]!
  } else {
    for (let x = 0; x < width; x++, i += channels, o += step) out[o] = luma(data[i]!, data[i + 1]!, data[i + 2]!)
  }
}

/** Rows in pairs: one is the real part and the next the imaginary part of one complex signal, which their symmetry takes apart again. */
async function transformRows(raster: AnyRaster, { breathe, onProgress }: Pace): Promise<Half> {
  const { width, height } = raster
  const columns = Math.floor(width / 2) + 1
  const re = new Float64Array(columns * height)
  const im = new Float64Array(columns * height)
  const plan = createFourier(width, batch)
  for (let top = 0; top < height; top += 2 * batch) {
    if (height - top < 2 * batch) {
      plan.re.fill(0)
      plan.im.fill(0)
    }
    for (let b = 0; b < batch; b++) {
      if (top + 2 * b < height) readRow(raster, top + 2 * b, plan.re, b, batch)
      if (top + 2 * b + 1 < height) readRow(raster, top + 2 * b + 1, plan.im, b, batch)
    }
    plan.run()
    for (let u = 0; u < columns; u++) {
      const near = u * batch
      const far = ((width - u) % width) * batch
      for (let b = 0; b < batch; b++) {
        const row = top + 2 * b
        const ar = plan.re[near + b]!
        const ai = plan.im[near + b]!
        const cr = plan.re[far + b]!
        const ci = plan.im[far + b]!
        if (row < height) {
          re[row * columns + u] = (ar + cr) / 2
          im[row * columns + u] = (ai - ci) / 2
        }
        if (row + 1 < height) {
          re[(row + 1) * columns + u] = (ai + ci) / 2
          im[(row + 1) * columns + u] = (cr - ar) / 2
        }
      }
    }
    onProgress((0.45 * Math.min(height, top + 2 * batch)) / height)
    await breathe()
  }
  return { columns, re, im }
}

async function transformColumns({ columns, re, im }: Half, height: number, { breathe, onProgress }: Pace): Promise<void> {
  const plan = createFourier(height, batch)
  for (let left = 0; left < columns; left += batch) {
    const count = Math.min(batch, columns - left)
    for (let y = 0; y < height; y++) {
      for (let b = 0; b < count; b++) {
        plan.re[y * batch + b] = re[y * columns + left + b]!
        plan.im[y * batch + b] = im[y * columns + left + b]!
      }
    }
    plan.run()
    for (let v = 0; v < height; v++) {
      for (let b = 0; b < count; b++) {
        re[v * columns + left + b] = plan.re[v * batch + b]!
        im[v * columns + left + b] = plan.im[v * batch + b]!
      }
    }
    onProgress(0.45 + (0.45 * (left + count)) / columns)
    await breathe()
  }
}

/** |F|, the missing half from F(−u, −v) = conj F(u, v); float32 only here, at the end. */
function magnitudes({ columns, re, im }: Half, width: number, height: number, centred: boolean): Float32Array {
  const out = new Float32Array(width * height)
  // np.fft.fftshift moves index 0 to floor(n / 2)
  const shiftX = centred ? Math.floor(width / 2) : 0
  const shiftY = centred ? Math.floor(height / 2) : 0
  for (let v = 0; v < height; v++) {
    const row = ((v + shiftY) % height) * width
    const mirrored = (height - v) % height
    for (let u = 0; u < width; u++) {
      const at = u < columns ? v * columns + u : mirrored * columns + width - u
      out[row + ((u + shiftX) % width)] = Math.sqrt(re[at]! * re[at]! + im[at]! * im[at]!)
    }
  }
  return out
}
