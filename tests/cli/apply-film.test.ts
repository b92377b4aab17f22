import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { decodePicture } from '../../src/codecs/open.ts'
import { encodeBytes } from '../codecs/encode.ts'
import { estimatorWeights } from '../../src/engine/estimator.ts'
import { useNodeEstimator } from '../../src/engine/estimator-node.ts'
import { analyseFilm } from '../../src/kernels/film/analyse.ts'
import type { AnyRaster, Raster } from '../../src/kernels/raster.ts'
import { recipeToText } from '../../src/recipe/link.ts'
import { emptyRecipe } from '../../src/recipe/recipe.ts'
import { withFilm } from '../../src/state/film.ts'
import { makeScan } from '../kernels/film/frame/borders.ts'

let folder = ''

beforeAll(async () => {
  useNodeEstimator()
  folder = await mkdtemp(join(tmpdir(), 'lab-apply-film-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => vi.restoreAllMocks())

const run = async (...args: readonly string[]): Promise<number> => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  return main(args)
}

const read = async (...path: readonly string[]): Promise<AnyRaster> => (await decodePicture(await readFile(join(folder, ...path)), { limits: defaultLimits })).raster

/** Mean difference of two pictures' codes. */
const apart = (a: AnyRaster, b: AnyRaster): number => {
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i]! - b.data[i]!)
  return sum / a.data.length
}

it.each([1, 2, 4, 5, 6, 7])('a recipe’s text gives what one click gives, frame, turn and light of the scanner included (scan %i)', async (seed) => {
  const { raster } = makeScan(seed, 300)
  const file = join(folder, `scan-${seed}.tif`)
  await writeFile(file, await encodeBytes(raster as Raster<'u16'>, 'tiff', { quality: 100 }))
  const scan = await read(`scan-${seed}.tif`)
  const { recipe } = withFilm(emptyRecipe, analyseFilm(scan, { weights: await estimatorWeights() }))
  expect(await run('invert', '--out', join(folder, 'invert'), file)).toBe(0)
  expect(await run('apply', '--recipe', recipeToText(recipe), '--bits', '16', '--out', join(folder, 'apply'), file)).toBe(0)
  const [clicked, applied] = [await read('invert', `scan-${seed}.png`), await read('apply', `scan-${seed}.png`)]
  expect([applied.width, applied.height]).toEqual([clicked.width, clicked.height])
  // the fall-off is evened out and a leaning frame turned in the scan's own codes here, in floats there: of 8 bits that is less than
  // one code of the scan, printed as steeply as the estimator has it
  const oneCode = async (): Promise<number> => {
    await writeFile(join(folder, `brighter-${seed}.tif`), await encodeBytes({ ...raster, data: raster.data.map((code) => Math.min(255, code + 1)) } as Raster<'u8'>, 'tiff', { quality: 100 }))
    await run('apply', '--recipe', recipeToText(recipe), '--bits', '16', '--out', join(folder, 'apply'), join(folder, `brighter-${seed}.tif`))
    return apart(applied, await read('apply', `brighter-${seed}.png`))
  }
  expect(apart(clicked, applied), scan.depth).toBeLessThan(scan.depth === 'u8' ? await oneCode() : 30)
})
