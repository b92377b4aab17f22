import { Fragment, useContext, useLayoutEffect, useRef } from 'react'
import { figure } from '../format.ts'
import { useLayout } from '../shell/use-layout.ts'
import type { Point } from './camera.ts'
import { placeCard } from './place-card.ts'
import type { ProbeReading, Reading } from './probe-reading.ts'
import { BoxContext } from './stage-context.tsx'
import { useProbeReading } from './use-probe-reading.ts'
import styles from './probe.module.css'

export const Letter = ({ letter }: { letter: string }) => (
  <span className={styles['letter']} data-channel={letter}>
    {letter}
  </span>
)

const Arrow = () => <span className={styles['arrow']}>→</span>

const Line = ({ reading, skipped }: { reading: Reading; skipped: number }) => (
  <>
    {reading.letter && <Letter letter={reading.letter} />}
    <span className={styles['value']}>{reading.r}</span>
    <Arrow />
    {skipped > 0 && (
      <>
        <span className={styles['value']}>…</span>
        <Arrow />
      </>
    )}
    {reading.values.map(({ step, text }) => (
      <Fragment key={step}>
        <span className={styles['value']}>{text ?? '–'}</span>
        <Arrow />
      </Fragment>
    ))}
    <span className={styles['result']}>{reading.s}</span>
  </>
)

/** One channel is enough beside a moving pointer, where three would cover what it points at. */
const Arithmetic = ({ readings, every }: { readings: readonly Reading[]; every: boolean }) => {
  const lines = readings.filter((reading) => reading.arithmetic !== undefined).slice(0, every ? undefined : 1)
  if (lines.length === 0) return null
  return (
    <div className={styles['arithmetic']}>
      {lines.map(({ letter, arithmetic }) => (
        <Fragment key={letter ?? 'grey'}>
          {letter && <Letter letter={letter} />}
          <span>{arithmetic}</span>
        </Fragment>
      ))}
    </div>
  )
}

const Content = ({ x, y, pinned, reading, brief }: { x: number; y: number; pinned: boolean; reading: ProbeReading; brief: boolean }) => {
  const [first] = reading.readings
  // the letter, then r, each value and s with an arrow between each two
  const columns = (first?.letter ? 1 : 0) + 3 + 2 * ((first?.values.length ?? 0) + (reading.skipped > 0 ? 1 : 0))
  return (
    <>
      <div className={styles['header']}>
        <span className={styles['place']}>
          x {figure(x)}
          <span>y {figure(y)}</span>
        </span>
        <span>{reading.names.join(' · ')}</span>
      </div>
      {!brief && (
        <div className={styles['lines']} style={{ gridTemplateColumns: `repeat(${columns}, auto)` }}>
          {reading.readings.map((line) => (
            <Line key={line.letter ?? 'grey'} reading={line} skipped={reading.skipped} />
          ))}
        </div>
      )}
      <Arithmetic readings={reading.readings} every={pinned && !brief} />
    </>
  )
}

/** The card beside the probed pixel: its codes, what every step makes of them, and the arithmetic of one. */
export const ProbeCard = ({ x, y, pinned, at, gap }: { x: number; y: number; pinned: boolean; at: Point; gap: number }) => {
  const box = useContext(BoxContext)
  const reading = useProbeReading()
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = card.current
    if (!element || !box) return
    const { x: left, y: top } = placeCard(at, { width: element.offsetWidth, height: element.offsetHeight }, box, gap)
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`
  })
  const layout = useLayout()
  if (!reading) return null
  // there the bar has the values in a line, and a card with both would cover half the picture
  const brief = layout === 'sheet' || layout === 'phone'
  return (
    <div ref={card} className={styles['card']} data-brief={brief || undefined} aria-hidden>
      <Content x={x} y={y} pinned={pinned} reading={reading} brief={brief} />
    </div>
  )
}
