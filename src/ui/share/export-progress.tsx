import { useEffect, useRef } from 'react'
import type { Progress } from '../../engine/protocol.ts'
import { displayName } from '../../kernels/failure-words.ts'
import { percent } from '../format.ts'
import { Button } from '../kit/button.tsx'
import styles from './export-progress.module.css'

interface ExportProgressProps {
  readonly name: string
  readonly progress: Progress | undefined
}

const stages: Readonly<Record<string, string>> = { computing: 'Computing', writing: 'Writing' }

/** What is being done and how far it is, in the foot of the dialog. */
export const ExportProgress = ({ name, progress }: ExportProgressProps) => {
  const done = Math.min(Math.max(progress?.done ?? 0, 0), 1)
  const words = `${stages[progress?.stage ?? ''] ?? 'Making'} ${displayName(name)}`
  return (
    <div className={styles['progress']}>
      <div className={styles['words']}>
        <span>{words}</span>
        <span className={styles['share']}>{percent(done)}</span>
      </div>
      <div role="progressbar" aria-label={words} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(done * 100)} className={styles['track']}>
        <div className={styles['bar']} style={{ transform: `scaleX(${done})` }} />
      </div>
    </div>
  )
}

/** The one thing left to do while a file is made: it gets the focus, for the button that had it is gone. */
export const CancelExport = ({ onCancel }: { onCancel: () => void }) => {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <Button ref={button} size="large" onClick={onCancel}>
      Cancel
    </Button>
  )
}
