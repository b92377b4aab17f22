import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError, type Failure } from '../../src/kernels/failure.ts'
import { paintAvif } from './avif-painter.ts'
import { joined, latin, mulberry, open } from './kit.ts'

const painted: Record<string, () => Promise<Uint8Array>> = {
  'painted.avif': () => paintAvif({ width: 24, height: 20, data: Uint8ClampedArray.from({ length: 1920 }, (_, i) => i % 251), depth: 8, lossless: false }),
}

const read = async (name: string): Promise<Uint8Array> => painted[name]?.() ?? fromFile(name)

const fromFile = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../golden/files/codecs/${name}`, import.meta.url)))

/** One or two of every path through every parser. */
const names = [
  'rgb8.png',
  'rgba16-adam7.png',
  'palette4-adam7.png',
  'palette8-alpha.png',
  'pillow-icc.png',
  '420.jpg',
  'progressive.jpg',
  'restarts.jpg',
  'turn6.jpg',
  'icc.jpg',
  'lossy.webp',
  'lossy-alpha.webp',
  'lossless-alpha.webp',
  'animated.webp',
  'painted.avif',
  'rgb16-be-lzw-p2.tif',
  'rgb16-le-deflate-p2.tif',
  'rgb16-le-packbits.tif',
  'float-be-deflate-p3.tif',
  'tiles16-le-p2.tif',
  'planar8-tiles.tif',
  'big16-be.tif',
  'palette4.tif',
  'grey12-le.tif',
  'pages.tif',
  'pillow-jpeg-rgb.tif',
]

/** A whole raster, or a failure that a person can be told. */
const sound: readonly (Failure['code'] | 'opened')[] = ['opened', 'not-a-picture', 'unsupported-format', 'corrupt-file', 'truncated-file', 'too-large', 'empty-file', 'out-of-memory']

/** 'opened' for a whole raster, else the failure's code. What is neither is thrown; what hangs runs into the test's own limit. */
async function check(bytes: Uint8Array): Promise<Failure['code'] | 'opened'> {
  const outcome = await open(bytes, { limits: { bytes: 64e6, pixels: 16e6 } }).catch((caught: unknown) => {
    if (caught instanceof FailureError) return caught.failure.code
    throw caught
  })
  if (typeof outcome === 'string') return outcome
  const { width, height, channels, data } = outcome.raster
  if (data.length !== width * height * channels) throw new Error('the raster is not whole')
  return 'opened'
}

/** Every offset of the first kilobyte, then about a hundred more. */
function* cuts(length: number): Generator<number> {
  const step = Math.max(1, Math.floor((length - 1000) / 100))
  for (let at = 0; at < length; at += at < 300 ? 1 : at < 1000 ? 7 : step) yield at
}

describe.each(names)('%s', (name) => {
  it('cut off anywhere never opens as if it were whole', async () => {
    const whole = await read(name)
    for (const length of cuts(whole.length - 2)) {
      const outcome = await check(whole.slice(0, length))
      expect({ length, outcome }).not.toMatchObject({ outcome: 'opened' })
    }
  })

  it('with bits flipped gives a picture or a failure that can be told', async () => {
    const whole = await read(name)
    const random = mulberry(7)
    for (let round = 0; round < 150; round++) {
      const bytes = whole.slice()
      const flips = 1 + Math.floor(random() * 3)
      // Half of them in the first 256 bytes, where the headers are.
      const reach = round % 2 ? Math.min(256, bytes.length) : bytes.length
      for (let i = 0; i < flips; i++) bytes[Math.floor(random() * reach)] ^= 1 << Math.floor(random() * 8)
      expect(sound).toContain(await check(bytes))
    }
  })

  it('with extreme numbers in its headers gives a picture or a failure that can be told', async () => {
    const whole = await read(name)
    const random = mulberry(8)
    for (let round = 0; round < 120; round++) {
      const bytes = whole.slice()
      const value = [0, 255, 127, 128][round % 4]
      // TIFF directories stand at the end, the others' headers at the start.
      const base = name.endsWith('.tif') && round % 3 ? Math.max(0, bytes.length - 400) : 0
      const at = base + Math.floor(random() * Math.min(400, bytes.length - base - 4))
      bytes.fill(value, at, at + 1 + Math.floor(random() * 4))
      expect(sound).toContain(await check(bytes))
    }
  })

  it('followed by rubbish, or with a hole in it, gives a picture or a failure that can be told', async () => {
    const whole = await read(name)
    const random = mulberry(9)
    const rubbish = Uint8Array.from({ length: 300 }, () => Math.floor(random() * 256))
    expect(sound).toContain(await check(joined(whole, rubbish)))
    for (let round = 0; round < 30; round++) {
      const at = Math.floor(random() * whole.length)
      const hole = 1 + Math.floor(random() * 40)
      expect(sound).toContain(await check(joined(whole.subarray(0, at), whole.subarray(at + hole))))
      expect(sound).toContain(await check(joined(whole.subarray(0, at), rubbish.subarray(0, hole), whole.subarray(at))))
    }
  })
})

describe('random bytes', () => {
  it.each([
    ['PNG', '\x89PNG\r\n\x1a\n'],
    ['JPEG', '\xff\xd8\xff'],
    ['WebP', 'RIFF\x40\0\0\0WEBP'],
    ['AVIF', '\0\0\0\x14ftypavif'],
    ['TIFF', 'II*\0\x08\0\0\0'],
    ['Big TIFF', 'MM\0+\0\x08\0\0\0\0\0\0\0\0\0\x10'],
    ['nothing known', ''],
  ])('after the start of a %s never open', async (_, start) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await check(joined(latin(start), bytes))).not.toBe('opened')
      }),
      { seed: 10, numRuns: 200 },
    )
  })
})

const u16 = (value: number): number[] => [value & 255, (value >> 8) & 255]
const u32 = (value: number): number[] => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24]
const tiff = (tags: readonly (readonly [id: number, type: number, count: number, value: number])[], rest: readonly number[] = []): Uint8Array =>
  Uint8Array.from([
    0x49, 0x49, 42, 0, 8, 0, 0, 0,
    ...u16(tags.length),
    ...tags.flatMap(([id, type, count, value]) => [...u16(id), ...u16(type), ...u32(count), ...u32(value)]),
    ...u32(0),
    ...rest,
  ])

/** A directory of nothing but its width. */
const page = (next: number): number[] => [...u16(1), ...u16(256), ...u16(3), ...u32(1), ...u32(1), ...u32(next)]

describe('directories made to hurt', () => {
  const plain = [
    [256, 4, 1, 100],
    [257, 4, 1, 100],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, 1, 8],
    [278, 4, 1, 100],
    [279, 4, 1, 10000],
  ] as const
  const but = (...changed: readonly (readonly [number, number, number, number])[]): (readonly [number, number, number, number])[] =>
    [...plain.filter(([id]) => !changed.some(([other]) => other === id)), ...changed].toSorted(([a], [b]) => a - b)

  it.each<[string, (readonly [number, number, number, number])[], Failure['code']]>([
    ['sides of four thousand million', but([256, 4, 1, 0xffffffff], [257, 4, 1, 0xffffffff]), 'too-large'],
    ['a side of nothing', but([256, 4, 1, 0]), 'corrupt-file'],
    ['a tag of four thousand million values', but([273, 4, 0xffffffff, 8]), 'truncated-file'],
    ['four thousand million samples a pixel', but([277, 4, 1, 0xffffffff]), 'corrupt-file'],
    ['depths that do not exist', but([258, 3, 1, 77]), 'unsupported-format'],
    ['tiles of nothing', but([322, 3, 1, 0], [323, 3, 1, 0], [324, 4, 1, 8], [325, 4, 1, 100]), 'corrupt-file'],
    ['tiles larger than any picture', but([322, 4, 1, 0x7fffffff], [323, 4, 1, 0x7fffffff], [324, 4, 1, 8], [325, 4, 1, 100]), 'corrupt-file'],
    ['pixels beyond its end', but([273, 4, 1, 0xfffffff0]), 'truncated-file'],
    ['fewer bytes than pixels', but([279, 4, 1, 10]), 'truncated-file'],
    ['one strip for a hundred rows of one', but([278, 4, 1, 1]), 'corrupt-file'],
    ['text where a number should be', but([256, 2, 4, 0x31313131]), 'corrupt-file'],
    ['a palette that is too short', but([262, 3, 1, 3], [320, 3, 2, 0]), 'corrupt-file'],
    ['a compression that is not known', but([259, 3, 1, 12345]), 'unsupported-format'],
    ['CMYK', but([262, 3, 1, 5]), 'unsupported-format'],
    ['three colours in one sample', but([262, 3, 1, 2]), 'corrupt-file'],
  ])('%s', async (_, tags, code) => {
    expect(await check(tiff(tags, Array.from({ length: 9000 }, () => 0)))).toBe(code)
  })

  it('a largest sample for each of 300,000 channels', async () => {
    const values = Array.from({ length: 600_000 }, () => 255)
    const tags = but([258, 3, 1, 16], [259, 3, 1, 1], [273, 4, 1, 8 + 2 + 12 * 9 + 4], [279, 4, 1, 20_000], [281, 3, 300_000, 8 + 2 + 12 * 9 + 4])
    expect(await check(tiff(tags, values))).toBe('opened')
  })

  it('a directory that says it has 65,535 tags', async () => {
    expect(await check(Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 255, 255, 0, 0]))).toBe('corrupt-file')
  })

  it('20,000 pages are not all counted', async () => {
    const size = page(0).length
    const all = Array.from({ length: 20_000 }, (_, i) => page(i === 19_999 ? 0 : 8 + (i + 1) * size)).flat()
    expect(await check(Uint8Array.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, ...all]))).toBe('corrupt-file')
  })
})
