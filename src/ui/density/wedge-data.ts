import type { ChannelName } from '../../kernels/histogram.ts'
import { baseDensity, opticalDensity } from '../../kernels/film/step/density-scale.ts'
import type { FilmStage } from '../../kernels/film/step/film-stage.ts'
import { wedgeCurve, type WedgeCurve } from '../../kernels/film/wedge/curve.ts'
import { byExposure, type StepFlaw, type WedgeStep } from '../../kernels/film/wedge/line.ts'

/** One step as the table shows it. */
export interface WedgeRow {
  /** Log₁₀ exposure over the first step's. */
  readonly exposure: number
  /** Density above the base, a channel each. */
  readonly densities: readonly number[]
  readonly codes: readonly number[]
  readonly flaw: StepFlaw | undefined
}

export interface WedgeTable {
  readonly channels: readonly ChannelName[]
  readonly rows: readonly WedgeRow[]
  /** The film's curve in each channel. */
  readonly curves: readonly (WedgeCurve | undefined)[]
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** The steps over the base in force, in the order of their exposures, and the curves that they draw. */
export function wedgeTable(steps: readonly WedgeStep[], stage: FilmStage, size: number): WedgeTable {
  const optical = stage.layers.map((_, channel) => opticalDensity(stage, channel))
  const base = baseDensity(stage)
  const slide = stage.params.kind === 'slide'
  const rows = byExposure(steps, optical, slide).map(({ codes, flaw }, k): WedgeRow => ({ exposure: k * size, codes, flaw, densities: codes.map((code, c) => optical[c]!(code) - base[c]!) }))
  const exposures = rows.map(({ exposure }) => exposure)
  // a slide's curve falls: its straight line is read upside down
  const sign = slide ? -1 : 1
  const noise = median(steps.map(({ deviation }) => deviation)) / 4
  const curves = optical.map((_, c) => wedgeCurve(exposures, rows.map(({ densities, flaw }) => (flaw ? undefined : sign * densities[c]!)), noise))
  return { channels: optical.length === 1 ? ['grey'] : ['r', 'g', 'b'], rows, curves }
}

const number = (value: number | undefined, digits: number): string => value?.toFixed(digits) ?? ''
const name = (channel: ChannelName): string => (channel === 'grey' ? 'D' : `D ${channel.toUpperCase()}`)

/** The reading as comma-separated values, with points for decimals whatever the system writes. */
export function wedgeText({ channels, rows, curves }: WedgeTable): string {
  return [
    ['step', 'log exposure', ...channels.map(name), 'left out'].join(','),
    ...rows.map(({ exposure, densities, flaw }, k) => [k + 1, number(exposure, 2), ...densities.map((d) => number(d, 3)), flaw ?? ''].join(',')),
    ['gamma', '', ...curves.map((curve) => number(curve?.line?.gamma, 3)), ''].join(','),
    ['line starts at', '', ...curves.map((curve) => number(curve?.line?.start, 2)), ''].join(','),
    ['0.1 above base at', '', ...curves.map((curve) => number(curve?.foot, 2)), ''].join(','),
    '',
  ].join('\n')
}
