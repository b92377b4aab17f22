import { ArrowDown, ArrowUp, Copy, Ellipsis, RotateCcw, Trash2 } from 'lucide-react'
import type { Step } from '../../kernels/compile.ts'
import { transformOf } from '../../kernels/registry.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu } from '../kit/menu.tsx'
import { keyLabel } from '../shell/keys.ts'
import { useStores } from '../lab-context.tsx'

interface StepMenuProps {
  readonly step: Step
  readonly at: number
  readonly count: number
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

export const StepMenu = ({ step, at, count, onMove, onRemove }: StepMenuProps) => {
  const { lab } = useStores()
  const { label, params } = transformOf(step.id)
  return (
    <Menu
      label={`${label}, actions`}
      trigger={
        <IconButton label={`${label}, more`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
      items={[
        { label: 'Duplicate', icon: <Copy aria-hidden />, shortcut: keyLabel('mod+d'), onSelect: () => lab.getState().duplicate(step.key) },
        { label: 'Move up', icon: <ArrowUp aria-hidden />, shortcut: keyLabel('alt+arrowup'), disabled: at === 0, onSelect: () => onMove(at - 1) },
        { label: 'Move down', icon: <ArrowDown aria-hidden />, shortcut: keyLabel('alt+arrowdown'), disabled: at === count - 1, onSelect: () => onMove(at + 1) },
        { label: 'Reset', icon: <RotateCcw aria-hidden />, shortcut: keyLabel('r'), disabled: Object.keys(params).length === 0, onSelect: () => lab.getState().reset(step.key) },
        { label: 'Remove', icon: <Trash2 aria-hidden />, shortcut: keyLabel('delete'), onSelect: onRemove },
      ]}
    />
  )
}
