import { ChevronLeft, ChevronRight, Expand, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Slider } from '../kit/slider.tsx'
import type { Handle } from './handle.ts'
import styles from './present.module.css'

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const Clock = () => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (now.getTime() % 60_000))
    return () => clearTimeout(timer)
  }, [now])
  return (
    <time className={styles['clock']} dateTime={now.toISOString()}>
      {time.format(now)}
    </time>
  )
}

interface FootProps {
  readonly at: number
  readonly total: number
  readonly handle: Handle | undefined
  readonly onGo: (direction: 1 | -1) => void
  readonly onPut: (value: number) => void
  readonly onSettle: () => void
  readonly onFullScreen: () => void
  readonly onLeave: () => void
}

/** Progress and clock; the buttons are there for a hand without keys and show when something moves. */
export const Foot = ({ at, total, handle, onGo, onPut, onSettle, onFullScreen, onLeave }: FootProps) => {
  const buttons = [
    { label: 'Step before', icon: ChevronLeft, run: () => onGo(-1), disabled: at === 0 },
    { label: 'Next step', icon: ChevronRight, run: () => onGo(1), disabled: at === total },
    { label: 'Fill the whole screen', icon: Expand, run: onFullScreen, disabled: !document.fullscreenEnabled },
    { label: 'Leave the presentation', icon: X, run: onLeave, disabled: false },
  ]
  return (
    <footer className={styles['foot']}>
      <p className={styles['count']}>
        <strong>{at}</strong> of {total}
      </p>
      <div className={styles['dashes']} aria-hidden="true">
        {Array.from({ length: total }, (_, i) => (
          <span key={i} className={styles['dash']} data-done={i < at || undefined} />
        ))}
      </div>
      <div className={styles['controls']}>
        {handle && (
          <div className={styles['slider']}>
            <Slider {...handle.spec} value={handle.value} onChange={onPut} onSettle={onSettle} worked />
          </div>
        )}
        {buttons.map(({ label, icon: Icon, run, disabled }) => (
          // a click must not leave the focus on the button, or Space would press it instead of showing before
          <button key={label} type="button" aria-label={label} className={styles['button']} disabled={disabled} onClick={run} onMouseDown={(event) => event.preventDefault()}>
            <Icon size={28} strokeWidth={1.75} aria-hidden />
          </button>
        ))}
      </div>
      <Clock />
    </footer>
  )
}
