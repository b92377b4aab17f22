import { characteristicOf, crossing } from '../../kernels/film/step/characteristic.ts'
import { baseDensity, densityAt } from '../../kernels/film/step/density-scale.ts'
import { filmStageOf } from '../../kernels/film/step/film-stage.ts'
import { figure } from '../format.ts'
import { valueAxis } from '../plots/axis.ts'
import { letters, pipeOf } from '../plots/reading.ts'
import { summaryOf } from '../plots/summary.ts'
import type { PlotData } from '../plots/use-plot-data.ts'
import { countsOf, densityWindow, scanned } from './density-data.ts'
import { marksOf } from './marks.ts'

/** The samples between these shares are most of them, as in the sentence of the other plots. */
const most = [0.1, 0.9] as const

/** The density plot in words. */
export function densitySummary({ pipeline, before, after }: PlotData): string {
  const stage = filmStageOf(pipeline)
  if (!stage) return ''
  const characteristic = characteristicOf(stage)
  const base = baseDensity(stage)
  const channels = scanned(before)
  const name = (one: (typeof channels)[number]): string => (channels.length === 1 ? '' : `${letters[one.channel]} `)
  const densities = channels.map((one) => {
    const [low, high] = most.map((share) => figure(densityAt(countsOf(one, stage), share) - base[pipeOf[one.channel]!]!, 2))
    return `${name(one)}between ${low} and ${high}`
  })
  const middle = channels.flatMap((one) => {
    const at = crossing(characteristic.stops, 0, characteristic.density[pipeOf[one.channel]!]!)
    return at === undefined ? [] : [`${name(one)}${figure(at, 2)}`]
  })
  const marks = marksOf(stage, characteristic, valueAxis(densityWindow(before, stage)))
  const origin = stage.params.kind === 'slide' ? 'clear film' : 'the base'
  return [
    `Density above ${origin}, most values: ${densities.join(', ')}.`,
    ...marks.map(({ words }) => `${words}.`),
    ...(middle.length > 0 ? [`Mid-grey is printed from density ${middle.join(', ')}.`] : []),
    `After: ${after ? summaryOf(scanned(after)) : 'being counted'}.`,
  ].join(' ')
}
