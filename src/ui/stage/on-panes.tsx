import type { ReactNode } from 'react'
import type { Sight } from './sight.ts'
import styles from './on-panes.module.css'

/** The same over every picture that is shown, cut off at its pane's edges. */
export const OnPanes = ({ sight, hidden, children }: { readonly sight: Sight; readonly hidden?: boolean; readonly children: ReactNode }) =>
  sight.panes.map(({ sides, x, y, width, height }) => (
    <div key={sides.join()} className={styles['pane']} style={{ left: x, top: y, width, height }} aria-hidden={hidden}>
      {children}
    </div>
  ))
