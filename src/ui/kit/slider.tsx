import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { precise } from '../format.ts'
import { byMove } from './moving.ts'
import { clamp, fromShare, nudge, toShare, type Range } from './scale.ts'
import { pause, useDelayed } from './use-delayed.ts'
import styles from './slider.module.css'

export interface SliderProps extends Range {
  readonly label: string
  readonly value: number
  /** Where double-click goes back to, and where the fill starts. */
  readonly initial: number
  readonly onChange: (value: number) => void
  /** A drag, or a run of key presses or turns of the wheel, is over. */
  readonly onSettle: () => void
  /** What double-click does, where the default is more than this one number. */
  readonly onReset?: () => void
  readonly disabled?: boolean
  /** The value in words, for screen readers. */
  readonly valueText?: string
  /** Keeps the accent after the hand is gone. */
  readonly worked?: boolean
  /** Tab passes it by: a field beside it takes the same keys. */
  readonly passed?: boolean
}

const rightToLeft = (element: Element): boolean => getComputedStyle(element).direction === 'rtl'

/** The share of the track at a place on the screen; the thumb's middle stays half a thumb inside both ends. */
const shareAt = (track: HTMLElement, thumb: HTMLElement, clientX: number): number => {
  const box = track.getBoundingClientRect()
  const half = thumb.offsetWidth / 2
  const share = (clientX - box.left - half) / Math.max(box.width - 2 * half, 1)
  return rightToLeft(track) ? 1 - share : share
}

export const Slider = (props: SliderProps) => {
  const { label, value, min, max, initial, scale, digits, onChange, onSettle, onReset, disabled = false, valueText, worked = false, passed = false } = props
  const range: Range = { min, max, scale, digits }
  const track = useRef<HTMLDivElement>(null)
  const thumb = useRef<HTMLDivElement>(null)
  const grip = useRef<number | undefined>(undefined)
  /** What the hand has set it to; `value` may follow a moment later. */
  const sent = useRef(value)
  const touch = useRef<number | undefined>(undefined)
  const [dragging, setDragging] = useState(false)
  const settle = useDelayed(onSettle, pause)

  const put = (next: number): void => {
    if (next !== value) onChange(next)
  }

  const begin = (event: PointerEvent<HTMLDivElement>, own: boolean): void => {
    thumb.current!.focus()
    const at = shareAt(track.current!, thumb.current!, event.clientX)
    // taken by the thumb, the value must not jump to the pointer
    grip.current = own ? toShare(value, range) - at : 0
    setDragging(true)
    sent.current = own ? value : fromShare(at, range)
    put(sent.current)
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (disabled || event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    const own = event.target === thumb.current
    // a finger may be about to scroll: it has to tap, to go sideways or to take the thumb
    if (event.pointerType === 'touch' && !own) touch.current = event.clientX
    else begin(event, own)
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (touch.current !== undefined && Math.abs(event.clientX - touch.current) > 6) {
      touch.current = undefined
      begin(event, false)
    }
    if (grip.current === undefined) return
    const next = fromShare(shareAt(track.current!, thumb.current!, event.clientX) + grip.current, range)
    if (next === sent.current) return
    sent.current = next
    byMove(() => onChange(next))
  }
  const release = (): void => {
    touch.current = undefined
    if (grip.current === undefined) return
    grip.current = undefined
    setDragging(false)
    settle.now()
  }
  const onPointerUp = (event: PointerEvent<HTMLDivElement>): void => {
    if (touch.current !== undefined) begin(event, false)
    release()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (disabled || event.ctrlKey || event.metaKey) return
    const side = rightToLeft(event.currentTarget) ? -1 : 1
    const presses: Readonly<Record<string, number>> = { ArrowRight: side, ArrowLeft: -side, ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
    const count = presses[event.key]
    if (count === undefined && event.key !== 'Home' && event.key !== 'End') return
    event.preventDefault()
    event.stopPropagation()
    if (count === undefined) put(event.key === 'Home' ? min : max)
    else put(nudge(value, count, range, event))
    settle.soon()
  }

  // React's own wheel listener is passive, so the page would scroll along
  const turn = useRef<(event: WheelEvent) => void>(() => undefined)
  useEffect(() => {
    turn.current = (event) => {
      if (disabled || document.activeElement !== thumb.current) return
      event.preventDefault()
      const delta = Math.abs(event.deltaY) >= Math.abs(event.deltaX) ? -event.deltaY : event.deltaX
      if (delta === 0) return
      put(nudge(value, Math.sign(delta), range, event))
      settle.soon()
    }
  })
  const listen = useCallback((element: HTMLDivElement | null) => {
    track.current = element
    if (!element) return
    const onWheel = (event: WheelEvent): void => turn.current(event)
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  const share = toShare(value, range)
  const home = toShare(clamp(initial, range), range)
  const atHome = Math.abs(share - home) < 1e-9
  return (
    <div
      ref={listen}
      className={styles['slider']}
      data-disabled={disabled || undefined}
      data-dragging={dragging || undefined}
      data-worked={worked || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onDoubleClick={() => {
        if (disabled) return
        if (onReset) return onReset()
        put(initial)
        settle.now()
      }}
    >
      <div className={styles['track']} />
      {home > 0 && home < 1 && <div className={styles['tick']} style={{ '--at': home }} />}
      {!atHome && <div className={styles['fill']} style={{ '--from': Math.min(share, home), '--to': Math.max(share, home), '--whole': home === 0 ? 1 : 0 }} />}
      <div
        ref={thumb}
        className={styles['thumb']}
        style={{ '--at': share }}
        role="slider"
        tabIndex={disabled || passed ? -1 : 0}
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={valueText ?? precise(value, digits)}
        aria-disabled={disabled || undefined}
        onKeyDown={onKeyDown}
        onBlur={settle.now}
      />
    </div>
  )
}
