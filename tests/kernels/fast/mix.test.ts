import { setFlagsFromString } from 'node:v8'
import { expect, it } from 'vitest'
import { compile, type Step } from '../../../src/kernels/compile.ts'
import { createMixKernel, plainMix } from '../../../src/kernels/fast/mix.ts'
import { mixModule } from '../../../src/kernels/fast/mix-module.ts'
import { createSimdMix } from '../../../src/kernels/fast/mix-simd.ts'
import { mixTables } from '../../../src/kernels/fast/mix-tables.ts'
import { tracePixel } from '../../../src/kernels/trace-pixel.ts'
import { quantise } from '../../../src/kernels/quantise.ts'
import { makeStep } from '../../../src/recipe/recipe.ts'
import { anyFilm, anyNegative, negativeStep, ordinary, printed, scanSource, seeded } from '../negative-recipe.ts'

// browsers have it since 2023, this Node behind a flag
setFlagsFromString('--experimental-wasm-relaxed-simd')

const pixels = 4_000

it('has the instructions that round a sum once', () => {
  const form = { from: 2, channels: 3, to: 2, outChannels: 3, below: 13, alike: true, gaps: false, fused: true } as const
  expect(WebAssembly.validate(new Uint8Array(mixModule(form)))).toBe(true)
})
const random = seeded(7)

const recipes: Readonly<Record<string, readonly Step[]>> = {
  'a film negative': [negativeStep(ordinary)],
  'a print with everything moved': [negativeStep(printed)],
  'steps before and after': [makeStep('gamma', { gamma: 1.1 }), negativeStep(printed), makeStep('gamma', { gamma: 0.8 })],
  'a logarithm behind it': [negativeStep(ordinary), makeStep('log', { scale: 'fixed' })],
  'a step on one colour behind it': [negativeStep(ordinary), makeStep('negative', {}, 'g')],
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`film ${i + 1}`, [negativeStep(anyFilm(random))]])),
}

/** Samples of a picture and what the kernel and the plain evaluation make of them. */
const codes = (depth: 'u8' | 'u16', bits: number, channels: number) => {
  const white = 2 ** bits - 1
  const next = seeded(3)
  // as many dark pixels as bright ones
  const all = Array.from({ length: pixels * channels }, () => Math.floor(next() ** 2 * (white + 1)))
  return depth === 'u8' ? Uint8Array.from(all) : Uint16Array.from(all)
}

const fresh = (depth: 'u8' | 'u16', channels: number) => (depth === 'u8' ? new Uint8Array(pixels * channels) : new Uint16Array(pixels * channels))

const cases = Object.keys(recipes).flatMap((name) => [
  [name, 'u8', 8, 'u8', 3],
  [name, 'u8', 8, 'u16', 4],
  [name, 'u16', 16, 'u16', 3],
  [name, 'u16', 12, 'u16', 4],
  [name, 'u16', 16, 'u8', 3],
] as const)

/** How far the kernel is from the plain evaluation: the largest error in codes and the share of samples with any. */
function errors(steps: readonly Step[], depth: 'u8' | 'u16', bits: number, into: 'u8' | 'u16', channels: 3 | 4): { readonly most: number; readonly off: number } {
  const source = codes(depth, bits, channels)
  const pipeline = compile(steps, 'nearest-even', scanSource(depth, channels, bits))
  const white = into === depth ? pipeline.channels[0].white : into === 'u8' ? 255 : 65_535
  const out = into === 'u8' ? new Uint8Array(source.length) : new Uint16Array(source.length)
  const run = createMixKernel(source, channels, out, pipeline, { white, opaque: 2 ** bits - 1 })
  run(0, 1000)
  run(1000, pixels)
  let off = 0
  let most = 0
  for (let p = 0; p < pixels; p++) {
    const traced = tracePixel(pipeline, [...source.subarray(p * channels, p * channels + 3)])
    for (let c = 0; c < 3; c++) {
      const code = quantise((traced.channels[c].values.at(-1)! * white) / pipeline.channels[c].white, white, 'nearest-even')
      const error = Math.abs(out[p * channels + c] - code)
      most = Math.max(most, error)
      if (error > 0) off++
    }
  }
  return { most, off: off / (3 * pixels) }
}

it.each(cases)('%s of %s with %i bits into %s with %i channels is within a code of the plain evaluation', (name, depth, bits, into, channels) => {
  const { most, off } = errors(recipes[name], depth, bits, into, channels)
  expect(most).toBeLessThanOrEqual(1)
  // one code in twenty lies so near to the turn of a rounding
  expect(off).toBeLessThan(0.05)
})

it('is within a level of 8 bits with any numbers that the parameters take', () => {
  for (let i = 0; i < 24; i++) expect(errors([negativeStep(anyNegative(random))], 'u16', 16, 'u16', 3).most).toBeLessThanOrEqual(256)
})

