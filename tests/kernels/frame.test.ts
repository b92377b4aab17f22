import { expect, it } from 'vitest'
import { compile, trace, type Pipeline, type Source, type Step } from '../../src/kernels/compile.ts'
import { createPainter, type Show } from '../../src/kernels/frame.ts'
import { createRaster, type AnyRaster, type Channels } from '../../src/kernels/raster.ts'

const step = (id: string, params: Step['params'] = {}, target: Step['target'] = 'all'): Step => ({ key: id, id, params, target, enabled: true })

const sourceOf = ({ depth, channels, bits, range }: AnyRaster): Source => ({
  depth,
  channels,
  bits,
  white: range[1],
  extents: Array.from({ length: channels < 3 ? 1 : 3 }, () => [0, range[1]] as const),
})

const ramp = (depth: 'u8' | 'u16' | 'f32', channels: Channels, bits?: number): AnyRaster => {
  const raster = createRaster({ width: 16, height: 16, channels, depth, ...(bits ? { bits } : {}) }) as AnyRaster
  const white = raster.range[1]
  for (let i = 0; i < raster.data.length; i++) {
    const value = (((i * 37) % 256) / 255) * white
    raster.data[i] = depth === 'f32' ? value : Math.round(value)
  }
  return raster
}

const paint = (raster: AnyRaster, pipeline: Pipeline, show: Show, gain = 1): Uint8ClampedArray => createPainter(pipeline, { show, gain })(raster)

const recipes: [string, Step[]][] = [
  ['nothing', []],
  ['a negative', [step('negative')]],
  ['log and gamma on one colour', [step('log'), step('gamma', { gamma: 0.45 }, 'g')]],
]

const cases = recipes.flatMap(([name, steps]) =>
  (['u8', 'u16', 'f32'] as const).flatMap((depth) => ([1, 2, 3, 4] as const).map((channels) => [name, depth, channels, steps] as const)),
)

it.each(cases)('shows %s of a %s picture with %i channels as round(s · 255 / white), s by the trace of a single value', (_, depth, channels, steps) => {
  const raster = ramp(depth, channels)
  const pipeline = compile(steps, 'nearest-even', sourceOf(raster))
  const frame = paint(raster, pipeline, 'after')
  for (let p = 0; p < 256; p++) {
    for (let c = 0; c < 3; c++) {
      const own = channels < 3 ? 0 : c
      const { s } = trace(pipeline, own, raster.data[p * channels + own]!)
      expect(frame[p * 4 + c]).toBe(Math.min(255, Math.max(0, Math.round((s * 255) / pipeline.channels[own]!.white))))
    }
    const alpha = channels === 2 || channels === 4 ? Math.round((raster.data[p * channels + channels - 1]! * 255) / (depth === 'f32' ? 1 : raster.range[1])) : 255
    expect(frame[p * 4 + 3]).toBe(alpha)
  }
})

it('shows "before" untouched by the recipe', () => {
  const raster = ramp('u8', 3)
  const frame = paint(raster, compile([step('negative')], 'nearest-even', sourceOf(raster)), 'before')
  for (let p = 0; p < 256; p++) expect(Array.from(frame.slice(p * 4, p * 4 + 4))).toEqual([...raster.data.slice(p * 3, p * 3 + 3), 255])
})

it('sends the white of a 12-bit picture to the white of the screen', () => {
  const raster = createRaster({ width: 3, height: 1, channels: 1, depth: 'u16', bits: 12, data: Uint16Array.of(0, 2048, 4095) })
  const frame = paint(raster, compile([], 'nearest-even', sourceOf(raster)), 'after')
  expect([frame[0], frame[4], frame[8]]).toEqual([0, Math.round((2048 * 255) / 4095), 255])
})

it.each(['u8', 'u16', 'f32'] as const)('shows the difference of a %s picture as the largest |s − r| times the gain, opaque and grey', (depth) => {
  const raster = ramp(depth, 4)
  const pipeline = compile([step('gamma', { gamma: 1.2 })], 'nearest-even', sourceOf(raster))
  const frame = paint(raster, pipeline, 'difference', 4)
  const white = raster.range[1]
  for (let p = 0; p < 256; p++) {
    const largest = Math.max(...[0, 1, 2].map((c) => Math.abs(trace(pipeline, c, raster.data[p * 4 + c]!).s - raster.data[p * 4 + c]!)))
    const level = Math.min(255, Math.round(((largest * 255) / white) * 4))
    expect(Array.from(frame.slice(p * 4, p * 4 + 4))).toEqual([level, level, level, 255])
  }
})

