import type { DOMAttributes } from 'react'
import { chartColours, chartColumns, chartEditions, chartRows, patches } from '../../kernels/film/chart/chart.ts'
import { patchQuad, placeOn, type Place, type Quad } from '../../kernels/film/chart/grid.ts'
import { linearToSrgb } from '../../kernels/film/linearise.ts'
import type { Colour } from '../../kernels/lab.ts'
import styles from './chart.module.css'

/** A published colour as the screen shows it. */
export const cssColour = (colour: Colour): string => `rgb(${colour.map((light) => Math.round(255 * linearToSrgb(Math.min(1, Math.max(0, light))))).join(' ')})`

const swatches = chartColours(chartEditions[0]).map(cssColour)

const points = (places: readonly Place[]): string => places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')

interface ChartLinesProps {
  readonly quad: Quad
  /** A share of the picture to CSS pixels of the pane. */
  readonly place: (at: Place) => Place
  /** What moves all of it. */
  readonly bind: DOMAttributes<Element>
}

/** The lines between the patches, what is read of each, and a small square of the colour that belongs there. */
export const ChartLines = ({ quad, place, bind }: ChartLinesProps) => {
  const line = (from: Place, to: Place): readonly Place[] => [place(from), place(to)]
  const lines = [
    ...Array.from({ length: chartColumns + 1 }, (_, i) => line(placeOn(quad, i / chartColumns, 0), placeOn(quad, i / chartColumns, 1))),
    ...Array.from({ length: chartRows + 1 }, (_, i) => line(placeOn(quad, 0, i / chartRows), placeOn(quad, 1, i / chartRows))),
  ]
  return (
    <svg className={styles['lines']} aria-hidden>
      <polygon {...bind} className={styles['whole']} points={points(quad.map(place))} />
      {lines.map((ends) => (
        <polyline key={points(ends)} className={styles['rim']} points={points(ends)} />
      ))}
      {lines.map((ends) => (
        <polyline key={points(ends)} className={styles['line']} points={points(ends)} />
      ))}
      {patches.map((patch) => (
        <g key={patch}>
          <polygon className={styles['read']} points={points(patchQuad(quad, patch).map(place))} />
          <polygon className={styles['swatch']} fill={swatches[patch]!} points={points(patchQuad(quad, patch, 0.08, 0.2).map(place))} />
        </g>
      ))}
    </svg>
  )
}
