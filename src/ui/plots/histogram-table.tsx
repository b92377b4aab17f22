import type { Histogram } from '../../kernels/histogram.ts'
import { figure } from '../format.ts'
import { axisOf, type Axis } from './axis.ts'
import { channelColour } from './colours.ts'
import { letters, rangeText } from './reading.ts'
import { sharesOf, sixteenths } from './table-data.ts'
import styles from './histogram-table.module.css'

const shareText = (share: number | undefined): string => (share === undefined ? '–' : figure(share * 100, 2))

/** What scrolls must be reached by keyboard, though nothing in it is pressed (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 } as const

/** The histogram as numbers: the share of the pixels in each sixteenth of the range, before and after. */
export const HistogramTable = ({ before, after }: { before: readonly Histogram[]; after: readonly Histogram[] | undefined }) => {
  const axis = axisOf(before)
  const result = after && after.length > 0 ? axisOf(after) : axis
  const columns = before.map((histogram) => ({
    channel: histogram.channel,
    before: sharesOf(histogram, axis),
    after: after?.filter(({ channel }) => channel === histogram.channel).map((found) => sharesOf(found, result))[0],
  }))
  return (
    <div className={styles['scroll']} role="region" aria-label="Histogram as a table" {...scrollable}>
      <table className={styles['table']}>
        <caption>Pixels in each sixteenth of the range, in per cent</caption>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              Codes
            </th>
            {columns.map(({ channel }) => (
              <th key={channel} colSpan={2} scope="colgroup" style={{ color: channelColour[channel] }}>
                {letters[channel]}
              </th>
            ))}
          </tr>
          <tr>
            {columns.flatMap(({ channel }) => [
              <th key={`${channel}-before`} scope="col">
                Before
              </th>,
              <th key={`${channel}-after`} scope="col">
                After
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {sixteenths(axis).map((range, row) => (
            <tr key={range.low}>
              <th scope="row">{rowName(axis, result, row)}</th>
              {columns.flatMap((column) => [
                <td key={`${column.channel}-before`}>{shareText(column.before[row])}</td>,
                <td key={`${column.channel}-after`} className={styles['after']}>
                  {shareText(column.after?.[row])}
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The row's codes; of both ranges where a float result has another unit. */
const rowName = (before: Axis, after: Axis, row: number): string => {
  const names = [before, after].map((axis) => rangeText(axis, sixteenths(axis)[row]!))
  return names[0] === names[1] ? names[0]! : `${names[0]} → ${names[1]}`
}
