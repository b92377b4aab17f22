import { Columns2, Diff, Image, ImagePlus, SquareSplitHorizontal, type LucideIcon } from 'lucide-react'
import { chooseCompare } from '../../state/compare.ts'
import type { Compare } from '../../state/view.ts'
import { thin } from '../format.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { compareModes, compareNames, gains } from './names.ts'

const icons: Readonly<Record<Compare, LucideIcon>> = {
  before: Image,
  after: ImagePlus,
  split: SquareSplitHorizontal,
  'side-by-side': Columns2,
  difference: Diff,
}

/** The ways to compare behind one button, where their names have no room. */
export const CompareMenu = ({ className }: { className?: string | undefined }) => {
  const { view } = useStores()
  const compare = useView((state) => state.compare)
  const gain = useView((state) => state.gain)
  const Icon = icons[compare]
  const modes = compareModes.map(
    (mode): MenuItem => ({ label: compareNames[mode], group: 'Compare', checked: mode === compare, onSelect: () => chooseCompare(view, mode) }),
  )
  const gainItems = gains.map(
    (value): MenuItem => ({ label: `Difference ×${thin}${value}`, group: 'Gain', checked: value === gain, onSelect: () => view.getState().set({ gain: value }) }),
  )
  return (
    <Menu
      label="Compare"
      items={compare === 'difference' ? [...modes, ...gainItems] : modes}
      trigger={
        <IconButton label={`Compare: ${compareNames[compare].toLowerCase()}`} className={className}>
          <Icon aria-hidden />
        </IconButton>
      }
    />
  )
}
