import { Keyboard } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { useStores } from '../lab-context.tsx'
import { runAction } from './actions.ts'
import { Mark, SearchButton, ThemeButton } from './header-frame.tsx'
import type { Layout } from './use-layout.ts'
import styles from './header.module.css'

/** The header while nothing is open. */
export const EmptyHeader = ({ layout }: { layout: Layout }) => {
  const stores = useStores()
  return (
    <header className={styles['header']} data-layout={layout}>
      <div className={styles['start']}>
        <Mark />
        <span className={styles['rule']} />
        <h1 className={styles['title']}>Image Transform Lab</h1>
      </div>
      <div className={styles['end']}>
        {layout === 'phone' ? (
          <IconButton label="Shortcuts" shortcut="?" onClick={() => runAction('shortcuts', stores)}>
            <Keyboard aria-hidden />
          </IconButton>
        ) : (
          <Button variant="quiet" icon={<Keyboard aria-hidden />} onClick={() => runAction('shortcuts', stores)}>
            Shortcuts
          </Button>
        )}
        <SearchButton />
        <ThemeButton />
      </div>
    </header>
  )
}
