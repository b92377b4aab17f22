import { expect, it } from 'vitest'
import { decodePicture } from '../../src/codecs/open.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { bytesOfFile, encodeBytes } from '../codecs/encode.ts'
import { countsFrom, createCounter } from '../../src/engine/counting.ts'
import { computeCodes } from '../../src/engine/exporting.ts'
import { createHandlers, type JobContext } from '../../src/engine/handlers.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { createShelf } from '../../src/engine/shelf.ts'
import { describePicture } from '../../src/engine/describing.ts'
import type { PictureSource, Progress, Recipelike } from '../../src/engine/protocol.ts'
import { compile, trace } from '../../src/kernels/compile.ts'
import { FailureError } from '../../src/kernels/failure.ts'
import { binOf, floatBins, luma, type Histogram } from '../../src/kernels/histogram.ts'
import { quantise } from '../../src/kernels/quantise.ts'
import { createRaster, type AnyRaster, type Channels } from '../../src/kernels/raster.ts'
import { emptyRecipe, makeStep } from '../../src/recipe/recipe.ts'

const recipe = (...steps: Recipelike['steps']): Recipelike => ({ rounding: 'nearest-even', steps })
const strong = recipe(makeStep('negative'), makeStep('gamma', { gamma: 0.45 }, 'g'), makeStep('log'))
const context: JobContext = { signal: new AbortController().signal, onProgress: () => undefined }

const codes = (depth: 'u8' | 'u16', channels: Channels, width = 24, height = 18): Extract<AnyRaster, { depth: 'u8' | 'u16' }> => {
  const value = (_: unknown, i: number): number => (i * 40_503 + (i >> 3)) % (depth === 'u8' ? 256 : 65_536)
  const length = width * height * channels
  return depth === 'u8'
    ? createRaster({ width, height, channels, depth, data: Uint8Array.from({ length }, value) })
    : createRaster({ width, height, channels, depth, data: Uint16Array.from({ length }, value) })
}

const fileOf = async (raster: Extract<AnyRaster, { depth: 'u8' | 'u16' }>): Promise<PictureSource> => {
  const bytes = await encodeBytes(raster, 'png', { quality: 100 })
  return { kind: 'file', name: 'picture.png', blob: new Blob([bytes]) }
}

const decoded = async (bytes: Uint8Array): Promise<AnyRaster> => (await decodePicture(bytes, { limits: defaultLimits })).raster

const count = (values: readonly number[], bins: number): number[] => {
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of values) counts[value]!++
  return counts
}

const lumaOf = (of: readonly number[][]): number[] => of.map(([r, g, b]) => Math.fround(luma(r!, g!, b!)))

const countFloats = ({ range }: Pick<Histogram, 'range'>, of: Iterable<number>): number[] =>
  count(Array.from(of, (value) => binOf(value, range, floatBins)), floatBins)

const inside = (value: number): boolean => value >= 0 && value <= 1

/** A float histogram by its definition. */
const countedFloats = ({ range }: Histogram, of: readonly number[]) => ({
  bins: countFloats({ range }, of.filter(inside)),
  outside: { below: of.filter((v) => v < 0).length, above: of.filter((v) => v > 1).length, nan: of.filter(Number.isNaN).length },
})

const plain = ({ bins, outside }: Histogram) => ({ bins: Array.from(bins), outside })

const pixelsOf = ({ data, channels }: AnyRaster): number[][] =>
  Array.from({ length: data.length / channels }, (_, p) => Array.from(data.slice(p * channels, (p + 1) * channels)))

it.each(['u8', 'u16'] as const)('says of a %s file what is in it', async (depth) => {
  const raster = codes(depth, 4)
  const info = await createInlineEngine().open(await fileOf(raster))
  const white = depth === 'u8' ? 255 : 65_535
  expect(info).toMatchObject({ name: 'picture.png', format: 'PNG', width: 24, height: 18, channels: 4, depth, bits: depth === 'u8' ? 8 : 16, range: [0, white] })
  const pixels = pixelsOf(raster)
  expect(info.before.map(({ channel }) => channel)).toEqual(['r', 'g', 'b'])
  info.before.forEach(({ bins }, c) => {
    const values = pixels.map((pixel) => pixel[c]!)
    expect(Array.from(bins)).toEqual(count(values, white + 1))
    expect(info.source.extents[c]).toEqual([Math.min(...values), Math.max(...values)])
  })
})

