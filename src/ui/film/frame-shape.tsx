import { ArrowLeftRight } from 'lucide-react'
import { ratios } from '../../recipe/ratio.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { MenuField } from '../kit/menu-field.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { chooseRatio, swapSides } from './frame-ratio.ts'
import styles from './film.module.css'

/** The shape that the frame keeps while it is dragged. */
export const FrameShape = () => {
  const stores = useStores()
  const ratio = useView((view) => view.ratio)
  return (
    <div className={styles['shape']}>
      <span aria-hidden>Ratio</span>
      <MenuField label="Ratio of the frame" value={ratio} options={ratios} onChange={(next) => chooseRatio(stores, next)} />
      <IconButton label="Swap the frame’s sides" shortcut="X" onClick={() => swapSides(stores)}>
        <ArrowLeftRight aria-hidden />
      </IconButton>
    </div>
  )
}
