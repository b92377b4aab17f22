import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Keys } from './keys.tsx'
import styles from './tooltip.module.css'

export interface TooltipProps {
  readonly label: string
  readonly shortcut?: string | undefined
  /** The element it explains; it must take a ref and event handlers. */
  readonly children: ReactElement
}

export const Tooltip = ({ label, shortcut, children }: TooltipProps) => (
  <Base.Root>
    <Base.Trigger delay={500} render={children} />
    <Base.Portal>
      <Base.Positioner className={styles['place']} sideOffset={6} collisionPadding={8}>
        <Base.Popup className={styles['tip']}>
          {label}
          {shortcut && <Keys keys={shortcut} />}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
