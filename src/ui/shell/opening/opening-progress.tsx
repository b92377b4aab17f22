import { useEffect, useState } from 'react'
import { byteSize, displayName } from '../../../kernels/failure-words.ts'
import type { Opening } from '../../../state/lab.ts'
import { percent } from '../../format.ts'
import { Button } from '../../kit/button.tsx'
import { useLab, useStores } from '../../lab-context.tsx'
import styles from './opening-progress.module.css'

/** What is quicker than this needs no words. */
const patience = 400

/** A picture that takes less than this is no burden to anybody. */
const heavy = 1e9

const stages: Readonly<Record<string, string>> = { decoding: 'Reading', transforming: 'Transforming', painting: 'Painting' }

const Card = ({ opening }: { opening: Opening }) => {
  const { lab } = useStores()
  const { name, progress } = opening
  const words = `${stages[progress?.stage ?? ''] ?? 'Opening'} ${displayName(name)}`
  const needs = progress?.needs ?? 0
  const done = progress && Math.min(Math.max(progress.done, 0), 1)
  return (
    <section aria-label="Opening" className={styles['card']}>
      <p className={styles['words']}>
        <span className={styles['name']}>{words}</span>
        {done !== undefined && <span className={styles['share']}>{percent(done)}</span>}
      </p>
      <Button variant="quiet" size="small" onClick={() => lab.getState().cancelOpening()}>
        Cancel
      </Button>
      <div
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done === undefined ? undefined : Math.round(done * 100)}
        className={styles['track']}
      >
        <div className={styles['bar']} data-unknown={done === undefined || undefined} style={done === undefined ? undefined : { transform: `scaleX(${done})` }} />
      </div>
      {needs >= heavy && <p className={styles['needs']}>It needs {byteSize(needs)} of memory, its export as PNG or TIFF included.</p>}
    </section>
  )
}

/** Progress of an opening that takes longer than a blink, with a way to stop it. */
export const OpeningProgress = () => {
  const opening = useLab((state) => state.opening)
  const busy = opening !== undefined
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return undefined
    const timer = setTimeout(() => setLate(true), patience)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [busy])
  return (
    <>
      {late && opening && <Card opening={opening} />}
      <div role="status" className="visually-hidden">
        {late && opening && `Opening ${displayName(opening.name)}`}
      </div>
    </>
  )
}
