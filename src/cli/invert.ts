import { readFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultLimits } from '../codecs/limits.ts'
import { decodePicture } from '../codecs/open.ts'
import { encodePicture } from '../codecs/save.ts'
import { frameInPixels } from '../kernels/film/analyse.ts'
import { readWeights } from '../kernels/film/estimate.ts'
import { invert as invertRaster, type Inverted } from '../kernels/film/invert.ts'
import { freeName } from './apply.ts'
import { fileWords, makeFolder, readFileAsBlob, writeResult } from './files.ts'
import { required, UsageError } from './usage.ts'

/** The trained estimator, beside the kernels that run it. */
const weightsPath = fileURLToPath(new URL('../kernels/film/estimator.bin', import.meta.url))

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5

/** One line of --json: what was decided about a file. */
function decisions(file: string, { width, height }: { width: number; height: number }, found: Inverted): string {
  return JSON.stringify({
    file,
    frame: frameInPixels(found, width, height),
    angle: rounded(found.angle),
    base: found.baseSeen.map(rounded),
    kind: found.kind,
    confidence: rounded(found.confidence),
    doubts: found.doubts,
  })
}

/**
 * `lab invert`: negatives to positives with no hints, the same numbers as one click in the page. Nothing but samples and
 * tags reaches the kernels; a file that fails is named with its reason and the rest go on.
 */
export async function invert(values: { readonly out?: string; readonly 'no-crop'?: boolean; readonly json?: boolean }, files: readonly string[]): Promise<number> {
  const folder = required('out', values.out)
  if (files.length === 0) throw new UsageError('Name at least one file.')
  await makeFolder(folder)
  const weights = readWeights(await readFile(weightsPath))
  const taken = new Set(files.map((file) => resolve(file)))
  let failures = 0
  for (const file of files) {
    const name = basename(file)
    try {
      const { raster, notes } = await decodePicture(await readFileAsBlob(file), { limits: defaultLimits })
      for (const note of notes) process.stderr.write(`${name}: ${note}\n`)
      const found = invertRaster(raster, { weights, crop: !values['no-crop'] })
      const { file: written } = await encodePicture(found.picture, 'png', { quality: 100 })
      const path = freeName(taken, folder, name.slice(0, name.length - extname(name).length), 'png')
      await writeResult(path, written)
      process.stdout.write(`${values.json ? decisions(file, raster, found) : path}\n`)
    } catch (caught) {
      failures++
      process.stderr.write(`${fileWords(file, caught)}\n`)
    }
  }
  return failures === 0 ? 0 : 1
}
