import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { figure, precise } from '../format.ts'
import { readNumber } from './read-number.ts'
import { nudge } from './scale.ts'
import styles from './number-field.module.css'

export interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly digits: number
  readonly onCommit: (value: number) => void
  /** Names the quantity in the sentence about its range: "γ takes 0.05 to 10." */
  readonly symbol: string
  readonly scale?: 'linear' | 'log'
  readonly disabled?: boolean
}

const plainRange = (min: number, max: number): string => `${precise(min, 0)} to ${precise(max, 0)}`

/** Characters that a field has room for. */
const room = 6

/** A long number with as many of its decimals as there is room for, and at least three digits that matter: a decimal cut in half by the edge would be another number. */
const brief = (value: number, text: string): string => {
  const size = Math.floor(Math.log10(Math.abs(value)))
  let decimals = text.split('.')[1]?.length ?? 0
  let shorter = text
  while (shorter.length > room && decimals > 0 && decimals + size >= 3) shorter = figure(value, --decimals)
  return shorter
}

/**
 * A number to type. Stands in a row of its parent; the sentence about a wrong entry follows it, and a parent that is a
 * grid may let that sentence span the row.
 */
export const NumberField = ({ label, value, min, max, digits, onCommit, symbol, scale = 'linear', disabled = false }: NumberFieldProps) => {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string>()
  const [focused, setFocused] = useState(false)
  const [wrong, setWrong] = useState<{ readonly kept: number }>()
  const shown = precise(value, digits)

  // all its decimals are there by now, and typing replaces them
  useLayoutEffect(() => {
    if (focused) field.current?.select()
  }, [focused])

  if (wrong && wrong.kept !== value) setWrong(undefined)

  const commit = (text: string | undefined): void => {
    setDraft(undefined)
    if (text === undefined || text === shown) return
    const read = readNumber(text, symbol)
    if (read === undefined || read < min || read > max) {
      setWrong({ kept: value })
      return
    }
    setWrong(undefined)
    if (read !== value) onCommit(read)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const input = event.currentTarget
    if (event.key === 'Enter') {
      commit(input.value)
      requestAnimationFrame(() => document.activeElement === input && input.select())
    } else if (event.key === 'Escape' && (draft !== undefined || wrong)) {
      event.stopPropagation()
      setDraft(undefined)
      setWrong(undefined)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const from = readNumber(draft ?? '', symbol) ?? value
      setDraft(undefined)
      setWrong(undefined)
      onCommit(nudge(from, event.key === 'ArrowUp' ? 1 : -1, { min, max, digits, scale }, event))
    }
  }

  return (
    <>
      <input
        ref={field}
        className={styles['field']}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        role="spinbutton"
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={shown}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong && id}
        disabled={disabled}
        value={draft ?? (focused ? shown : brief(value, shown))}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          commit(draft)
        }}
        onKeyDown={onKeyDown}
      />
      {wrong && (
        <p id={id} role="alert" className={styles['wrong']}>
          <span>
            {symbol} takes {plainRange(min, max)}.
          </span>{' '}
          Kept {precise(wrong.kept, digits)}.
        </p>
      )}
    </>
  )
}
