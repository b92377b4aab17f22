import type { ComponentProps } from 'react'
import { Tooltip } from './tooltip.tsx'
import styles from './icon-button.module.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  readonly label: string
  /** What the tip says, where that is more than the name. */
  readonly tip?: string | undefined
  /** Key shown in the tip: "Ctrl Z". */
  readonly shortcut?: string | undefined
  readonly pressed?: boolean | undefined
}

/** A button that is only an icon; its name is read out and stands in its tip. */
export const IconButton = ({ label, tip, shortcut, pressed, className, children, ...rest }: IconButtonProps) => (
  <Tooltip label={tip ?? label} shortcut={shortcut}>
    <button type="button" {...rest} aria-label={label} aria-pressed={pressed} className={[styles['button'], className].filter(Boolean).join(' ')}>
      {children}
    </button>
  </Tooltip>
)
