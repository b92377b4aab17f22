import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode, type RefObject } from 'react'
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
  /** What has the focus first; the dialog itself unless given, so that no tip opens by itself. */
  readonly initialFocus?: RefObject<HTMLElement | null>
}

export const Dialog = ({ title, open, onClose, children, footer, extra, width = 520, initialFocus }: DialogProps) => {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['scrim']} />
        <Base.Viewport className={styles['viewport']}>
          <Base.Popup ref={popup} initialFocus={initialFocus ?? popup} className={styles['dialog']} style={{ maxWidth: width }}>
            <div className={styles['header']}>
              <Base.Title className={styles['title']}>{title}</Base.Title>
              {footer === undefined && extra}
              <IconButton label="Close" shortcut="Esc" onClick={onClose}>
                <X aria-hidden />
              </IconButton>
            </div>
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
}
