import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytesOf, open } from './kit.ts'

/** Files that Pillow, OpenCV, tifffile and two small writers made, with their pixels: see tests/golden/codec_files.py. */
const folder = new URL('../golden/files/codecs/', import.meta.url)
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)))

interface Entry {
  readonly file: string
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly depth: string
  readonly bits: number
  readonly sha256: string
  readonly tolerance?: number
  readonly pixels?: string
  readonly icc?: string
  readonly notes?: string[]
}

const entries = JSON.parse(new TextDecoder().decode(read('index.json'))) as Entry[]
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const formats: Record<string, string> = { tif: 'TIFF', png: 'PNG', jpg: 'JPEG', webp: 'WebP' }

const largestDifference = (a: Uint8Array, b: Uint8Array): number => a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)

describe('pictures that other programs wrote', () => {
  it('are more than a hundred, of all four formats', () => {
    expect(entries.length).toBeGreaterThan(150)
    expect(new Set(entries.map(({ file }) => file.split('.').pop()))).toEqual(new Set(Object.keys(formats)))
  })

  it.each(entries)('$file opens to the pixels it was made of', async (entry) => {
    const { raster, format, notes } = await open(read(entry.file))
    expect(format).toBe(formats[entry.file.split('.').pop() ?? ''])
    const { width, height, channels, depth, bits } = raster
    expect({ width, height, channels, depth, bits }).toEqual({
      width: entry.width,
      height: entry.height,
      channels: entry.channels,
      depth: entry.depth,
      bits: entry.bits,
    })
    if (entry.pixels) expect(largestDifference(bytesOf(raster), read(entry.pixels))).toBeLessThanOrEqual(entry.tolerance ?? 0)
    else expect(hash(bytesOf(raster))).toBe(entry.sha256)
    if (entry.notes) expect(notes).toEqual(entry.notes)
    const icc = typeof raster.encoding === 'object' && 'icc' in raster.encoding ? hash(raster.encoding.icc) : undefined
    expect(icc).toBe(entry.icc)
  })
})