it.each((['u8', 'u16'] as const).flatMap((depth) => ([1, 2, 3, 4] as const).flatMap((channels) => ([8, 16] as const).map((bits) => [depth, channels, bits] as const))))(
  'exports a %s picture with %i channels at %i bits as each single value is traced',
  async (depth, channels, bits) => {
    const engine = createInlineEngine()
    const raster = codes(depth, channels)
    const info = await engine.open(await fileOf(raster))
    const { file } = await engine.export({ picture: info.id, recipe: strong, format: 'png', bits, quality: 90 })
    expect(file.type).toBe('image/png')
    const written = pixelsOf(await decoded(await bytesOfFile({ file })))
    const pipeline = compile(strong.steps, strong.rounding, info.source)
    const full = bits === 8 ? 255 : 65_535
    const own = depth === 'u8' ? 255 : 65_535
    pixelsOf(raster).forEach((pixel, p) => {
      pixel.forEach((r, c) => {
        const alpha = channels % 2 === 0 && c === channels - 1
        const want = alpha
          ? Math.round((r * full) / own)
          : quantise((trace(pipeline, c, r).values.at(-1)! * full) / pipeline.channels[c]!.white, full, 'nearest-even')
        expect(written[p]![c]).toBe(want)
      })
    })
  },
)

it('writes a 16-bit picture without a recipe as it was', async () => {
  const engine = createInlineEngine()
  const raster = codes('u16', 4)
  const info = await engine.open(await fileOf(raster))
  const bytes = await bytesOfFile(await engine.export({ picture: info.id, recipe: emptyRecipe, format: 'png', bits: 16, quality: 90 }))
  expect((await decoded(bytes)).data).toEqual(raster.data)
})

it('keeps the codes of a 12-bit scan in their container and scales them for another', async () => {
  const raster = createRaster({ width: 3, height: 1, channels: 1, depth: 'u16', bits: 12, data: Uint16Array.of(0, 1000, 4095) })
  const picture = { raster, info: { source: { depth: 'u16', channels: 1, bits: 12, white: 4095, extents: [[0, 4095]] } } } as never
  const wide = await computeCodes(picture, recipe(makeStep('negative')), 16, context)
  expect([wide.bits, wide.range, Array.from(wide.data)]).toEqual([12, [0, 4095], [4095, 3095, 0]])
  const narrow = await computeCodes(picture, recipe(makeStep('negative')), 8, context)
  expect([narrow.bits, narrow.range, Array.from(narrow.data)]).toEqual([8, [0, 255], [255, Math.round((3095 * 255) / 4095), 0]])
})

it('keeps a 12-bit picture as opaque as it was when a step makes white a larger code', async () => {
  const data = Uint16Array.of(0, 4095, 4095, 0, 100, 2048)
  const raster = createRaster({ width: 3, height: 1, channels: 2, depth: 'u16', bits: 12, data })
  const picture = { raster, info: { source: { depth: 'u16', channels: 2, bits: 12, white: 4095, extents: [[0, 4095]] } } } as never
  const wide = await computeCodes(picture, recipe(makeStep('bitwise-not')), 16, context)
  expect([wide.bits, Array.from(wide.data)]).toEqual([16, [65_535, 65_535, 61_440, 0, 65_435, Math.round((2048 * 65_535) / 4095)]])
  const same = await computeCodes(picture, recipe(makeStep('negative')), 16, context)
  expect([same.bits, Array.from(same.data)]).toEqual([12, [4095, 4095, 0, 0, 3995, 2048]])
})

it.each(['u8', 'u16'] as const)('measures a %s picture as if it were exported and counted', async (depth) => {
  const engine = createInlineEngine()
  const info = await engine.open(await fileOf(codes(depth, 3)))
  const measured = (await engine.measure({ picture: info.id, recipe: strong }))!
  const bytes = await bytesOfFile(await engine.export({ picture: info.id, recipe: strong, format: 'png', bits: depth === 'u8' ? 8 : 16, quality: 90 }))
  const pixels = pixelsOf(await decoded(bytes))
  const bins = depth === 'u8' ? 256 : 65_536
  measured.after.forEach((after, c) => expect(Array.from(after.bins)).toEqual(count(pixels.map((pixel) => pixel[c]!), bins)))
  const lumas = (of: readonly number[][]): number[] => count(of.map(([r, g, b]) => Math.round(luma(r!, g!, b!))), bins)
  expect(Array.from(measured.luma!.after.bins)).toEqual(lumas(pixels))
  expect(Array.from(measured.luma!.before.bins)).toEqual(lumas(pixelsOf(codes(depth, 3))))
})

