import { useEffect, useRef } from 'react'
import type { Progress } from '../../engine/protocol.ts'
import { displayName } from '../../kernels/failure-words.ts'
import { percent } from '../format.ts'
import { Button } from '../kit/button.tsx'
import styles from './export-progress.module.css'

interface ExportProgressProps {
  readonly name: string
  readonly progress: Progress | undefined
  readonly onCancel: () => void
}

const stages: Readonly<Record<string, string>> = { computing: 'Computing', writing: 'Writing' }

/** The foot of the dialog while a file is made. */
export const ExportProgress = ({ name, progress, onCancel }: ExportProgressProps) => {
  const cancel = useRef<HTMLButtonElement>(null)
  // the button that had the focus is gone; the one thing left to do gets it
  useEffect(() => cancel.current?.focus(), [])
  const done = Math.min(Math.max(progress?.done ?? 0, 0), 1)
  const words = `${stages[progress?.stage ?? ''] ?? 'Making'} ${displayName(name)}`
  return (
    <>
      <div className={styles['progress']}>
        <div className={styles['words']}>
          <span>{words}</span>
          <span className={styles['share']}>{percent(done)}</span>
        </div>
        <div role="progressbar" aria-label={words} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(done * 100)} className={styles['track']}>
          <div className={styles['bar']} style={{ transform: `scaleX(${done})` }} />
        </div>
      </div>
      <Button ref={cancel} size="large" onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}
