import { expect, it, vi } from 'vitest'
import { createFourier } from '../../src/kernels/fft.ts'
import { luma } from '../../src/kernels/histogram.ts'
import { createRaster, type AnyRaster } from '../../src/kernels/raster.ts'
import { spectrum, type Pace, type SpectrumOptions } from '../../src/kernels/spectrum.ts'
import { golden, inflate, type SpectrumOf } from '../golden/numbers.ts'

const pace: Pace = { breathe: async () => undefined, onProgress: () => undefined }
const take = (raster: AnyRaster, options: Partial<SpectrumOptions> = {}) => spectrum(raster, { keepDc: true, centred: true, ...options }, pace)

/** The formula of tests/golden/spectrum.py. */
const picture = ({ width, height, channels, codes }: Pick<SpectrumOf, 'width' | 'height' | 'channels' | 'codes'>): AnyRaster => {
  const value = (_: unknown, i: number): number => (i * i * 31 + i * 17 + Math.floor(i / 8)) % codes
  const length = width * height * channels
  return codes === 256
    ? createRaster({ width, height, channels, depth: 'u8', data: Uint8Array.from({ length }, value) })
    : createRaster({ width, height, channels, depth: 'u16', data: Uint16Array.from({ length }, value) })
}

const floats = (text: string): Float32Array => {
  const bytes = Uint8Array.from(inflate(text))
  return new Float32Array(bytes.buffer)
}

const { spectra } = golden('spectrum')

it.each(spectra.map((want) => [`${want.width} × ${want.height} × ${want.channels} of ${want.codes} codes`, want] as const))(
  'equals np.fft.fft2 to 1e-5 for %s, in the corner and centred',
  async (_, want) => {
    for (const centred of [false, true]) {
      const { raster } = await take(picture(want), { centred })
      const numpy = floats(centred ? want.centred : want.corner)
      expect(raster.data.length).toBe(numpy.length)
      // what is nothing but rounding in both programs is compared with the largest magnitude
      for (let i = 0; i < numpy.length; i++) expect(Math.abs(raster.data[i]! - numpy[i]!)).toBeLessThanOrEqual(1e-5 * numpy[i]! + 1e-12 * want.facts.max)
    }
  },
)

it.each(spectra.map((want) => [`${want.width} × ${want.height}`, want] as const))('knows the facts of the spectrum of %s as NumPy does', async (_, want) => {
  const { facts, raster } = await take(picture(want))
  for (const name of ['low', 'max', 'decades', 'stops'] as const) expect(Math.abs(facts[name] / want.facts[name] - 1)).toBeLessThan(1e-5)
  expect(facts.blackShare).toBeCloseTo(want.facts.blackShare, 9)
  expect(raster).toMatchObject({ channels: 1, depth: 'f32', encoding: 'linear', range: [0, facts.max] })
  expect(facts.decadeBins.counts.reduce((sum, count) => sum + count, 0)).toBe(want.width * want.height)
  expect(facts.decadeBins.to).toBeCloseTo(Math.log10(want.facts.max), 5)
})

it.each([[30, 20], [31, 19], [128, 3]])('keeps the energy of a %i × %i picture (Parseval)', async (width, height) => {
  const raster = picture({ width, height, channels: 3, codes: 256 })
  const { raster: magnitudes } = await take(raster)
  let energy = 0
  for (let i = 0; i < raster.data.length; i += 3) energy += luma(raster.data[i]!, raster.data[i + 1]!, raster.data[i + 2]!) ** 2
  const spectral = magnitudes.data.reduce((sum: number, magnitude) => sum + magnitude ** 2, 0)
  expect(Math.abs(spectral / (energy * width * height) - 1)).toBeLessThan(1e-6)
})

