import { chartColours, chartColumns, chartRows, patchNames, type ChartEdition } from '../../kernels/film/chart/chart.ts'
import { meanOf } from '../../kernels/film/chart/fit.ts'
import type { PatchFlaw } from '../../kernels/film/chart/grid.ts'
import type { FilmOrigin } from '../../state/film-origin.ts'
import { figure } from '../format.ts'
import { MenuField } from '../kit/menu-field.tsx'
import { cssColour } from './chart-lines.tsx'
import { useChart, useFilmStores } from './films-context.tsx'
import film from './film.module.css'
import styles from './chart.module.css'

type ChartOrigin = Extract<FilmOrigin, { kind: 'chart' }>

const editions: readonly { readonly value: ChartEdition; readonly label: string; readonly said: string }[] = [
  { value: 'from-2014-11', label: 'Since November 2014', said: 'made since November 2014' },
  { value: 'before-2014-11', label: 'Before November 2014', said: 'made before November 2014' },
  { value: 'srgb-codes', label: 'From sRGB codes', said: 'painted from sRGB codes' },
]

const flawWords: Readonly<Record<PatchFlaw, string>> = { outside: 'outside the picture', blown: 'at the scanner’s white', blocked: 'at the scanner’s black', uneven: 'not one even colour' }

/** From so much on a difference is seen at a glance. */
const far = 4

const known = (values: readonly (number | null)[]): number => meanOf(values.map((value) => value ?? undefined))

/** Mean ΔE00 of the patches before and after the fit, as it is written. */
export const meanChange = ({ before, after }: ChartOrigin): readonly [before: string, after: string] => [figure(known(before), 1), figure(known(after), 1)]

/** "White, black: at the scanner’s white. Red: not one even colour." */
const leftOut = (flaws: readonly (PatchFlaw | null)[]): string =>
  (Object.keys(flawWords) as PatchFlaw[])
    .flatMap((flaw) => {
      const names = flaws.flatMap((one, patch) => (one === flaw ? [patchNames[patch]!] : []))
      return names.length > 0 ? [`${names.join(', ')}: ${flawWords[flaw]}.`] : []
    })
    .join(' ')

const Cell = ({ origin: { before, after, edition }, patch }: { origin: ChartOrigin; patch: number }) => {
  const [was, is] = [before[patch], after[patch]]
  const told = typeof was === 'number' && typeof is === 'number'
  return (
    <td title={told ? `${patchNames[patch]!}: ΔE ${figure(was, 1)} before, ${figure(is, 1)} after` : `${patchNames[patch]!}: left out`}>
      <span className={styles['patch']} style={{ background: cssColour(chartColours(edition)[patch]!) }} aria-hidden />
      <span className="visually-hidden">{patchNames[patch]}: </span>
      <span className={styles['after']} data-far={(told && is >= far) || undefined}>
        {told ? figure(is, 1) : '–'}
      </span>
      <span className={styles['before']}>
        <span className="visually-hidden">before </span>
        {told ? figure(was, 1) : 'out'}
      </span>
    </td>
  )
}

/** How well the film fits the chart: ΔE patch by patch, after and before. */
export const ChartResult = ({ origin }: { origin: ChartOrigin }) => {
  const { chart } = useFilmStores()
  const open = useChart((state) => state.quad !== undefined)
  const fitting = useChart((state) => state.fitting)
  const out = leftOut(origin.flaws)
  const [before, after] = meanChange(origin)
  return (
    <div role="group" aria-label="Fit to the colour chart" className={film['part']}>
      <p className={styles['mean']} role="status">
        Mean ΔE00 of the patches {before} → <strong>{after}</strong>
      </p>
      <table className={styles['table']}>
        <caption className="visually-hidden">ΔE00 of each patch after and before the fit, exposure matched</caption>
        <tbody>
          {Array.from({ length: chartRows }, (_, row) => (
            <tr key={row}>
              {Array.from({ length: chartColumns }, (__, column) => (
                <Cell key={column} origin={origin} patch={row * chartColumns + column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {out !== '' && <p className={film['hint']}>Left out: {out}</p>}
      {open ? (
        <div className={styles['edition']}>
          <span aria-hidden>Chart</span>
          <MenuField label="Edition of the chart" value={origin.edition} options={editions} disabled={fitting} onChange={(edition) => void chart.getState().fit(edition)} />
        </div>
      ) : (
        <p className={film['hint']}>The chart: {editions.find(({ value }) => value === origin.edition)!.said}.</p>
      )}
    </div>
  )
}
