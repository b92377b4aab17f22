import styles from './segments.module.css'
import { useRoving } from './use-roving.ts'

export interface SegmentsProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly size?: 'small' | 'normal'
}

/** One of a few, all in sight. */
export const Segments = <V extends string>({ label, value, onChange, options, size = 'normal' }: SegmentsProps<V>) => {
  const { row, onKeyDown, tabIndex } = useRoving(options.map((option) => option.value), value, onChange)
  return (
    <div ref={row} role="radiogroup" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} className={`${styles['tray']} ${styles[size]}`}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          data-roving
          aria-checked={option.value === value}
          tabIndex={tabIndex(option.value)}
          className={styles['segment']}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
