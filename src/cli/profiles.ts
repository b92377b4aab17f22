import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { defaultLimits } from '../codecs/limits.ts'
import { decodePicture } from '../codecs/open.ts'
import { describeFailure } from '../kernels/failure-words.ts'
import { toFailure } from '../kernels/failure.ts'
import { analyseFilm, type FilmAnalysis } from '../kernels/film/analyse.ts'
import { fewestPatches, meanOf } from '../kernels/film/chart/fit.ts'
import { findChart, searchSide } from '../kernels/film/chart/find.ts'
import { isConvex, type Quad } from '../kernels/film/chart/grid.ts'
import { fitFrame, wholeQuad } from '../kernels/film/chart/read.ts'
import { matchBase, profileOf, withProfile, type FilmProfile } from '../kernels/film/roll/film-profile.ts'
import type { Triple } from '../kernels/film/develop.ts'
import { framedRows } from '../kernels/film/invert.ts'
import { shrinkLight } from '../kernels/film/light.ts'
import { negativeParams, paramsOfFilm, type NegativeParams } from '../kernels/film/step/negative-params.ts'
import { kindOfRoll, sharedFilm } from '../kernels/film/roll/roll.ts'
import { initialParams } from '../kernels/params.ts'
import { maxProfileText, profileToText, textToProfile, type NamedProfile } from '../recipe/film-profile.ts'
import { FileError, readFileAsBlob, writeResult } from './files.ts'
import { UsageError } from './usage.ts'

/** Says what is wrong with a profile's file in the words of its failure. */
const refuse = (path: string, caught: unknown): FileError => {
  const { title, detail } = describeFailure(basename(path), toFailure(caught))
  return new FileError(`${title} ${detail}`)
}

/** The profile in a file. Throws a FileError. */
export async function readProfile(path: string): Promise<NamedProfile> {
  await readFileAsBlob(path)
  try {
    // more than any profile has is not even read
    if ((await stat(path)).size > 4 * maxProfileText) return textToProfile(' '.repeat(maxProfileText + 1))
    return textToProfile(await readFile(path, 'utf8'))
  } catch (caught) {
    throw refuse(path, caught)
  }
}

/** Throws a FileError. */
export async function writeProfile(path: string, named: NamedProfile): Promise<void> {
  let text: string
  try {
    text = profileToText(named)
  } catch (caught) {
    throw refuse(path, caught)
  }
  await writeResult(path, new Blob([text]))
}

/** Four corners as "x,y,x,y,x,y,x,y", shares of the frame, round from the one by the dark skin. */
export function readCorners(text: string): Quad {
  const numbers = text.split(',').map((one) => (one.trim() === '' ? NaN : Number(one)))
  if (numbers.length !== 8 || numbers.some((one) => !(one >= 0 && one <= 1))) throw new UsageError('--corners takes eight shares of the frame, 0 to 1: x,y of each corner.')
  const quad = [0, 2, 4, 6].map((at) => ({ x: numbers[at]!, y: numbers[at + 1]! })) as unknown as Quad
  if (!isConvex(quad)) throw new UsageError('--corners go round the chart, one after the other.')
  return quad
}

const stemOf = (path: string): string => basename(path, extname(path))
const initial = initialParams(negativeParams) as unknown as NegativeParams

/** What a scan of a colour chart says of its film; tells how well it fits. Throws a FileError. */
export async function profileOfChart(path: string, weights: Float32Array, corners?: Quad): Promise<NamedProfile> {
  const name = basename(path)
  const { raster } = await decodePicture(await readFileAsBlob(path), { limits: defaultLimits })
  const analysis = analyseFilm(raster, { weights })
  if (analysis.kind !== 'colour-negative' || !analysis.params) throw new FileError(`${name} is no colour negative: a chart tells its colours only.`)
  const frame = framedRows(raster, analysis)
  const quad = corners ?? findChart(shrinkLight(frame, searchSide), analysis.params) ?? wholeQuad
  const found = fitFrame(frame, analysis.params, quad)
  const profile = found && profileOf({ ...initial, ...paramsOfFilm(found.fit.film) })
  if (!found || !profile) throw new FileError(`${name}: fewer than ${fewestPatches} patches of the chart can be read. Say where its corners are with --corners.`)
  const { fit, readings } = found
  const left = readings.filter(({ flaw }) => flaw).length
  process.stderr.write(`${name}: ${24 - left} patches, ΔE ${meanOf(fit.before).toFixed(1)} → ${meanOf(fit.after).toFixed(1)}${left > 0 ? `; ${left} left out` : ''}\n`)
  return { name: stemOf(path), profile }
}

/** What frames say of the film that they share; undefined where none says anything. */
export function profileOfRoll(name: string, analyses: readonly FilmAnalysis[]): NamedProfile | undefined {
  const film = sharedFilm(analyses)
  const kind = kindOfRoll(analyses) === 'bw-negative' ? 'silver' : 'colour'
  return film && { name, profile: { kind, codes: 'tagged', film } }
}

/** Under this a base is a guess. */
const sure = 0.5

const seenBase = ({ params, confidence, doubts }: FilmAnalysis): Triple | undefined => (confidence >= sure && !doubts.includes('no-rebate') ? params?.base : undefined)

/** Whether a scan's film base was seen to be another than the profile's. */
export const isOtherFilm = (analysis: FilmAnalysis, profile: FilmProfile): boolean => {
  const seen = seenBase(analysis)
  return seen !== undefined && matchBase(profile, seen) === 'other'
}

/** An estimate with everything but its exposure (and its balance, if it keeps that) out of a profile; one that found no negative stays as it is. */
export const underProfile = (analysis: FilmAnalysis, profile: FilmProfile, balance: 'profile' | 'frame'): FilmAnalysis => {
  if (!analysis.params || analysis.doubts.includes('blank')) return analysis
  return { ...analysis, kind: profile.kind === 'silver' ? 'bw-negative' : 'colour-negative', params: withProfile(profile, analysis.params, { seen: seenBase(analysis), balance }) }
}
