import { Section } from '../kit/section.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import styles from './history-panel.module.css'

/** Every state of the recipe, newest on top; a click goes there. */
export const HistoryPanel = () => {
  const { lab } = useStores()
  const { entries, at } = useLab((state) => state.history)
  // an entry is its place in the list: entries are only ever added or cut off at the end
  const rows = entries.map((entry, index) => ({ entry, index })).toReversed()
  return (
    <Section title="History" aside={entries.length === 1 ? '1 step' : `${entries.length} steps`}>
      <ol className={styles['list']} reversed>
        {rows.map(({ entry, index }) => (
            <li key={index}>
              <button
                type="button"
                className={styles['entry']}
                aria-current={index === at ? 'step' : undefined}
                data-undone={index > at || undefined}
                onClick={() => lab.getState().jump(index)}
              >
                <span className={styles['label']}>{entry.label}</span>
                {entry.detail && <span className={styles['detail']}>{entry.detail}</span>}
                {index > at && <span className="visually-hidden">undone</span>}
              </button>
            </li>
          ))}
      </ol>
    </Section>
  )
}
