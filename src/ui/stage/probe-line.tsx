import { Letter } from './probe-card.tsx'
import { useProbeReading } from './use-probe-reading.ts'
import styles from './probe.module.css'

/** The probed pixel in one line, before and after, for a bar; empty while nothing is probed. */
export const ProbeLine = () => {
  const reading = useProbeReading()
  if (!reading) return null
  return (
    <div className={styles['compact']}>
      {reading.readings.map(({ letter, r, s }) => (
        <span key={letter ?? 'grey'} className={styles['pair']}>
          {letter && <Letter letter={letter} />}
          <span className={styles['value']}>{r}</span>
          <span className={styles['arrow']}>→</span>
          <span className={styles['result']}>{s}</span>
        </span>
      ))}
    </div>
  )
}
