import { Download, Presentation, Share2 } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Tooltip } from '../kit/tooltip.tsx'
import { useStores } from '../lab-context.tsx'
import { runAction } from './actions.ts'
import { keyLabel } from './keys.ts'
import type { Layout } from './use-layout.ts'
import styles from './header.module.css'

interface Door {
  readonly id: 'present' | 'share'
  readonly label: string
  readonly shortcut: string
  readonly Icon: typeof Share2
}

const doors: readonly Door[] = [
  { id: 'present', label: 'Present', shortcut: 'p', Icon: Presentation },
  { id: 'share', label: 'Share', shortcut: 'h', Icon: Share2 },
]

/** Present and Share: with words where there is room, as icons where there is little. */
export const TakeAwayButtons = ({ layout }: { layout: Layout }) => {
  const stores = useStores()
  const shown = layout === 'sheet' ? doors.slice(0, 1) : doors
  return shown.map(({ id, label, shortcut, Icon }) =>
    layout === 'wide' ? (
      <Tooltip key={id} label={label} shortcut={keyLabel(shortcut)}>
        <Button variant="quiet" data-presents={id === 'present' || undefined} icon={<Icon aria-hidden />} onClick={() => runAction(id, stores)}>
          {label}
        </Button>
      </Tooltip>
    ) : (
      <IconButton key={id} data-presents={id === 'present' || undefined} label={label} shortcut={keyLabel(shortcut)} onClick={() => runAction(id, stores)}>
        <Icon aria-hidden />
      </IconButton>
    ),
  )
}

export const ExportButton = ({ layout }: { layout: Layout }) => {
  const stores = useStores()
  const run = (): void => runAction('export', stores)
  return (
    <Tooltip label="Export the picture" shortcut={keyLabel('mod+e')}>
      {layout === 'phone' ? (
        <Button variant="main" className={styles['icon-only']} icon={<Download aria-hidden />} aria-label="Export" onClick={run} />
      ) : (
        <Button variant="main" className={styles['export']} onClick={run}>
          Export
        </Button>
      )}
    </Tooltip>
  )
}
