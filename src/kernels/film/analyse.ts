import type { AnyRaster } from '../raster.ts'
import { balanceByNeutrals, silverParams, withSpeed } from './estimator/balance.ts'
import { densityFacts, detectNegative, judgePositive, type DensityFacts, type FilmKind } from './estimator/detect.ts'
import { develop, paramsFromZ, transmissionFloor, type FilmParams, type Triple } from './develop.ts'
import { estimate, isLikely, thinnestBase } from './estimator/estimate.ts'
import type { FallOff } from './frame/fall-off.ts'
import { findFrame, frameSide, hair, withoutRebate, type FilmFrame } from './frame/frame.ts'
import { shrinkLight, type Area, type Light } from './light.ts'
import { scanRows, type ScanEncoding } from './linearise.ts'
import { median, percentile } from './order.ts'
import { isBareLight, isBlack, middleRange, outshone } from './estimator/plausible.ts'
import { positiveFacts, positiveOdds } from './estimator/positive.ts'
import { developProxy, medianSaturation, printExposure, whiteExposure } from './print.ts'
import { filmProxy, isPortrait } from './estimator/proxy.ts'
import { findPair } from './frame/two-frames.ts'

/** Why an answer is less sure than it looks. */
export type Doubt = 'no-rebate' | 'blank' | 'positive' | 'perhaps-positive' | 'odd-colours' | 'bare-light'

/** Everything that the automatic decided about a scan, as explicit numbers. */
export interface FilmAnalysis {
  readonly kind: FilmKind
  /** The picture upright as shares of the scan, to be turned by `angle` degrees about its middle. */
  readonly area: Area
  readonly angle: number
  readonly fallOff: FallOff
  /** Light through clear film in the middle of the scan, linear; without a rebate the thinnest part of the picture. */
  readonly base: Triple
  /** The same as the scan shows it where the rebate lies: what a picker would read. */
  readonly baseSeen: Triple
  readonly confidence: number
  readonly doubts: readonly Doubt[]
  /** Strips of unexposed film beside the picture, in shares of the scan. */
  readonly rebate: readonly Area[]
  /** The other picture, where the scan shows two with clear film between them: half-frames. `area` is the left or upper one. */
  readonly second?: Area
  /** Undefined for a positive, which is printed as it is. */
  readonly params: FilmParams | undefined
}

export interface FilmHints {
  /** The weights of the trained estimator; without them the balance is found from the least coloured parts. */
  readonly weights?: Float32Array
  /** What the samples mean, when the tags are wrong. */
  readonly encoding?: ScanEncoding
  /** The scan as `shrinkLight` makes it of `frameSide`, where that is there already. */
  readonly small?: Light
}

/** Finds frame, base, kind of film, balance and print exposure from nothing but a scan's samples and tags. */
export function analyseFilm(raster: AnyRaster, hints: FilmHints = {}): FilmAnalysis {
  const small = hints.small ?? shrinkLight(scanRows(raster, hints.encoding), frameSide)
  const seen = judge(raster, small, lookFor(small), hints)
  // a part of the picture was taken for the base: all of it would print black
  return seen.black ? judge(raster, small, { frame: withoutRebate(small), second: undefined }, hints).found : seen.found
}

/** A frame of which four fifths print so dark (linear) is no picture over that base, unless its base is beyond doubt. */
const blackPrint = 0.01
const beyondDoubt = 0.88

const printsBlack = (params: FilmParams, proxy: Float64Array): boolean => percentile(developProxy(params, proxy).light, 0.8) < blackPrint

function judge(raster: AnyRaster, small: Light, { frame, second }: ReturnType<typeof lookFor>, hints: FilmHints): { readonly found: FilmAnalysis; readonly black: boolean } {
  const proxy = filmProxy(small, frame.area, frame.fallOff)
  const base = frame.base ?? thinnestBase(proxy)
  const facts = densityFacts(proxy, base)
  const odds = positiveOdds(positiveFacts(proxy, thinnestBase(proxy), frame.base, isPortrait(frame.area, small)))
  // what is neon as it stands is no picture that is already right
  const positive = frame.strip || medianSaturation(Float32Array.from(proxy)) > neon ? 'is not' : judgePositive(odds, base, frame.base !== undefined)
  const kind = positive === 'is' ? 'positive' : raster.channels < 3 ? 'bw-negative' : detectNegative(facts, base)
  const { params, doubts } = develops(kind, proxy, facts, frame, base, hints.weights, positive === 'may be')
  const sure = doubts.reduce((product, doubt) => product * (trust[doubt] ?? 1), frame.base ? frame.confidence : 0.3)
  const black = frame.base !== undefined && frame.confidence < beyondDoubt && params !== undefined && printsBlack(params, proxy)
  const found: FilmAnalysis = {
    kind,
    area: frame.area,
    angle: frame.angle,
    fallOff: frame.fallOff,
    base: params?.base ?? base,
    baseSeen: frame.baseSeen ?? base,
    confidence: kind === 'positive' ? 0.3 : sure,
    doubts: frame.base ? doubts : ['no-rebate', ...doubts],
    rebate: frame.rebate,
    ...(second && { second }),
    params,
  }
  return { found, black }
}

