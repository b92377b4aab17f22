import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the end of the foot. */
  readonly footer?: ReactNode
  /** Quiet matter at the start of the foot, or beside the title where there is no foot. */
  readonly extra?: ReactNode
  readonly width?: number
}

export const Dialog = ({ title, open, onClose, children, footer, extra, width = 520 }: DialogProps) => (
  <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
    <Base.Portal>
      <Base.Backdrop className={styles['scrim']} />
      <Base.Viewport className={styles['viewport']}>
        <Base.Popup className={styles['dialog']} style={{ maxWidth: width }}>
          <header className={styles['header']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            {footer === undefined && extra}
            <IconButton label="Close" shortcut="Esc" onClick={onClose}>
              <X aria-hidden />
            </IconButton>
          </header>
          <div className={styles['body']}>{children}</div>
          {footer !== undefined && (
            <footer className={styles['foot']}>
              <div className={styles['extra']}>{extra}</div>
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Viewport>
    </Base.Portal>
  </Base.Root>
)
