import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { decodePicture } from '../../src/codecs/open.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { encodePicture } from '../../src/codecs/save.ts'
import { srgbToLinear } from '../../src/kernels/film/linearise.ts'
import { createRaster, type Raster } from '../../src/kernels/raster.ts'
import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { textToProfile } from '../../src/recipe/film-profile.ts'
import { chartQuad, chartScene, matchedDifference } from '../film/chart-roll.ts'
import { scanNegative } from '../film/negative.ts'
import { createRandom } from '../film/random.ts'
import { paintScene } from '../film/scenes.ts'
import { randomScanner } from '../film/scanners.ts'
import { randomStock } from '../film/stocks.ts'
import { run } from './run.ts'

const random = createRandom(21)
const [stock, scanner] = [randomStock(random), { ...randomScanner(random), matrix: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), falloff: 0 }]
const scene = paintScene(4, 4)
const zoom = 4
let folder = ''

/** A frame without rebate, each cell of its scene four pixels wide. */
function scanOf(cells: ArrayLike<number>): Raster<'u16'> {
  const scan = scanNegative(cells, proxyWidth, proxyHeight, stock, scanner, { illuminant: [1, 1, 1], exposure: 0.3 })
  const raster = createRaster({ width: zoom * proxyWidth, height: zoom * proxyHeight, channels: 3, depth: 'u16' })
  for (let i = 0; i < raster.width * raster.height; i++) {
    const cell = Math.floor(Math.floor(i / raster.width) / zoom) * proxyWidth + Math.floor((i % raster.width) / zoom)
    for (let c = 0; c < 3; c++) raster.data[3 * i + c] = Math.round(65535 * Math.min(1, scan.cells[3 * cell + c]!))
  }
  return raster
}

const at = (name: string): string => join(folder, name)
const corners = chartQuad.map(({ x, y }) => `${x},${y}`).join()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-profiles-'))
  for (const [name, cells] of [['chart.tif', chartScene()], ['scene.tif', scene]] as const) {
    await writeFile(at(name), (await encodePicture(scanOf(cells), 'tiff', { quality: 100 })).file.stream())
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

/** dE_b of a print of the scene; sRGB codes back to light, cell by cell. */
async function differenceOf(path: string): Promise<number> {
  const { raster } = await decodePicture(await readFile(path), { limits: defaultLimits })
  const print = Float64Array.from(scene, (_, i) => {
    const cell = Math.floor(i / 3)
    const [x, y] = [((cell % proxyWidth) + 0.5) / proxyWidth, (Math.floor(cell / proxyWidth) + 0.5) / proxyHeight]
    return srgbToLinear(raster.data[3 * (Math.floor(y * raster.height) * raster.width + Math.floor(x * raster.width)) + (i % 3)]! / 65535)
  })
  return matchedDifference(print, scene)
}

describe('lab invert with a colour chart', () => {
  it('fits the film, says how well, keeps it as a file, and prints the roll by it', async () => {
    const { code, err } = await run('invert', '--no-crop', '--chart', at('chart.tif'), '--corners', corners, '--save-profile', at('film.json'), '--out', at('a'), at('scene.tif'))
    expect(code).toBe(0)
    expect(err).toMatch(/chart\.tif: \d+ patches, ΔE \d+\.\d → \d\.\d/)
    expect(await differenceOf(at('a/scene.png'))).toBeLessThan(2)
    const { name, profile } = textToProfile(await readFile(at('film.json'), 'utf8'))
    expect([name, profile.kind]).toEqual(['chart', 'colour'])
  })

  it('prints the same pixels from the kept file', async () => {
    await run('invert', '--no-crop', '--chart', at('chart.tif'), '--corners', corners, '--save-profile', at('kept.json'), '--out', at('b'), at('scene.tif'))
    const { code } = await run('invert', '--no-crop', '--profile', at('kept.json'), '--out', at('c'), at('scene.tif'))
    expect(code).toBe(0)
    const [first, second] = await Promise.all(['b', 'c'].map(async (dir) => (await decodePicture(await readFile(at(`${dir}/scene.png`)), { limits: defaultLimits })).raster.data))
    // a profile is kept to five decimals
    let far = 0
    for (let i = 0; i < first!.length; i++) far = Math.max(far, Math.abs(first![i]! - second![i]!))
    expect(first!.length).toBe(second!.length)
    expect(far).toBeLessThan(40)
  })

  it('needs no other file to learn a profile, nor to be told where the chart lies', async () => {
    expect((await run('invert', '--chart', at('chart.tif'), '--save-profile', at('alone.json'))).code).toBe(0)
    expect(textToProfile(await readFile(at('alone.json'), 'utf8')).name).toBe('chart')
  })

  it('learns what the files share as a roll where there is no chart', async () => {
    expect((await run('invert', '--save-profile', at('roll.json'), '--out', at('d'), at('scene.tif'), at('chart.tif'))).code).toBe(0)
    expect(textToProfile(await readFile(at('roll.json'), 'utf8')).name).toBe('roll')
  })

  it('says what is wrong with a chart, corners or a profile, and writes nothing', async () => {
    expect((await run('invert', '--chart', at('chart.tif'), '--corners', '0,0,1', '--save-profile', at('x.json'))).err).toContain('--corners takes eight')
    expect((await run('invert', '--chart', at('chart.tif'), '--corners', '0,0,1,1,1,0,0,1', '--save-profile', at('x.json'))).err).toContain('go round')
    expect((await run('invert', '--chart', at('none.tif'), '--save-profile', at('x.json'))).err).toContain('none.tif')
    await writeFile(at('bad.json'), '{"format":"film-profile","version":9}')
    const { code, err } = await run('invert', '--profile', at('bad.json'), '--out', at('e'), at('scene.tif'))
    expect([code, err]).toEqual([1, expect.stringMatching(/bad\.json.*version 9/)])
    await expect(readFile(at('x.json'))).rejects.toThrow('ENOENT')
  })

  it.each([
    [['--profile', 'a.json', '--chart', 'b.tif']],
    [['--corners', corners]],
    [['--keep-balance']],
  ])('does not take %j together', async (args) => {
    expect((await run('invert', ...args, '--out', at('f'), at('scene.tif'))).code).toBe(2)
  })
})
