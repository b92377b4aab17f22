import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { encodeBytes } from './encode.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { crc32 } from '../../src/kernels/crc32.ts'
import { failureOf, joined, latin, noise, open, ramp } from './kit.ts'

const u32 = (value: number): Uint8Array => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value)
const chunk = (type: string, body: Uint8Array): Uint8Array => {
  const named = joined(latin(type), body)
  return joined(u32(body.length), named, u32(crc32(named)))
}
const pngHeader = (width: number, height: number, depth = 8, type = 2): Uint8Array =>
  joined(latin('\x89PNG\r\n\x1a\n'), chunk('IHDR', joined(u32(width), u32(height), Uint8Array.of(depth, type, 0, 0, 0))))

describe('what is no picture', () => {
  it.each([
    ['plain text', 'The quick brown fox\njumps over the lazy dog.\n'],
    ['plain text', 'Zwölf Boxkämpfer'],
    ['an HTML page', '<!DOCTYPE html>\n<html><body>hi</body></html>'],
    ['an HTML page', '\n\n<html lang="en">'],
    ['an SVG drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'],
    ['an SVG drawing', '<?xml version="1.0"?>\n<!-- drawn -->\n<svg version="1.1">'],
    ['an XML file', '<?xml version="1.0"?><note/>'],
    ['a JSON file', '{"name": "value"}'],
    ['a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3'],
    ['a ZIP archive', 'PK\x03\x04\x14\0\0\0'],
    ['a video', '\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41'],
    ['a video', '\0\0\0\x14ftypqt  \0\0\x02\0qt  '],
    ['a sound', 'ID3\x04\0\0\0\0\0\0'],
    ['a sound', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a program', '\x7fELF\x02\x01\x01'],
    ['unknown data', '\x01\x02\x03\x04\x05\x06'],
  ])('is named: %s', async (found, content) => {
    const bytes = found === 'plain text' ? new TextEncoder().encode(content) : latin(content)
    expect(await failureOf(bytes)).toEqual({ code: 'not-a-picture', found })
  })

  it('is told by its content, not by its name or type', async () => {
    const file = new File(['just words'], 'holiday.jpg', { type: 'image/jpeg' })
    expect(await failureOf(file)).toEqual({ code: 'not-a-picture', found: 'plain text' })
    const bytes = await encodeBytes(ramp(4, 3, 3), 'png', { quality: 90 })
    const { format } = await open(new File([bytes], 'notes.txt', { type: 'text/plain' }))
    expect(format).toBe('PNG')
  })

  it('may be empty', async () => {
    expect(await failureOf(new Uint8Array(0))).toEqual({ code: 'empty-file' })
    expect(await failureOf(new Blob([]))).toEqual({ code: 'empty-file' })
  })

  it('is refused after its first bytes, however large it is', async () => {
    const read: number[] = []
    class Film extends Blob {
      override get size(): number {
        return 10 * 2 ** 30
      }
      override slice(start?: number, end?: number): Blob {
        read.push((end ?? Infinity) - (start ?? 0))
        return new Blob([latin('\0\0\0\x20ftypisom') as Uint8Array<ArrayBuffer>])
      }
      override arrayBuffer(): Promise<ArrayBuffer> {
        return Promise.reject(new Error('all of it was read'))
      }
    }
    expect(await failureOf(new Film())).toEqual({ code: 'not-a-picture', found: 'a video' })
    expect(read).toEqual([4096])
  })
})

const entry = (id: number, type: number, count: number, value: number): Uint8Array =>
  Uint8Array.of(id & 255, id >> 8, type, 0, count, 0, 0, 0, value, 0, 0, 0)
const directory = (...entries: Uint8Array[]): Uint8Array =>
  joined(latin('II*\0\x08\0\0\0'), Uint8Array.of(entries.length, 0), ...entries, new Uint8Array(4))

/** A JPEG that ends after its frame header. */
const frame = (marker: number, precision: number, components: number): Uint8Array => {
  const body = [precision, 0, 8, 0, 8, components, ...Array.from({ length: components }, (_, i) => [i + 1, 0x11, 0]).flat()]
  return Uint8Array.of(0xff, 0xd8, 0xff, marker, 0, body.length + 2, ...body, 0xff, 0xd9)
}

describe('pictures that we know and do not open', () => {
  it.each([
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['JPEG XL', '\xff\x0a\x00'],
    ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n'],
    ['JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n'],
    ['OpenEXR', '\x76\x2f\x31\x01\x02\0\0\0'],
    ['Radiance HDR', '#?RADIANCE\n'],
    ['GIF', 'GIF89a\x01\0\x01\0'],
    ['BMP', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'],
    ['Photoshop', '8BPS\0\x01'],
    ['FITS', 'SIMPLE  =                    T'],
    ['Netpbm', 'P6\n4 4\n255\n'],
    ['RAW', 'FUJIFILMCCD-RAW 0201'],
    ['RAW', '\0\0\0\x18ftypcrx \0\0\0\x01'],
    ['RAW', 'II*\0\x10\0\0\0CR\x02\0'],
  ])('are named, with what helps: %s', async (format, content) => {
    const failure = await failureOf(latin(content))
    expect(failure).toMatchObject({ code: 'unsupported-format', format })
    expect('what' in failure && failure.what.length).toBeGreaterThan(20)
  })

  it('among them a DNG and a camera’s TIFF whose first page is a thumbnail', async () => {
    const size = [entry(256, 3, 1, 4), entry(257, 3, 1, 4)]
    expect(await failureOf(directory(...size, entry(50706, 1, 4, 1)))).toMatchObject({ code: 'unsupported-format', format: 'DNG' })
    expect(await failureOf(directory(entry(254, 4, 1, 1), ...size, entry(330, 4, 1, 8)))).toMatchObject({ code: 'unsupported-format', format: 'RAW' })
  })

  it('among them CMYK, 12-bit, lossless and arithmetic JPEG', async () => {
    expect(await failureOf(frame(0xc0, 8, 4))).toMatchObject({ code: 'unsupported-format', what: expect.stringContaining('CMYK') })
    expect(await failureOf(frame(0xc1, 12, 3))).toMatchObject({ code: 'unsupported-format', what: expect.stringContaining('12 bits') })
    expect(await failureOf(frame(0xc3, 8, 3))).toMatchObject({ code: 'unsupported-format', what: expect.stringContaining('lossless') })
    expect(await failureOf(frame(0xc9, 8, 3))).toMatchObject({ code: 'unsupported-format', what: expect.stringContaining('arithmetically') })
  })
})

describe('pictures that are too large', () => {
  const bomb = joined(pngHeader(65535, 65535), chunk('IDAT', latin('x')), chunk('IEND', new Uint8Array(0)))

  it('are refused by their header, with what they would need', async () => {
    const before = process.memoryUsage().arrayBuffers
    expect(await failureOf(bomb)).toEqual({
      code: 'too-large',
      width: 65535,
      height: 65535,
      bytes: 65535 * 65535 * 3,
      limit: 400e6 * 3,
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 20)
  })

  it('are refused by the limits that the caller sets', async () => {
    const bytes = await encodeBytes(ramp(100, 50, 3), 'png', { quality: 90 })
    expect(await failureOf(bytes, { limits: { bytes: 14_999, pixels: 1e6 } })).toMatchObject({ code: 'too-large', bytes: 15_000, limit: 14_999 })
    expect(await failureOf(bytes, { limits: { bytes: 1e9, pixels: 4_999 } })).toMatchObject({ code: 'too-large', limit: 14_997 })
    expect(await open(bytes, { limits: { bytes: 15_000, pixels: 5_000 } })).toMatchObject({ format: 'PNG' })
  })

  it('are refused in every format', async () => {
    const tight = { limits: { ...defaultLimits, pixels: 100 } }
    for (const format of ['png', 'jpeg', 'webp', 'tiff']) {
      const bytes = await encodeBytes(noise(20, 20, 3), format, { quality: 90 })
      expect(await failureOf(bytes, tight)).toMatchObject({ code: 'too-large', width: 20, height: 20 })
    }
  })

  it('are refused when a few bytes unfold to more than a picture does', async () => {
    // 400 MB of one colour within the limits, out of 12,000 bytes: 10,000 × 10,000 pixels of 4 bytes
    const claim = joined(pngHeader(10_000, 10_000, 8, 6), chunk('IDAT', new Uint8Array(12_000)), chunk('IEND', new Uint8Array(0)))
    expect(await failureOf(claim)).toEqual({ code: 'too-large', width: 10_000, height: 10_000, bytes: 400e6, limit: 2 ** 28 })
  })

  it('are found out when a small file claims more than it can hold', async () => {
    const claim = joined(pngHeader(9000, 9000), chunk('IDAT', new Uint8Array(40)), chunk('IEND', new Uint8Array(0)))
    expect(await failureOf(claim)).toMatchObject({ code: 'truncated-file', format: 'PNG' })
  })

  it('cost no more than the picture when the stream goes on after its last row', async () => {
    const packed = new Response(new Blob([new Uint8Array(50_000_000)]).stream().pipeThrough(new CompressionStream('deflate')))
    const stream = new Uint8Array(await packed.arrayBuffer())
    const bytes = joined(pngHeader(10, 10), chunk('IDAT', stream), chunk('IEND', new Uint8Array(0)))
    const { raster } = await open(bytes)
    expect(raster.data).toEqual(new Uint8Array(300))
  })
})

describe('files that break off', () => {
  it.each(['png', 'jpeg', 'webp', 'tiff'])('are called truncated wherever that happens: %s', async (format) => {
    const bytes = await encodeBytes(noise(40, 40, 3), format, { quality: 90 })
    for (const share of [0.3, 0.5, 0.7, 0.9, 0.99]) {
      const failure = await failureOf(bytes.subarray(0, Math.floor(bytes.length * share)))
      expect(failure).toMatchObject({ code: 'truncated-file', format: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP', tiff: 'TIFF' }[format] })
    }
  })

  it('are called truncated even where an end mark was put behind: JPEG', async () => {
    const bytes = await encodeBytes(noise(64, 64, 3), 'jpeg', { quality: 90 })
    const baseline = new Uint8Array(readFileSync(new URL('../golden/files/codecs/444.jpg', import.meta.url)))
    for (const whole of [bytes, baseline]) {
      const cut = joined(whole.subarray(0, Math.floor(whole.length * 0.8)), Uint8Array.of(0xff, 0xd9))
      expect(await failureOf(cut)).toMatchObject({ code: 'truncated-file', format: 'JPEG', what: expect.stringContaining('%') })
    }
  })

  it('with one byte less are called truncated as well', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'tiff']) {
      const bytes = await encodeBytes(noise(41, 39, 3), format, { quality: 90 })
      // WebP pads its last chunk to an even length, and that byte says nothing
      const cut = bytes.subarray(0, bytes.length - 2)
      expect(await failureOf(cut)).toMatchObject({ code: 'truncated-file' })
    }
  })
})

describe('damaged files', () => {
  it('say where: a PNG with a flipped bit in its data', async () => {
    const bytes = await encodeBytes(noise(40, 40, 3), 'png', { quality: 90 })
    bytes[2000] ^= 16
    expect(await failureOf(bytes)).toMatchObject({ code: 'corrupt-file', format: 'PNG', offset: expect.any(Number) })
  })

  it('say what: a PNG whose checksums are right and whose stream is not', async () => {
    const bytes = joined(pngHeader(4, 4), chunk('IDAT', latin('this is no zlib stream, it only stands where one should')), chunk('IEND', new Uint8Array(0)))
    expect(await failureOf(bytes)).toMatchObject({ code: 'corrupt-file', format: 'PNG' })
  })

  it('TIFF directories in a circle are refused', async () => {
    const bytes = await encodeBytes(ramp(4, 4, 1), 'tiff', { quality: 90 })
    const view = new DataView(bytes.buffer)
    const directory = view.getUint32(4, true)
    const tags = view.getUint16(directory, true)
    view.setUint32(directory + 2 + 12 * tags, directory, true)
    expect(await failureOf(bytes)).toMatchObject({ code: 'corrupt-file', format: 'TIFF', what: expect.stringContaining('loop') })
  })
})

describe('a cancelled opening', () => {
  it('does not begin', async () => {
    const stop = AbortSignal.abort()
    expect(await failureOf(latin('anything'), { signal: stop })).toEqual({ code: 'cancelled' })
  })
})

describe('CRC-32', () => {
  it('is the one of the standard, in one go and in pieces', () => {
    // ITU-T V.42's check value
    expect(crc32(latin('123456789'))).toBe(0xcbf43926)
    const bytes = latin('The quick brown fox jumps over the lazy dog')
    expect(crc32(bytes)).toBe(0x414fa339)
    for (let at = 0; at <= bytes.length; at++) expect(crc32(bytes.subarray(at), crc32(bytes.subarray(0, at)))).toBe(0x414fa339)
  })
})