it('shows no difference where the recipe changes nothing', () => {
  const raster = ramp('u16', 3)
  const frame = paint(raster, compile([step('gamma')], 'nearest-even', sourceOf(raster)), 'difference', 64)
  for (let i = 0; i < frame.length; i++) expect(frame[i]).toBe(i % 4 === 3 ? 255 : 0)
})

it.each(['u8', 'f32'] as const)('marks clipped pixels of a %s picture by where they are clipped and leaves the others as they are', (depth) => {
  const white = depth === 'u8' ? 255 : 1
  const data = [
    [0.2, 0.4, 0.6], // none
    [0, 0.4, 0.6], // low
    [0.2, 0.4, 1], // high
    [0, 0.4, 1], // both
  ].flat().map((value) => value * white)
  const raster = (depth === 'u8'
    ? createRaster({ width: 4, height: 1, channels: 3, depth, data: Uint8Array.from(data) })
    : createRaster({ width: 4, height: 1, channels: 3, depth, data: Float32Array.from(data) })) as AnyRaster
  const frame = paint(raster, compile([], 'nearest-even', sourceOf(raster)), 'clipping')
  const pixels = [0, 1, 2, 3].map((p) => Array.from(frame.slice(p * 4, p * 4 + 4)))
  expect(pixels[0]).toEqual([51, 102, 153, 255])
  const [low, high, both] = pixels.slice(1) as [number[], number[], number[]]
  expect(low[2]).toBeGreaterThan(low[0]!)
  expect(high[0]).toBeGreaterThan(high[2]!)
  expect(new Set([low, high, both].map(String)).size).toBe(3)
})

it('shows what is no number as black', () => {
  const raster = createRaster({ width: 3, height: 1, channels: 1, depth: 'f32', data: Float32Array.of(NaN, -Infinity, Infinity) })
  const frame = paint(raster, compile([], 'nearest-even', sourceOf(raster)), 'after')
  expect([frame[0], frame[4], frame[8]]).toEqual([0, 0, 255])
})

it.each(['before', 'after', 'clipping', 'difference'] as const)('shows "%s" of a large float picture exactly as of a small one', (show) => {
  const width = 300
  const data = Float32Array.from({ length: width * width }, (_, i) => {
    if (i % 1000 < 6) return [0, -0, -3, NaN, Infinity, 1e-30][i % 1000]!
    // forty octaves, with values crowded at white, where a root of a negative is steepest
    return i % 2 ? 1000 * 2 ** (-(i % 977) / 24) : 1000 * (1 - 2 ** (-(i % 991) / 40))
  })
  const recipe = [step('negative'), step('gamma', { gamma: 0.45 })]
  const source: Source = { depth: 'f32', channels: 1, bits: 32, white: 1000, extents: [[0, 1000]] }
  const pipeline = compile(recipe, 'nearest-even', source)
  const painter = createPainter(pipeline, { show, gain: 3 })
  const range = [0, 1000] as const
  const large = painter(createRaster({ width, height: width, channels: 1, depth: 'f32', range, data }))
  for (let y = 0; y < width; y++) {
    const row = painter(createRaster({ width, height: 1, channels: 1, depth: 'f32', range, data: data.slice(y * width, (y + 1) * width) }))
    expect(large.slice(y * width * 4, (y + 1) * width * 4)).toEqual(row)
  }
})

it('is as exact for log and gamma in every colour of a large float picture', () => {
  const data = Float32Array.from({ length: 256 * 256 * 3 }, (_, i) => ((i * 40_503) % 65_536) ** 2 / 1e4)
  const raster = createRaster({ width: 256, height: 256, channels: 3, depth: 'f32', range: [0, 65_535 ** 2 / 1e4], data })
  const pipeline = compile([step('log'), step('gamma', { gamma: 1.7 }, 'b')], 'nearest-even', sourceOf(raster))
  const frame = paint(raster, pipeline, 'after')
  for (let p = 0; p < 65_536; p += 7) {
    for (let c = 0; c < 3; c++) {
      const { s } = trace(pipeline, c, data[p * 3 + c]!)
      expect(frame[p * 4 + c]).toBe(Math.min(255, Math.round((s * 255) / pipeline.channels[c]!.white)))
    }
  }
})
