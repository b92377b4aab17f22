import { VisuallyHidden } from '../kit/visually-hidden.tsx'
import styles from './figures-table.module.css'

interface FiguresRow {
  readonly label: string
  /** Undefined where there is no number yet. */
  readonly was: string | undefined
  readonly now: string | undefined
}

/** Figures of two states beside each other, the later one in bold. */
export const FiguresTable = ({ heads, rows }: { heads: readonly [was: string, now: string]; rows: readonly FiguresRow[] }) => (
  <table className={styles['table']}>
    <thead>
      <tr>
        <th scope="col">
          <VisuallyHidden>Figure</VisuallyHidden>
        </th>
        <th scope="col">{heads[0]}</th>
        <th scope="col">{heads[1]}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ label, was, now }) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td>{was ?? '–'}</td>
          <td className={styles['now']}>{now ?? '–'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
