import { Ellipsis, Redo2, Undo2 } from 'lucide-react'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { useLab, useRoll, useStores } from '../lab-context.tsx'
import { CompareMenu } from '../stage/compare-menu.tsx'
import { CompareSwitch } from '../stage/compare-switch.tsx'
import { actionsOf, isEnabled, nowOf, runAction } from './actions.ts'
import { ExportButton, TakeAwayButtons } from './header-actions.tsx'
import { Mark, SearchButton, ThemeButton } from './header-frame.tsx'
import { keyLabel } from './keys.ts'
import { PictureName } from './picture-name.tsx'
import { labelOfRedo, labelOfUndo, redo, undo } from './undo.ts'
import type { Layout } from './use-layout.ts'
import styles from './header.module.css'

const UndoRedo = ({ both }: { both: boolean }) => {
  const stores = useStores()
  const history = useLab((state) => state.history)
  const log = useRoll((state) => state.log)
  const shown = useRoll((state) => state.shown)
  const undone = labelOfUndo(history, { log, shown })
  const next = labelOfRedo(history, { log, shown })
  return (
    <>
      <IconButton label="Undo" tip={undone && `Undo: ${undone}`} shortcut={keyLabel('mod+z')} disabled={undone === undefined} onClick={() => undo(stores)}>
        <Undo2 aria-hidden />
      </IconButton>
      {both && (
        <IconButton label="Redo" tip={next && `Redo: ${next}`} shortcut={keyLabel('mod+shift+z')} disabled={next === undefined} onClick={() => redo(stores)}>
          <Redo2 aria-hidden />
        </IconButton>
      )}
    </>
  )
}

/** What has no room of its own in a narrow header, by the ids of the actions. */
const overflow: Readonly<Record<'sheet' | 'phone', readonly string[]>> = {
  sheet: ['palette', 'share', 'spectrum', 'theme', 'shortcuts'],
  phone: ['redo', 'palette', 'present', 'share', 'spectrum', 'theme', 'shortcuts'],
}

const More = ({ layout }: { layout: 'sheet' | 'phone' }) => {
  const stores = useStores()
  // drawn again when what can be undone changes, so that the menu tells the truth
  useLab((state) => state.history)
  const now = nowOf(stores)
  const items = overflow[layout].flatMap((id): MenuItem[] => {
    const action = actionsOf(now).find((candidate) => candidate.id === id)
    if (!action) return []
    const { icon: Icon, label, keys } = action
    return [{ label, icon: <Icon aria-hidden />, shortcut: keys?.[0] && keyLabel(keys[0]), disabled: !isEnabled(action, now), onSelect: () => runAction(id, stores) }]
  })
  return (
    <Menu
      label="More"
      items={items}
      trigger={
        <IconButton label="More" data-presents={overflow[layout].includes('present') || undefined}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    />
  )
}

/** The header over an open picture. */
export const Header = ({ layout }: { layout: Layout }) => {
  const narrow = layout === 'sheet' || layout === 'phone'
  return (
    <header className={styles['header']} data-layout={layout}>
      <h1 className="visually-hidden">Image Transform Lab</h1>
      <div className={styles['start']}>
        <Mark />
        {!narrow && <span className={styles['rule']} />}
        <PictureName details={layout !== 'side' && layout !== 'phone'} />
      </div>
      {!narrow && (
        <div className={styles['middle']}>
          <div className={styles['switch']}>
            <CompareSwitch />
          </div>
          <div className={styles['menu']}>
            <CompareMenu />
          </div>
        </div>
      )}
      <div className={styles['end']}>
        <UndoRedo both={layout !== 'phone'} />
        {!narrow && (
          <>
            <span className={styles['rule']} />
            <SearchButton />
          </>
        )}
        {layout !== 'phone' && <TakeAwayButtons layout={layout} />}
        {narrow ? <More layout={layout} /> : <ThemeButton />}
        <ExportButton layout={layout} />
      </div>
    </header>
  )
}
