import { crossing, levelCrossing } from '../../kernels/film/step/characteristic.ts'
import type { Histogram } from '../../kernels/histogram.ts'
import { figure } from '../format.ts'
import { white } from '../plots/axis.ts'
import { channelColour } from '../plots/colours.ts'
import { afterAxis } from '../plots/joint-data.ts'
import { letters, pipeOf } from '../plots/reading.ts'
import { sharesOf, sixteenths } from '../plots/table-data.ts'
import type { PlotData } from '../plots/use-plot-data.ts'
import { stopsText } from './density-reading.tsx'
import { useDensity } from './use-density.ts'
import styles from '../plots/histogram-table.module.css'
import own from './density.module.css'

/** What scrolls must be reached by keyboard, though nothing in it is pressed (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 } as const

/** The density plot as numbers: a wedge of sixteen densities, how much of the scan has them, what they print as and the stops that made them. */
export const DensityTable = ({ data: { pipeline, before: all, after }, before }: { data: PlotData; before: readonly Histogram[] }) => {
  const density = useDensity(pipeline, before, all, 'linear', undefined)
  if (!density) return null
  const { characteristic, scan } = density
  const most = white(afterAxis(pipeline, after))
  const columns = scan.histograms.map((histogram) => ({ channel: histogram.channel, pipe: pipeOf[histogram.channel]!, shares: sharesOf(histogram, scan.axis) }))
  return (
    <div className={`${styles['scroll']} ${own['wedge']}`} role="region" aria-label="Densities as a table" {...scrollable}>
      <table className={styles['table']}>
        <caption>Scan, pixels in per cent; print, per cent of white; stops</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              D
            </th>
            {columns.map(({ channel }) => (
              <th key={channel} colSpan={3} scope="colgroup" style={{ color: channelColour[channel] }}>
                {letters[channel]}
              </th>
            ))}
          </tr>
          <tr>
            {columns.flatMap(({ channel }) =>
              ['Scan', 'Print', 'Stops'].map((head) => (
                <th key={`${channel}-${head}`} scope="col">
                  {head}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {sixteenths(scan.axis).map(({ low, high }, row) => {
            const d = (low + high) / 2
            return (
              <tr key={low}>
                <th scope="row">{figure(d, 2)}</th>
                {columns.flatMap(({ channel, pipe, shares }) => {
                  const exposure = crossing(characteristic.density[pipe]!, d, characteristic.stops)
                  return [
                    <td key={`${channel}-scan`}>{figure(shares[row]! * 100, 1)}</td>,
                    <td key={`${channel}-print`} className={styles['after']}>
                      {figure((100 * levelCrossing(characteristic.density[pipe]!, d, characteristic.output[pipe]!)) / most, 1)}
                    </td>,
                    <td key={`${channel}-stops`}>{exposure === undefined ? '–' : stopsText(exposure)}</td>,
                  ]
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
