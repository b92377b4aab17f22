import type { ReactNode } from 'react'
import styles from './plots.module.css'

export interface PlotTipProps {
  /** The place it speaks of, in the plot's pixels. */
  readonly x: number
  readonly y: number
  /** The plot's width, which it does not leave. */
  readonly within: number
  readonly children: ReactNode
}

/** Words beside a reading. Hidden from screen readers, which get them as the value of the plot. */
export const PlotTip = ({ x, y, within, children }: PlotTipProps) => (
  <div className={styles['tip-track']} style={{ top: y, width: within }} aria-hidden>
    <div className={styles['tip']} style={{ '--at': Math.min(Math.max(x / Math.max(within, 1), 0), 1) }}>
      {children}
    </div>
  </div>
)
