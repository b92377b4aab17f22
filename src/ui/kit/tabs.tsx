import styles from './tabs.module.css'
import { useRoving } from './use-roving.ts'

export interface TabsProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly tabs: readonly { readonly value: V; readonly label: string }[]
}

/** A strip of tabs. The caller's panel is `role="tabpanel"` with the tab's word as its name. */
export const Tabs = <V extends string>({ label, value, onChange, tabs }: TabsProps<V>) => {
  const { row, onKeyDown, tabIndex } = useRoving(tabs.map((tab) => tab.value), value, onChange)
  return (
    <div ref={row} role="tablist" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown} className={styles['strip']}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          data-roving
          aria-selected={tab.value === value}
          tabIndex={tabIndex(tab.value)}
          className={styles['tab']}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}
