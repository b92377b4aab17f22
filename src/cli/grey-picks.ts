import type { FilmAnalysis } from '../kernels/film/analyse.ts'
import type { FilmParams, Triple } from '../kernels/film/develop.ts'
import { framedRows } from '../kernels/film/invert.ts'
import type { ScanEncoding } from '../kernels/film/linearise.ts'
import { filmParamsOf, negativeParams, paramsOfFilm, type NegativeParams } from '../kernels/film/step/negative-params.ts'
import { greyBalance, pickReach } from '../kernels/film/step/grey-balance.ts'
import { initialParams } from '../kernels/params.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import type { Domain } from '../kernels/transform.ts'
import { UsageError } from './usage.ts'

/** A place in a scan, in pixels. */
interface Place {
  readonly x: number
  readonly y: number
}

/** "x,y" or "x,y,x,y": one place or two. */
export function readGreys(text: string): readonly Place[] {
  const numbers = text.split(',').map((one) => (one.trim() === '' ? NaN : Number(one)))
  if (![2, 4].includes(numbers.length) || numbers.some((one) => !(one >= 0))) throw new UsageError('--grey takes one place in the scan or two, in pixels: X,Y or X,Y,X,Y.')
  return Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i]!, y: numbers[2 * i + 1]! }))
}

/** Mean light of the scan about a place, evened out as it is printed. */
function lightAt(raster: AnyRaster, found: FilmAnalysis, { x, y }: Place, encoding: ScanEncoding | undefined): Triple {
  const { width, height } = raster
  if (x >= width || y >= height) throw new UsageError(`--grey ${x},${y} lies outside the scan of ${width} × ${height}.`)
  const rows = framedRows(raster, found, { crop: false, ...(encoding && { encoding }) })
  const line = new Float32Array(3 * width)
  const sum = [0, 0, 0]
  let count = 0
  for (let row = Math.max(0, Math.floor(y) - pickReach); row <= Math.min(height - 1, Math.floor(y) + pickReach); row++) {
    rows.read(row, line)
    for (let column = Math.max(0, Math.floor(x) - pickReach); column <= Math.min(width - 1, Math.floor(x) + pickReach); column++, count++) {
      for (let c = 0; c < 3; c++) sum[c]! += line[3 * column + c]!
    }
  }
  return [sum[0]! / count, sum[1]! / count, sum[2]! / count]
}

const initial = initialParams(negativeParams) as unknown as NegativeParams
const light: Domain = { depth: 'f32', bits: 32, container: 32, white: 1, max: () => 1, encoding: 'linear' }
const stop = Math.log10(2)

/** Film numbers that print these colours of linear light grey. Printer lights and offsets are the same thing twice: the offsets take them. */
function withGreys(film: FilmParams, greys: readonly Triple[]): FilmParams {
  const step: NegativeParams = { ...initial, ...paramsOfFilm(film), codes: 'linear' }
  const balanced: NegativeParams = { ...step, ...greyBalance(step, light, greys) }
  const { offset, ...rest } = filmParamsOf(balanced)
  return { ...rest, offset: [offset[0] - stop * balanced.cyan, offset[1], offset[2] - stop * balanced.yellow] }
}

/** What was found, its balance set by places of the scan that are to print grey. Silver and slides keep theirs. */
export function pickGreys(raster: AnyRaster, found: FilmAnalysis, places: readonly Place[], encoding?: ScanEncoding): FilmAnalysis {
  if (!found.params || found.kind !== 'colour-negative') return found
  return { ...found, params: withGreys(found.params, places.map((place) => lightAt(raster, found, place, encoding))) }
}
