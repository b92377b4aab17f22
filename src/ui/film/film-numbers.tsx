import { useState } from 'react'
import type { NegativeNumber } from '../../kernels/film/step/negative-params.ts'
import type { FilmRow } from './film-controls.tsx'
import styles from './film.module.css'

interface Part {
  readonly title: string
  readonly rows: readonly (readonly [NegativeNumber, string])[]
}

const colours = ['R', 'G', 'B'] as const

const parts: readonly Part[] = [
  { title: 'Base, linear light', rows: colours.map((c) => [`base${c}`, `Base ${c}`] as const) },
  { title: 'K: densities to layers', rows: colours.flatMap((to) => colours.map((from) => [`k${to}${from}`, `${from} to ${to}`] as const)) },
  { title: 'Foot of each layer', rows: colours.map((c) => [`foot${c}`, `Foot ${c}`] as const) },
  { title: 'Offset of each layer', rows: [...colours.map((c) => [`offset${c}`, `Offset ${c}`] as const), ['bend', 'Top bend'] as const] },
  { title: 'M: film colours to sRGB', rows: (['RG', 'RB', 'GR', 'GB', 'BR', 'BG'] as const).map((pair) => [`m${pair}`, `${pair[1]!} in ${pair[0]!}`] as const) },
]

/** Every number that the estimate wrote, for those who want to see and set them; folded away for the rest, and not there at all until it is unfolded. */
export const FilmNumbers = ({ row }: { row: FilmRow }) => {
  const [open, setOpen] = useState(false)
  return (
    <details className={styles['details']} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The film in numbers</summary>
      {open &&
        parts.map(({ title, rows }) => (
          <div key={title} role="group" aria-label={title} className={styles['part']}>
            <div className={styles['head']}>
              <h4>{title}</h4>
            </div>
            {rows.map(([name, word]) => row(name, word))}
          </div>
        ))}
    </details>
  )
}
