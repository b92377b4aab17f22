import { useMemo } from 'react'
import type { Pipeline } from '../../kernels/compile.ts'
import { characteristicOf, type Characteristic } from '../../kernels/film/step/characteristic.ts'
import { baseDensity } from '../../kernels/film/step/density-scale.ts'
import { filmStageOf, type FilmStage } from '../../kernels/film/step/film-stage.ts'
import type { Histogram } from '../../kernels/histogram.ts'
import type { Counts } from '../../state/view.ts'
import { valueAxis } from '../plots/axis.ts'
import { sideOf, type Side } from '../plots/joint-data.ts'
import { densityWindow, referenceOf, scanOf } from './density-data.ts'

/** The densities of a plot and the base that they count from. */
export interface Held {
  readonly window: readonly [from: number, to: number]
  readonly base: number
}

export interface Density {
  readonly stage: FilmStage
  readonly characteristic: Characteristic
  readonly scan: Side
  /** What a gesture has to keep so that the plot stands still under the base it drags. */
  readonly hold: Held
}

/** Everything of the density view that does not hang on its size. `shown` are the histograms in sight, `all` those that decide the axis. */
export function useDensity(pipeline: Pipeline, shown: readonly Histogram[], all: readonly Histogram[], counts: Counts, held: Held | undefined): Density | undefined {
  const made = useMemo(() => {
    const stage = filmStageOf(pipeline)
    return stage && { stage, characteristic: characteristicOf(stage) }
  }, [pipeline])
  const stage = made?.stage
  const base = stage ? baseDensity(stage)[referenceOf(stage)]! : 0
  const window = stage && (held ? held.window.map((end) => end + held.base - base) : densityWindow(all, stage))
  const [from, to] = window ?? [0, 1]
  // the print's numbers do not move the scan: these stay the same objects until base or axis do
  const [first, second, third] = stage ? scanOf(shown, stage, [from!, to!]) : []
  const scan = useMemo(() => {
    const histograms = [first, second, third].filter((one) => one !== undefined)
    return sideOf(histograms, valueAxis([from!, to!]), counts, shown)
  }, [first, second, third, from, to, counts, shown])
  return useMemo(() => made && { ...made, scan, hold: { window: [from!, to!] as const, base } }, [made, scan, from, to, base])
}
