import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { encodeBytes } from '../codecs/encode.ts'
import { decodePicture } from '../../src/codecs/open.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { srgbToLinear } from '../../src/kernels/film/linearise.ts'
import type { Raster } from '../../src/kernels/raster.ts'
import { makeScan } from '../kernels/film/frame/borders.ts'
import { run } from './run.ts'

const scan = makeScan(1, 300)
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-invert-'))
  await writeFile(join(folder, 'roll-07.tif'), await encodeBytes(scan.raster as Raster<'u16'>, 'tiff', { quality: 100 }))
  await writeFile(join(folder, 'notes.txt'), 'Meeting at ten.')
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

/** Prints the scan and gives how far from grey a place of it comes out: the mean light of the nine by nine pixels that a pick looks at. */
const printed = async (to: string, ...grey: string[]) => {
  await run('invert', '--no-crop', ...grey, '--out', join(folder, to), join(folder, 'roll-07.tif'))
  const { raster } = await decodePicture(await readFile(join(folder, to, 'roll-07.png')), { limits: defaultLimits })
  return (x: number, y: number) => {
    const sum = [0, 0, 0]
    for (let dy = -4; dy <= 4; dy++) for (let dx = -4; dx <= 4; dx++) for (let c = 0; c < 3; c++) sum[c]! += srgbToLinear(raster.data[3 * ((y + dy) * raster.width + x + dx) + c]! / 65535) / 81
    return Math.max(...sum) / Math.min(...sum) - 1
  }
}

describe('lab invert', () => {
  it('writes a 16-bit sRGB PNG of the frame under the name of the scan', async () => {
    const { code, out } = await run('invert', '--out', join(folder, 'a'), join(folder, 'roll-07.tif'))
    expect([code, out]).toEqual([0, `${join(folder, 'a', 'roll-07.png')}\n`])
    const { raster } = await decodePicture(await readFile(join(folder, 'a', 'roll-07.png')), { limits: defaultLimits })
    expect([raster.depth, raster.channels]).toEqual(['u16', 3])
    expect(raster.width).toBeLessThan(scan.raster.width)
  })

  it('keeps the size of the scan and tells its decisions a line a file', async () => {
    const { out } = await run('invert', '--no-crop', '--json', '--out', join(folder, 'b'), join(folder, 'roll-07.tif'))
    const found = JSON.parse(out) as { frame: number[]; base: number[]; kind: string; confidence: number }
    expect(found.frame).toHaveLength(4)
    found.base.forEach((value, c) => expect(Math.abs(Math.log10(value / scan.base[c]))).toBeLessThan(0.1))
    expect(found.confidence).toBeGreaterThan(0.5)
    expect(found.kind).toBe('colour-negative')
    const { raster } = await decodePicture(await readFile(join(folder, 'b', 'roll-07.png')), { limits: defaultLimits })
    expect([raster.width, raster.height]).toEqual([scan.raster.width, scan.raster.height])
  })

  it('prints a picked place grey, and both of two', async () => {
    const { width, height } = scan.raster
    const places = [[0.35, 0.4], [0.6, 0.65]].map(([x, y]) => [Math.round(x! * width), Math.round(y! * height)] as const)
    const [first, second] = places as unknown as readonly [readonly [number, number], readonly [number, number]]
    const [plain, one, two] = [await printed('g0'), await printed('g1', '--grey', first.join(',')), await printed('g2', '--grey', [...first, ...second].join(','))]
    // neither place was grey in front of the camera: the click makes the one so, and not the other
    expect(one(...first)).toBeLessThan(0.02)
    expect(Math.min(plain(...first), one(...second))).toBeGreaterThan(2 * one(...first))
    // two nearly as bright say less of the contrast: what is left is shared
    expect(Math.max(two(...first), two(...second))).toBeLessThan(one(...second))
  })

  it('wants a place in pixels, inside the one scan', async () => {
    const call = (...rest: string[]) => run('invert', '--out', join(folder, 'g3'), ...rest)
    expect((await call('--grey', '5', join(folder, 'roll-07.tif'))).code).toBe(2)
    expect((await call('--grey', '5,5', join(folder, 'roll-07.tif'), join(folder, 'notes.txt'))).code).toBe(2)
    const outside = await call('--grey', '99999,5', join(folder, 'roll-07.tif'))
    expect([outside.code, outside.err]).toEqual([1, expect.stringContaining('outside the scan')])
  })

  it('names a file that is no picture and goes on with the rest', async () => {
    const { code, out, err } = await run('invert', '--out', join(folder, 'c'), join(folder, 'notes.txt'), join(folder, 'roll-07.tif'))
    expect(code).toBe(1)
    expect(err).toContain('notes.txt')
    expect(out).toContain('roll-07.png')
  })

  it('wants a folder and a file', async () => {
    expect((await run('invert', join(folder, 'roll-07.tif'))).code).toBe(2)
    expect((await run('invert', '--out', join(folder, 'd'))).code).toBe(2)
  })
})
