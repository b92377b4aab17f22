import { Moon, Search, Sun } from 'lucide-react'
import { Formula } from '../kit/formula.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { runAction } from './actions.ts'
import { keyLabel } from './keys.ts'
import styles from './header.module.css'

export const Mark = () => (
  <span className={styles['mark']} aria-hidden="true">
    <Formula text="T(r)" />
  </span>
)

export const SearchButton = () => {
  const stores = useStores()
  return (
    <IconButton label="Find an action" shortcut={keyLabel('mod+k')} onClick={() => runAction('palette', stores)}>
      <Search aria-hidden />
    </IconButton>
  )
}

export const ThemeButton = () => {
  const stores = useStores()
  const dark = useView((state) => state.theme === 'dark')
  return (
    <IconButton label={dark ? 'Light theme' : 'Dark theme'} shortcut={keyLabel('shift+t')} onClick={() => runAction('theme', stores)}>
      {dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
    </IconButton>
  )
}