it('leaves a step out of export, screen and measurement that the picture refuses', async () => {
  const engine = createInlineEngine()
  const of = await fileOf(codes('u8', 1))
  const info = await engine.open({ kind: 'spectrum', of, name: 'spectrum', options: { keepDc: true, centred: true } })
  const refused = recipe(makeStep('log'), makeStep('bitwise-not'))
  const plain = recipe(makeStep('log'))
  const window = { x: 0, y: 0, width: info.width, height: info.height, outWidth: 12, outHeight: 9 }
  const look = { picture: info.id, window, show: 'after', gain: 1 } as const
  expect(await engine.render('a', { ...look, recipe: refused })).toEqual(await engine.render('b', { ...look, recipe: plain }))
  const file = { picture: info.id, format: 'png', bits: 16, quality: 90 } as const
  expect(await engine.export({ ...file, recipe: refused })).toEqual(await engine.export({ ...file, recipe: plain }))
  expect(await engine.measure({ picture: info.id, recipe: refused })).toEqual(await engine.measure({ picture: info.id, recipe: plain }))
})

it('counts a float picture before and after by its own values', async () => {
  const engine = createInlineEngine()
  const of = await fileOf(codes('u8', 3))
  const info = await engine.open({ kind: 'spectrum', of, name: 'spectrum', options: { keepDc: false, centred: true } })
  const { values } = await engine.sample({ picture: info.id, x: 0, y: 0, width: 24, height: 18 })
  const largest = Math.max(...values)
  expect(info).toMatchObject({ depth: 'f32', channels: 1, range: [0, largest], format: 'spectrum' })
  expect(info.source.extents).toEqual([[Math.min(...values), largest]])
  expect(Array.from(info.before[0]!.bins)).toEqual(countFloats(info.before[0]!, values))
  const log = recipe(makeStep('log'))
  const { after, luma: none } = (await engine.measure({ picture: info.id, recipe: log }))!
  const pipeline = compile(log.steps, log.rounding, info.source)
  expect(after[0]!.range).toEqual([0, 255])
  // c is made for the largest value to meet white, which it may pass by the last bit of a float
  const s = Array.from(values, (r) => Math.fround(trace(pipeline, 0, r).s))
  expect(after[0]!.outside.above).toBe(s.filter((value) => value > 255).length)
  expect(Array.from(after[0]!.bins)).toEqual(countFloats(after[0]!, s.filter((value) => value <= 255)))
  expect(none).toBeUndefined()
})

it('counts a float picture in colour, its luma and what lies outside', async () => {
  const handlers = createHandlers({ share: false })
  const data = Float32Array.from({ length: 3000 }, (_, i) => (i % 100 === 0 ? [NaN, -0.5, 1.5][(i / 100) % 3]! : ((i * 37) % 199) / 198))
  const raster = createRaster({ width: 50, height: 20, channels: 3, depth: 'f32', data })
  const head = { name: 'floats', format: 'TIFF', notes: [], extents: [[0, 1], [0, 1], [0, 1]] as const }
  const counter = createCounter(raster, createShelf())
  counter.run(0, 1000)
  const info = describePicture(1, raster, head, countsFrom(raster, counter.sums()))
  await handlers.adopt({ id: 1, raster, info }, context)
  const steps = recipe(makeStep('gamma', { gamma: 0.5 }, 'g'))
  const { after, luma: lumas } = await handlers.measure({ picture: 1, recipe: steps }, context)
  const pipeline = compile(steps.steps, steps.rounding, info.source)
  const values = pixelsOf(raster).map((pixel) => pixel.map((r, c) => Math.fround(trace(pipeline, c, r).s)))
  after.forEach((histogram, c) => expect(plain(histogram)).toEqual(countedFloats(histogram, values.map((pixel) => pixel[c]!))))
  expect(plain(lumas!.after)).toEqual(countedFloats(lumas!.after, lumaOf(values)))
  expect(plain(lumas!.before)).toEqual(countedFloats(lumas!.before, lumaOf(pixelsOf(raster))))
})

