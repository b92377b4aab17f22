import { inflateRawSync, inflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adler32, joinedAdler32 } from '../../src/codecs/adler32.ts'
import { deflateBlock, deflateRoom } from '../../src/codecs/fast-deflate.ts'
import { codeLengths, reversedCodes } from '../../src/codecs/huffman.ts'
import { choosePacking, drawingPacker, packWhole } from '../../src/codecs/packing.ts'
import { encodeBytes } from './encode.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { joined, latin, mulberry, noise, open } from './kit.ts'

/** Bytes with long runs, short runs and none, as filtered rows have them. */
const runs = fc
  .array(fc.record({ value: fc.integer({ min: 0, max: 255 }), length: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 250, max: 800 })) }), {
    maxLength: 60,
  })
  .map((parts) => joined(...parts.map(({ value, length }) => new Uint8Array(length).fill(value))))

const blockOf = (bytes: Uint8Array, last = true): Uint8Array => {
  const out = new Uint8Array(deflateRoom(bytes.length))
  return out.subarray(0, deflateBlock(bytes, last, out))
}

describe('the fast deflate', () => {
  it('is undone by zlib, block after block, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(runs, fc.uint8Array({ maxLength: 2000 })), { minLength: 1, maxLength: 6 }), (blocks) => {
        const stream = joined(...blocks.map((block, i) => blockOf(block, i === blocks.length - 1)))
        expect(Buffer.compare(inflateRawSync(stream), joined(...blocks))).toBe(0)
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  it('writes every length of a run', () => {
    for (let length = 1; length <= 600; length++) {
      const bytes = joined(latin('ab'), new Uint8Array(length).fill(7), latin('c'))
      expect(Buffer.compare(inflateRawSync(blockOf(bytes)), bytes)).toBe(0)
    }
  })

  it('shrinks a run of a million to a few thousand bytes', () => {
    expect(blockOf(new Uint8Array(1_000_000)).length).toBeLessThan(3000)
  })

  it('stores what has nothing to shrink, five bytes to each 65,535', () => {
    const random = mulberry(15)
    const bytes = Uint8Array.from({ length: 150_000 }, () => Math.floor(random() * 256))
    for (const last of [true, false]) expect(blockOf(bytes, last).length).toBe(150_015)
    expect(Buffer.compare(inflateRawSync(blockOf(bytes)), bytes)).toBe(0)
  })

  it('leaves what stands before a block alone', () => {
    const out = new Uint8Array(3 + deflateRoom(5)).fill(9)
    const end = deflateBlock(latin('lemma'), true, out, 3)
    expect([...out.subarray(0, 3)]).toEqual([9, 9, 9])
    expect(inflateRawSync(out.subarray(3, end)).toString()).toBe('lemma')
  })
})

describe('Adler-32', () => {
  it('has the checksum of RFC 1950', () => {
    // the worked example that the usual references give
    expect(adler32(latin('Wikipedia'))).toBe(0x11e60398)
    expect(adler32(latin('pedia'), adler32(latin('Wiki')))).toBe(0x11e60398)
  })

  it('of two pieces follows from that of each', () => {
    const pieces = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 0, max: 200_000 }).map((length) => new Uint8Array(length).fill(255)))
    fc.assert(
      fc.property(pieces, pieces, (first, second) => {
        expect(joinedAdler32(adler32(first), adler32(second), second.length)).toBe(adler32(second, adler32(first)))
      }),
      { seed: 16, numRuns: 200 },
    )
  })
})

/** The share of all codes that these take: 1 when none is left over. */
const kraft = (lengths: Uint8Array): number => lengths.reduce((sum, length) => sum + (length ? 2 ** -length : 0), 0)

describe('code lengths', () => {
  it('fill the code exactly and stay within the longest, for any counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 2, maxLength: 286 }), fc.constantFrom(9, 15), (counts, longest) => {
        const lengths = codeLengths(Uint32Array.from(counts), longest)
        expect(kraft(lengths)).toBe(1)
        expect(Math.max(...lengths)).toBeLessThanOrEqual(longest)
        counts.forEach((count, i) => count > 0 && expect(lengths[i]).toBeGreaterThan(0))
      }),
      { seed: 12, numRuns: 300 },
    )
  })

  it('are shortened where counts grow like Fibonacci’s numbers, which need the longest of codes', () => {
    const counts = new Uint32Array(19)
    counts.forEach((_, i) => (counts[i] = i < 2 ? 1 : counts[i - 1] + counts[i - 2]))
    const lengths = codeLengths(counts, 7)
    expect(kraft(lengths)).toBe(1)
    expect(Math.max(...lengths)).toBe(7)
  })

  it('give the more frequent symbol the code that is no longer', () => {
    const random = mulberry(13)
    const counts = Uint32Array.from({ length: 200 }, () => Math.floor(random() ** 8 * 100_000))
    const lengths = codeLengths(counts, 15)
    const byCount = [...counts.keys()].filter((symbol) => counts[symbol] > 0).toSorted((a, b) => counts[b] - counts[a])
    const inOrder = byCount.map((symbol) => lengths[symbol])
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
  })

  it('give the codes of RFC 1951’s own example, low bit first', () => {
    // 3.2.2: ABCDEFGH with lengths 3,3,3,3,3,2,4,4 have 010, 011, 100, 101, 110, 00, 1110, 1111
    const codes = reversedCodes(Uint8Array.of(3, 3, 3, 3, 3, 2, 4, 4))
    expect([...codes]).toEqual([0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111])
  })
})

describe('the choice of packing', () => {
  const random = mulberry(14)
  const motif = Uint8Array.from({ length: 997 }, () => Math.floor(random() * 256))
  const repeated = (): Uint8Array => joined(...Array.from({ length: 60 }, () => motif))

  it('is the search where the bytes repeat, the quick way where they do not', async () => {
    expect(await choosePacking(repeated)).toBe('drawing')
    expect(await choosePacking(() => Uint8Array.from({ length: 50_000 }, () => Math.floor(random() * 256)))).toBe('photograph')
  })

  it('gives one stream of a drawing that comes in parts', async () => {
    const packer = drawingPacker()
    const parts = [await packer.pack(motif, false), await packer.pack(repeated(), false), await packer.pack(motif, true)]
    expect(Buffer.compare(inflateSync(joined(...parts)), joined(motif, repeated(), motif))).toBe(0)
  })

  it('gives a stream of its own to each strip, either way', async () => {
    for (const packing of ['photograph', 'drawing'] as const) expect(Buffer.compare(inflateSync(await packWhole(packing, repeated())), repeated())).toBe(0)
  })

  it('brings drawings back and keeps them small, as PNG and as TIFF', async () => {
    const tile = noise(53, 11, 3, 'u16')
    const data = new Uint16Array(530 * 110 * 3)
    for (let y = 0; y < 110; y++) for (let i = 0; i < 1590; i++) data[y * 1590 + i] = tile.data[(y % 11) * 159 + (i % 159)]
    const raster = createRaster({ width: 530, height: 110, channels: 3, depth: 'u16', data })
    for (const format of ['png', 'tiff']) {
      const bytes = await encodeBytes(raster, format, { quality: 90 })
      expect(bytes.length).toBeLessThan(data.byteLength / 8)
      expect((await open(bytes)).raster.data).toEqual(data)
    }
  })
})