it('leaves alpha alone and writes where it is told', () => {
  const source = codes('u8', 8, 4)
  const pipeline = compile(recipes['a film negative'], 'nearest-even', scanSource('u8', 4))
  const whole = new Uint8Array(source.length)
  createMixKernel(source, 4, whole, pipeline)(0, pixels)
  const part = new Uint8Array(400)
  createMixKernel(source, 4, part, pipeline)(50, 150, 0)
  expect(part).toEqual(whole.slice(200, 600))
  expect(whole.filter((_, i) => i % 4 === 3)).toEqual(source.filter((_, i) => i % 4 === 3))
})

it.each([['u8', 'u8'], ['u8', 'u16'], ['u16', 'u8'], ['u16', 'u16']] as const)('is within a code in plain JavaScript too, from %s to %s', (depth, into) => {
  const source = codes(depth, depth === 'u8' ? 8 : 16, 3)
  for (const steps of [recipes['a print with everything moved'], recipes['a logarithm behind it']]) {
    const pipeline = compile(steps, 'nearest-even', scanSource(depth))
    const full = into === 'u8' ? 255 : 65_535
    const scale = (white: number): number => full / white
    const out = into === 'u8' ? new Uint8Array(source.length) : new Uint16Array(source.length)
    let exact = 0
    plainMix(source, 3, out, 3, mixTables(pipeline, depth === 'u8' ? 256 : 65_536, scale, 4096), false)(0, pixels, 0, (pixel, at) => {
      exact++
      tracePixel(pipeline, [...source.subarray(pixel * 3, pixel * 3 + 3)]).channels.forEach(({ values }, c) => {
        out[at * 3 + c] = quantise(values.at(-1)! * scale(pipeline.channels[c].white), full, 'nearest-even')
      })
    })
    expect(exact).toBeLessThan(pixels / 4)
    for (let p = 0; p < pixels; p++) {
      const traced = tracePixel(pipeline, [...source.subarray(p * 3, p * 3 + 3)])
      traced.channels.forEach(({ values }, c) => {
        const code = quantise(values.at(-1)! * scale(pipeline.channels[c].white), full, 'nearest-even')
        if (Math.abs(out[p * 3 + c] - code) > 1) expect.fail(`${out[p * 3 + c]}, not ${code}`)
      })
    }
  }
})

it.each([[true, 'u16', 'u16', 3, 3], [false, 'u16', 'u16', 3, 3], [false, 'u16', 'u16', 4, 4], [true, 'u16', 'u8', 3, 3], [false, 'u8', 'u16', 4, 4], [true, 'u8', 'u8', 3, 4]] as const)('gives by four pixels at once what plain JavaScript gives, within one code (sums rounded once %s, %s to %s, %i to %i channels)', (fusing, depth, into, channels, stride) => {
  const source = codes(depth, depth === 'u8' ? 8 : 16, channels)
  const films = Array.from({ length: 8 }, () => [negativeStep(anyFilm(random))])
  for (const steps of [...Object.values(recipes), ...films]) {
    const pipeline = compile(steps, 'nearest-even', scanSource(depth, channels))
    const full = into === 'u8' ? 255 : 65_535
    const tables = mixTables(pipeline, depth === 'u8' ? 256 : 65_536, (white) => full / white, 4096)
    const [simd, plain] = [fresh(into, stride), fresh(into, stride)]
    const asked: Set<number>[] = [new Set(), new Set()]
    createSimdMix(source, channels, simd, stride, tables, false, fusing)!(0, pixels, 0, (pixel) => asked[0].add(pixel))
    plainMix(source, channels, plain, stride, tables, false)(0, pixels, 0, (pixel) => asked[1].add(pixel))
    let off = 0
    for (let p = 0; p < pixels; p++) {
      if (asked[0].has(p) || asked[1].has(p)) continue
      for (let c = 0; c < 3; c++) {
        const error = Math.abs(simd[p * stride + c] - plain[p * stride + c])
        if (error > 1) expect.fail(`${simd[p * stride + c]}, not ${plain[p * stride + c]}`)
        off += error
      }
    }
    expect(off / (3 * pixels)).toBeLessThan(0.05)
    // light at the edge of a part without a line may fall on either side
    expect([...asked[0]].filter((pixel) => !asked[1].has(pixel)).length).toBeLessThan(pixels / 100)
  }
})

it('keeps several kernels apart that take turns', () => {
  const source = codes('u16', 16, 3)
  const runs = [recipes['a film negative'], recipes['steps before and after']].map((steps) => {
    const pipeline = compile(steps, 'nearest-even', scanSource('u16'))
    const [alone, shared] = [new Uint16Array(source.length), new Uint16Array(source.length)]
    createMixKernel(source, 3, alone, pipeline)(0, pixels)
    return { alone, shared, run: createMixKernel(source, 3, shared, pipeline) }
  })
  for (let from = 0; from < pixels; from += 500) for (const { run } of runs) run(from, from + 500)
  for (const { alone, shared } of runs) expect(shared).toEqual(alone)
})