it('tells progress that only grows, computing before writing', async () => {
  const engine = createInlineEngine()
  const info = await engine.open({ kind: 'sample', id: 'wedge' })
  const told: Progress[] = []
  await engine.export({ picture: info.id, recipe: strong, format: 'png', bits: 8, quality: 90 }, { onProgress: (progress) => told.push(progress) })
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b))
  expect([...new Set(told.map(({ stage }) => stage))]).toEqual(['computing', 'writing'])
})

it.each(['export', 'open'] as const)('stops an %s when it is told to', async (job) => {
  const engine = createInlineEngine()
  const stop = new AbortController()
  const info = await engine.open({ kind: 'sample', id: 'wedge' })
  const running =
    job === 'open'
      ? engine.open({ kind: 'spectrum', of: { kind: 'sample', id: 'wedge' }, name: '', options: { keepDc: true, centred: true } }, { signal: stop.signal })
      : engine.export({ picture: info.id, recipe: strong, format: 'png', bits: 16, quality: 90 }, { signal: stop.signal })
  setTimeout(() => stop.abort(), 5)
  const caught = await running.catch((reason: unknown) => reason)
  expect((caught as FailureError).failure).toEqual({ code: 'cancelled' })
})

it('stops a handler in the middle of a measurement', async () => {
  const handlers = createHandlers({ share: false })
  const { raster, head, counts } = await handlers.decode({ id: 1, source: await fileOf(codes('u8', 3, 1500, 1200)) }, context)
  await handlers.describe({ id: 1, info: describePicture(1, raster, head, counts!) }, context)
  const stop = new AbortController()
  const running = handlers.measure({ picture: 1, recipe: strong }, { ...context, signal: stop.signal })
  stop.abort()
  await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } })
})

it.each(['night', 'negative', 'wedge'] as const)('opens the sample %s', async (id) => {
  const info = await createInlineEngine().open({ kind: 'sample', id })
  expect(info.format).toBe('sample')
  expect(info.width * info.height).toBe(info.before[0]!.bins.reduce((sum, n) => sum + n, 0))
})

it('gives a picture in small in its own codes, and takes pixels as a picture', async () => {
  const engine = createInlineEngine()
  const raster = createRaster({ width: 40, height: 20, channels: 3, depth: 'u16', encoding: 'linear', data: Uint16Array.from({ length: 2400 }, (_, i) => 1000 * (i % 3) + 7) })
  const picture = await engine.open({ kind: 'pixels', name: 'made', raster })
  expect([picture.name, picture.width, picture.depth, picture.encoding]).toEqual(['made', 40, 'u16', 'linear'])
  const small = await engine.shrink({ picture: picture.id, longest: 10 })
  // the mean of what is the same everywhere is that
  expect({ ...small, data: Array.from(small.data) }).toEqual({ ...raster, width: 10, height: 5, data: Array.from({ length: 150 }, (_, i) => 1000 * (i % 3) + 7) })
  expect(await engine.shrink({ picture: picture.id, longest: 100 })).toEqual(raster)
  engine.dispose()
})

it('has pictures of its own in an engine apart, whose end leaves the first one as it is', async () => {
  const engine = createInlineEngine()
  const raster = createRaster({ width: 4, height: 2, channels: 1, depth: 'u8', data: Uint8Array.from({ length: 8 }, (_, i) => i) })
  const picture = await engine.open({ kind: 'pixels', name: 'first', raster })
  const apart = engine.apart()
  const other = await apart.open({ kind: 'pixels', name: 'other', raster: { ...raster, data: raster.data.map((code) => 255 - code) } })
  expect(other.id).toBe(picture.id)
  expect((await apart.shrink({ picture: other.id, longest: 4 })).data[0]).toBe(255)
  apart.dispose()
  expect((await engine.sample({ picture: picture.id, x: 0, y: 0, width: 1, height: 1 })).values[0]).toBe(0)
  engine.dispose()
})