it('has the sum of the picture at zero frequency, in the middle, unless it is dropped', async () => {
  const raster = picture({ width: 20, height: 15, channels: 1, codes: 256 })
  const sum = Array.from(raster.data).reduce((total, value) => total + value, 0)
  const middle = 7 * 20 + 10
  const kept = await take(raster)
  const dropped = await take(raster, { keepDc: false })
  expect(kept.raster.data[middle]).toBe(Math.fround(sum))
  expect(dropped.raster.data[middle]).toBe(0)
  expect(dropped.facts.max).toBeLessThan(kept.facts.max)
  expect(dropped.raster.data.filter((_, i) => i !== middle)).toEqual(kept.raster.data.filter((_, i) => i !== middle))
})

it('is the same for a picture and the same picture with any alpha', async () => {
  const grey = picture({ width: 9, height: 8, channels: 1, codes: 256 })
  const covered = createRaster({ width: 9, height: 8, channels: 2, depth: 'u8', data: Uint8Array.from({ length: 144 }, (_, i) => (i % 2 ? (i * 7) % 256 : grey.data[i / 2]!)) })
  expect((await take(covered)).raster.data).toEqual((await take(grey)).raster.data)
})

it('has two equal peaks for one wave', async () => {
  const data = Float32Array.from({ length: 32 * 24 }, (_, i) => 0.5 + 0.25 * Math.cos((2 * Math.PI * 5 * (i % 32)) / 32))
  const { raster } = await take(createRaster({ width: 32, height: 24, channels: 1, depth: 'f32', data }), { centred: false })
  // half the amplitude times the number of pixels
  expect(raster.data[5]).toBeCloseTo(0.125 * 32 * 24, 4)
  expect(raster.data[27]).toBeCloseTo(0.125 * 32 * 24, 4)
})

it('says that an all-black picture has nothing in it', async () => {
  const { facts, raster } = await take(createRaster({ width: 10, height: 10, channels: 1, depth: 'u8' }))
  expect(facts).toMatchObject({ low: 0, max: 0, decades: 0, stops: 0, blackShare: 1 })
  expect(raster.range).toEqual([0, 1])
})

it('does not take rounding noise for dynamic range', async () => {
  const even = createRaster({ width: 30, height: 21, channels: 1, depth: 'u8', data: new Uint8Array(630).fill(77) })
  const { facts } = await take(even)
  expect(facts.max).toBe(77 * 630)
  expect(facts.decades).toBe(0)
})

it('pauses and tells how far it is, up to the end', async () => {
  const breathe = vi.fn<() => Promise<void>>(async () => undefined)
  const done: number[] = []
  await spectrum(picture({ width: 40, height: 100, channels: 1, codes: 256 }), { keepDc: true, centred: true }, { breathe, onProgress: (share) => done.push(share) })
  expect(breathe.mock.calls.length).toBeGreaterThan(5)
  expect(done.toSorted((a, b) => a - b)).toEqual(done)
  expect(done.at(-1)).toBe(1)
})

const signal = (k: number): number => ((k * k * 29 + k * 7) % 101) / 101 - 0.5

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17, 23, 31, 34, 97, 100, 121, 169, 210, 251])('transforms several signals of length %i as the sum that defines it', (n) => {
  const plan = createFourier(n, 3)
  const re = Float64Array.from({ length: n * 3 }, (_, k) => signal(k))
  const im = Float64Array.from({ length: n * 3 }, (_, k) => signal(k + 1000))
  plan.re.set(re)
  plan.im.set(im)
  plan.run()
  for (let b = 0; b < 3; b++) {
    for (let u = 0; u < n; u++) {
      let r = 0
      let i = 0
      for (let k = 0; k < n; k++) {
        const angle = (-2 * Math.PI * ((u * k) % n)) / n
        r += re[k * 3 + b]! * Math.cos(angle) - im[k * 3 + b]! * Math.sin(angle)
        i += re[k * 3 + b]! * Math.sin(angle) + im[k * 3 + b]! * Math.cos(angle)
      }
      expect(plan.re[u * 3 + b]).toBeCloseTo(r, 10)
      expect(plan.im[u * 3 + b]).toBeCloseTo(i, 10)
    }
  }
})
