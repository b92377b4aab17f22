import { basename, extname, resolve } from 'node:path'
import { defaultLimits } from '../codecs/limits.ts'
import { decodePicture } from '../codecs/open.ts'
import { encodePicture } from '../codecs/save.ts'
import { useNodeEstimator } from '../engine/estimator-node.ts'
import { estimatorWeights } from '../engine/estimator.ts'
import { analyseFilm, frameInPixels, type FilmAnalysis } from '../kernels/film/analyse.ts'
import { printFilm } from '../kernels/film/invert.ts'
import { scanEncodingOf } from '../kernels/film/step/negative-params.ts'
import type { NamedProfile } from '../recipe/film-profile.ts'
import { freeName } from './apply.ts'
import { FileError, fileWords, makeFolder, readFileAsBlob, writeResult } from './files.ts'
import { pickGreys, readGreys } from './grey-picks.ts'
import { isOtherFilm, profileOfChart, profileOfRoll, readCorners, readProfile, underProfile, writeProfile } from './profiles.ts'
import { required, UsageError } from './usage.ts'

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5

/** One line of --json: what was decided about a file. */
function decisions(file: string, { width, height }: { width: number; height: number }, found: FilmAnalysis): string {
  return JSON.stringify({
    file,
    frame: frameInPixels(found, width, height),
    angle: rounded(found.angle),
    base: found.baseSeen.map(rounded),
    kind: found.kind,
    confidence: rounded(found.confidence),
    doubts: found.doubts,
    ...(found.second && { second: frameInPixels({ area: found.second }, width, height) }),
  })
}

export interface InvertValues {
  readonly out?: string
  readonly 'no-crop'?: boolean
  readonly json?: boolean
  /** A film profile's file, or a scan of a colour chart that one is learnt from, with its corners in the frame. */
  readonly profile?: string
  readonly chart?: string
  readonly corners?: string
  /** Under a profile each frame keeps its own balance of the light. */
  readonly 'keep-balance'?: boolean
  /** One or two places of the scan that are to print grey. */
  readonly grey?: string
  /** Where to write what was learnt: of the chart, or of the files as one roll. */
  readonly 'save-profile'?: string
}

/** Calls that contradict themselves. */
function checkCall({ profile, chart, corners, 'keep-balance': keep, grey, 'save-profile': save }: InvertValues, files: readonly string[]): void {
  if (profile !== undefined && (chart !== undefined || save !== undefined)) throw new UsageError('--profile brings what was learnt before: it goes without --chart and --save-profile.')
  if (corners !== undefined && chart === undefined) throw new UsageError('--corners says where the chart of --chart lies.')
  if (keep && profile === undefined && chart === undefined) throw new UsageError('--keep-balance goes with --profile or --chart.')
  if (grey !== undefined && files.length !== 1) throw new UsageError('--grey names places of one scan: one file.')
  if (files.length === 0 && (chart === undefined || save === undefined)) throw new UsageError('Name at least one file.')
}

async function given({ profile, chart, corners }: InvertValues, weights: Float32Array): Promise<NamedProfile | undefined> {
  const quad = corners === undefined ? undefined : readCorners(corners)
  if (profile !== undefined) return readProfile(profile)
  if (chart === undefined) return undefined
  try {
    return await profileOfChart(chart, weights, quad)
  } catch (caught) {
    throw caught instanceof UsageError ? caught : new FileError(fileWords(chart, caught))
  }
}

/**
 * `lab invert`: negatives to positives with no hints, the same numbers as one click in the page. Nothing but samples and
 * tags reaches the kernels, and a film profile where one is asked for; a file that fails is named with its reason and the
 * rest go on.
 */
export async function invert(values: InvertValues, files: readonly string[]): Promise<number> {
  checkCall(values, files)
  const save = values['save-profile']
  const folder = files.length === 0 ? undefined : required('out', values.out)
  if (folder !== undefined) await makeFolder(folder)
  const greys = values.grey === undefined ? undefined : readGreys(values.grey)
  useNodeEstimator()
  const weights = await estimatorWeights()
  const named = await given(values, weights)
  const encoding = named && scanEncodingOf(named.profile)
  const taken = new Set(files.map((file) => resolve(file)))
  const learnt: FilmAnalysis[] = []
  let failures = 0
  for (const file of files) {
    const name = basename(file)
    try {
      const { raster, notes } = await decodePicture(await readFileAsBlob(file), { limits: defaultLimits })
      for (const note of notes) process.stderr.write(`${name}: ${note}\n`)
      const own = analyseFilm(raster, { weights, ...(encoding && { encoding }) })
      learnt.push(own)
      if (named && isOtherFilm(own, named.profile)) process.stderr.write(`${name}: its film base is not the profile’s: another film, or another setting of the scanner.\n`)
      const printed = named ? underProfile(own, named.profile, values['keep-balance'] ? 'frame' : 'profile') : own
      const found = greys ? pickGreys(raster, printed, greys, encoding) : printed
      if (greys && found === printed) process.stderr.write(`${name}: it is no colour negative, so there is nothing for --grey to balance.\n`)
      const picture = printFilm(raster, found, { crop: !values['no-crop'], ...(encoding && { encoding }) })
      const { file: written } = await encodePicture(picture, 'png', { quality: 100 })
      const path = freeName(taken, folder!, name.slice(0, name.length - extname(name).length), 'png')
      await writeResult(path, written)
      process.stdout.write(`${values.json ? decisions(file, raster, found) : path}\n`)
    } catch (caught) {
      failures++
      process.stderr.write(`${fileWords(file, caught)}\n`)
    }
  }
  if (save !== undefined) {
    const profile = named ?? profileOfRoll(basename(save, extname(save)), learnt)
    if (!profile) throw new FileError('No profile is written: none of the files says anything of a film.')
    await writeProfile(save, profile)
  }
  return failures === 0 ? 0 : 1
}
