import { Fragment, memo, type ReactNode } from 'react'
import { VisuallyHidden } from './visually-hidden.tsx'
import styles from './formula.module.css'

export interface FormulaProps {
  /** As a person would type it: "s = c · r^γ". */
  readonly text: string
  readonly size?: 'card' | 'lesson' | 'present'
  /** A symbol to mark. */
  readonly highlight?: string
}

const functions: ReadonlySet<string> = new Set(['ln', 'log', 'exp', 'sqrt', 'DFT', 'FFT', 'min', 'max', 'round'])

const tokens = /\p{L}+|\d+(?:\.\d+)?|\s+|./gu

/** Index just behind the group or the single token that starts at `at`: what a ^ raises. */
const endOf = (parts: readonly string[], at: number): number => {
  if (parts[at] !== '(') return at + 1
  let depth = 0
  for (let i = at; i < parts.length; i++) {
    if (parts[i] === '(') depth++
    if (parts[i] === ')' && --depth === 0) return i + 1
  }
  return parts.length
}

const typeset = (parts: readonly string[], highlight: string | undefined): ReactNode[] => {
  const out: ReactNode[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!
    const key = `${i}${part}`
    if (part === '^') {
      const end = endOf(parts, i + 1)
      const raised = parts.slice(i + 1, end)
      out.push(<sup key={key}>{typeset(raised[0] === '(' ? raised.slice(1, -1) : raised, highlight)}</sup>)
      i = end - 1
    } else if (/^\p{L}/u.test(part)) {
      const kind = functions.has(part) ? styles['upright'] : styles['letter']
      out.push(
        <span key={key} className={part === highlight ? `${kind} ${styles['marked']}` : kind}>
          {part}
        </span>,
      )
    } else out.push(<Fragment key={key}>{part.replace('-', '−')}</Fragment>)
  }
  return out
}

const spoken = (text: string): string => text.replaceAll('^', ' to the power ').replaceAll('·', 'times').replaceAll('~', 'not ')

/** A formula set as in a textbook. */
export const Formula = memo(({ text, size = 'card', highlight }: FormulaProps) => (
  <span className={`${styles['formula']} ${styles[size]}`}>
    <span aria-hidden="true">{typeset(text.match(tokens) ?? [], highlight)}</span>
    <VisuallyHidden>{spoken(text)}</VisuallyHidden>
  </span>
))
