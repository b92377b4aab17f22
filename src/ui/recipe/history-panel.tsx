import { memo } from 'react'
import type { Entry } from '../../state/history.ts'
import { Section } from '../kit/section.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import styles from './history-panel.module.css'

interface RowProps {
  readonly entry: Entry
  readonly index: number
  readonly place: 'done' | 'current' | 'undone'
}

/** Kept from being drawn again: a drag changes the last entry many times a second, a long history has hundreds. */
const Row = memo(({ entry, index, place }: RowProps) => {
  const { lab } = useStores()
  return (
    <li>
      <button
        type="button"
        className={styles['entry']}
        aria-current={place === 'current' ? 'step' : undefined}
        data-undone={place === 'undone' || undefined}
        onClick={() => lab.getState().jump(index)}
      >
        <span className={styles['label']}>{entry.label}</span>
        {entry.detail && <span className={styles['detail']}>{entry.detail}</span>}
        {place === 'undone' && <span className="visually-hidden">undone</span>}
      </button>
    </li>
  )
})

/** Every state of the recipe, newest on top; a click goes there. */
export const HistoryPanel = () => {
  const { entries, at } = useLab((state) => state.history)
  // an entry is its place in the list: entries are only ever added or cut off at the end
  const rows = entries.map((entry, index) => ({ entry, index })).toReversed()
  return (
    <Section title="History" aside={entries.length === 1 ? '1 step' : `${entries.length} steps`}>
      <ol className={styles['list']} reversed>
        {rows.map(({ entry, index }) => (
          <Row key={index} entry={entry} index={index} place={index === at ? 'current' : index > at ? 'undone' : 'done'} />
        ))}
      </ol>
    </Section>
  )
}
