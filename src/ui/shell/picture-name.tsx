import { ChevronDown } from 'lucide-react'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { actionsOf, isEnabled, nowOf, runAction } from './actions.ts'
import { keyLabel } from './keys.ts'
import { pictureLine } from './picture-line.ts'
import styles from './header.module.css'

const groups: Readonly<Record<string, string | undefined>> = {
  open: 'Open',
  paste: 'Open',
  'sample-night': 'Samples',
  'sample-negative': 'Samples',
  'sample-wedge': 'Samples',
  spectrum: 'This picture',
  'close-spectrum': 'This picture',
  close: 'This picture',
}

/** The name of the picture; it opens what can be done with pictures as a whole. */
export const PictureName = ({ details }: { details: boolean }) => {
  const stores = useStores()
  const picture = useLab((state) => state.picture)
  const inSpectrum = useLab((state) => state.aside !== undefined)
  if (!picture) return null
  const now = nowOf(stores)
  const items = actionsOf(now).flatMap((action): MenuItem[] => {
    const group = groups[action.id]
    if (group === undefined || action.id === (inSpectrum ? 'spectrum' : 'close-spectrum')) return []
    const { id, label, icon: Icon, keys } = action
    return [{ label, group, icon: <Icon aria-hidden />, shortcut: keys?.[0] && keyLabel(keys[0]), disabled: !isEnabled(action, now), onSelect: () => runAction(id, stores) }]
  })
  return (
    <>
      <Menu
        label="Picture"
        align="start"
        items={items}
        trigger={
          <button type="button" className={styles['name']} title={picture.name} aria-label={`Picture: ${picture.name}`}>
            <span>{picture.name}</span>
            <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
          </button>
        }
      />
      {details && <span className={styles['details']}>{pictureLine(picture)}</span>}
    </>
  )
}
