import { afterEach, expect, it } from 'vitest'
import { stripPacker, type StripWork } from '../../src/codecs/strips.ts'
import { rowsOf } from '../../src/codecs/rows.ts'
import { begin, claimsOn, takeTile } from '../../src/engine/claims.ts'
import { createCrew, type Crew } from '../../src/engine/crew.ts'
import { describePicture } from '../../src/engine/describing.ts'
import { exportPicture } from '../../src/engine/exporting.ts'
import type { JobContext } from '../../src/engine/handlers.ts'
import type { Picture } from '../../src/engine/pictures.ts'
import type { ExportInput } from '../../src/engine/protocol.ts'
import { shared } from '../../src/engine/shared.ts'
import { countHistograms } from '../../src/kernels/histogram.ts'
import { createRaster, type AnyRaster } from '../../src/kernels/raster.ts'
import { makeStep } from '../../src/recipe/recipe.ts'
import { bytesOfFile, encodeBytes } from '../codecs/encode.ts'

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

const line = (boss: Crew, name: string): MessagePort => {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  boss.hire(name, port1)
  return port2
}

/** A ramp with some noise, as photographs have it, or the same tile again and again. */
function painted(kind: 'photograph' | 'drawing', depth: 'u8' | 'u16', width = 1201, height = 603): AnyRaster {
  const white = depth === 'u8' ? 255 : 65_535
  const value = (i: number): number => {
    const x = i % (3 * width)
    const y = Math.floor(i / (3 * width))
    const noise = ((i * 2_654_435_761) % 4096) / 4096
    return kind === 'photograph' ? (x / (3 * width) + y / height) * 0.45 * white + noise * white * 0.05 : (((x % 36) * 7 + (y % 12) * 31) % 200) * (white / 255)
  }
  const length = width * height * 3
  const shape = { width, height, channels: 3 } as const
  return depth === 'u8'
    ? createRaster({ ...shape, depth, data: Uint8Array.from({ length }, (_, i) => value(i)) })
    : createRaster({ ...shape, depth, data: Uint16Array.from({ length }, (_, i) => value(i)) })
}

const pictureOf = (raster: AnyRaster): Picture => ({
  raster,
  info: describePicture(1, raster, { name: 'painted', format: 'sample', notes: [], extents: undefined }, countHistograms(raster)),
})

const context = (more: Partial<JobContext> = {}): JobContext => ({ signal: new AbortController().signal, onProgress: () => undefined, ...more })

const inputFor = (format: 'png' | 'tiff', bits: 8 | 16): ExportInput => ({
  picture: 1,
  recipe: { rounding: 'nearest-even', steps: [makeStep('negative')] },
  format,
  bits,
  quality: 100,
})

const cases = (['png', 'tiff'] as const).flatMap((format) =>
  (['photograph', 'drawing'] as const).flatMap((kind) => (['u8', 'u16'] as const).map((depth) => [format, kind, depth] as const)),
)

it.each(cases)('writes the same %s of a %s of %s with hands as alone', async (format, kind, depth) => {
  const raster = painted(kind, depth)
  const input = inputFor(format, depth === 'u8' ? 8 : 16)
  const alone = await bytesOfFile(await exportPicture(pictureOf(raster), input, context(), createCrew()))
  const crew = createCrew()
  for (const name of ['one', 'two', 'three']) createCrew().lend(line(crew, name))
  const told: number[] = []
  const together = await bytesOfFile(await exportPicture(pictureOf(shared(raster)), input, context({ onProgress: ({ done }) => told.push(done) }), crew))
  expect(Buffer.compare(together, alone)).toBe(0)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
})

it('writes the same file when a hand dies over its strips', async () => {
  const raster = painted('photograph', 'u16')
  const alone = await bytesOfFile(await exportPicture(pictureOf(raster), inputFor('tiff', 16), context(), createCrew()))
  const crew = createCrew()
  const port = line(crew, 'dying')
  let died = 0
  port.addEventListener('message', ({ data }: MessageEvent<{ work: { kind: string }; claims: SharedArrayBuffer; hand: number; hands: number }>) => {
    const claims = claimsOn(data.claims, data.hands)
    if (data.work.kind === 'pack' && begin(claims, data.hand) && takeTile(claims, data.hand) !== undefined) died++
  })
  port.start()
  const bytes = await bytesOfFile(await exportPicture(pictureOf(shared(raster)), inputFor('tiff', 16), context(), crew))
  expect(died).toBe(1)
  expect(Buffer.compare(bytes, alone)).toBe(0)
})

/** The raster, and where rows were taken out of it. */
function watched(raster: AnyRaster): { readonly raster: AnyRaster; readonly taken: number[] } {
  const taken: number[] = []
  const { data } = raster
  const plain = data.subarray.bind(data)
  Object.defineProperty(data, 'subarray', {
    value(from: number, to: number) {
      taken.push(from)
      return plain(from, to)
    },
  })
  return { raster, taken }
}

it.each(['png', 'tiff'] as const)('computes no further rows of a %s once it is cancelled', async (format) => {
  const { raster, taken } = watched(shared(painted('photograph', 'u16', 3000, 1600)))
  const stop = new AbortController()
  let before: number | undefined
  const onProgress: JobContext['onProgress'] = () => {
    before ??= taken.length
    stop.abort()
  }
  await expect(exportPicture(pictureOf(raster), inputFor(format, 16), context({ signal: stop.signal, onProgress }), createCrew())).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(before).toBeGreaterThan(0)
  expect(taken.length).toBe(before)
})

it.each(['photograph', 'drawing'] as const)('packs no further strip of a %s alone once it is cancelled', async (kind) => {
  const stop = new AbortController()
  const told: number[] = []
  const onProgress: JobContext['onProgress'] = ({ done, stage }) => {
    if (stage !== 'writing') return
    told.push(done)
    stop.abort()
  }
  const exporting = exportPicture(pictureOf(painted(kind, 'u16', 1500, 800)), inputFor('png', 16), context({ signal: stop.signal, onProgress }), createCrew())
  await expect(exporting).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  expect(told.length).toBe(1)
  expect(told[0]).toBeLessThan(0.9)
})

const large = painted('photograph', 'u16', 3000, 1500)
if (large.depth !== 'u16') throw new Error('16 bits were asked for')

const pack = (work: StripWork): Promise<void> => stripPacker(rowsOf(large), work)(0, work.count)

it.each(['png', 'tiff'])('packs a large %s in memory that is used again, unless somebody may still write there', async (format) => {
  const plain = await encodeBytes(large, format, { quality: 100 })

  const buffers = new Set<ArrayBufferLike>()
  const packStrips = async (work: StripWork): Promise<boolean> => {
    buffers.add(work.packed.buffer)
    await pack(work)
    return true
  }
  expect(Buffer.compare(await encodeBytes(large, format, { quality: 100 }, { packStrips }), plain)).toBe(0)
  expect(buffers.size).toBe(1)

  const works: StripWork[] = []
  const lossy = async (work: StripWork): Promise<boolean> => {
    await pack(work)
    for (const { packed } of works) packed.fill(0xaa)
    works.push(work)
    return false
  }
  expect(Buffer.compare(await encodeBytes(large, format, { quality: 100 }, { packStrips: lossy }), plain)).toBe(0)
  expect(works.length).toBeGreaterThan(1)
})