/** A picture that is right as it stands is not this saturated, half of it; a negative balanced on anything may be. */
const neon = 0.9

/** What a doubt leaves of the confidence. */
const trust: Partial<Record<Doubt, number>> = { blank: 0.2, 'odd-colours': 0.5, 'bare-light': 0.3, 'perhaps-positive': 0.45 }

/** How sure a base is that was seen in nothing but the gap between two frames. */
const ofGap = 0.6

const inner = ({ x, y, width, height }: Area): Area => ({ x: x + hair, y: y + hair, width: width - 2 * hair, height: height - 2 * hair })

/** The frame, the first of two where there are two, and a base only where it can be one. */
function lookFor(small: Light): { readonly frame: FilmFrame; readonly second: Area | undefined } {
  const found = findFrame(small)
  const frame = found.base && !found.strip && outshone(filmProxy(small, found.area, found.fallOff), found.base) ? withoutRebate(small) : found
  const guess = frame.base ?? thinnestBase(filmProxy(small, frame.area))
  const pair = findPair(small, frame, guess)
  if (!pair) return { frame, second: undefined }
  const area = inner(pair.first)
  // what lies between two frames is unexposed film
  const gap = frame.base ? {} : { base: guess, baseSeen: guess, confidence: ofGap, rebate: [pair.gap] }
  return { frame: { ...frame, ...gap, area }, second: inner(pair.second) }
}

/** Below this range of green density there is no picture to balance: a blank frame, or a leader that saw daylight. */
const leastRange = 0.12
/** Half of a picture more saturated than this is no scene, not even a cup on a red-brown table. */
const mostSaturated = 0.97
/** A balance found from neutrals alone is in doubt earlier: it takes such a table for a cast. */
const oddlySaturated = 0.8

function develops(kind: FilmKind, proxy: Float64Array, facts: DensityFacts, frame: FilmFrame, base: Triple, weights: Float32Array | undefined, perhapsPositive: boolean): { params: FilmParams | undefined; doubts: readonly Doubt[] } {
  if (kind === 'positive') return { params: undefined, doubts: ['positive'] }
  // a holder round an even picture has range enough, and no rebate to compare it with
  if (facts.range < leastRange || isBlack(proxy, base) || (!frame.base && middleRange(proxy) < leastRange)) return { params: blankParams(proxy, base), doubts: ['blank'] }
  const perhaps: readonly Doubt[] = perhapsPositive ? ['perhaps-positive'] : []
  const bare: readonly Doubt[] = frame.base && isBareLight(proxy, frame.base) ? ['bare-light'] : perhaps
  if (kind === 'bw-negative') {
    const params = silverParams(base)
    return { params: withSpeed(params, whiteExposure(developProxy(params, proxy))), doubts: bare }
  }
  if (weights) {
    const { z, base: used } = estimate(weights, proxy, frame.base)
    const params = paramsFromZ(z, used)
    const seen = developProxy(params, proxy)
    if (isLikely(z) && medianSaturation(seen.colours) < mostSaturated) return { params: { ...params, exposure: printExposure(seen) }, doubts: bare }
  }
  const balanced = balanceByNeutrals(proxy, base)
  const seen = developProxy(balanced, proxy)
  const white = withSpeed(balanced, whiteExposure(seen))
  const doubts: readonly Doubt[] = medianSaturation(seen.colours) < oddlySaturated ? bare : [...bare, 'odd-colours']
  return { params: { ...white, exposure: printExposure(developProxy(white, proxy)) }, doubts }
}

/** Prints an even frame as an even mid-grey, so that what little there is can be seen. */
function blankParams(proxy: Float64Array, base: Triple): FilmParams {
  const middle = (c: number): number => Math.max(transmissionFloor, median(Float64Array.from({ length: proxy.length / 3 }, (_, i) => proxy[3 * i + c])))
  const clear = Math.max(...[0, 1, 2].map((c) => base[c] / middle(c)))
  // A density of 0.5 above an assumed base lies on the straight part of every film's curve.
  const assumed: Triple = clear < 3 ? [3 * middle(0), 3 * middle(1), 3 * middle(2)] : base
  const params = silverParams(assumed)
  const light = develop(params, middle(0), middle(1), middle(2))[1]
  return withSpeed(params, Math.log2(0.18 / light))
}

/** The picture area of an analysis in a scan of that size, in whole pixels: x, y, width, height. */
export function frameInPixels({ area }: Pick<FilmAnalysis, 'area'>, width: number, height: number): readonly [number, number, number, number] {
  const { x, y, width: wide, height: high } = area
  const left = Math.max(0, Math.round(x * width))
  const top = Math.max(0, Math.round(y * height))
  return [left, top, Math.max(1, Math.min(width, Math.round((x + wide) * width)) - left), Math.max(1, Math.min(height, Math.round((y + high) * height)) - top)]
}
