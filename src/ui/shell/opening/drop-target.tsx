import { ImageDown } from 'lucide-react'
import { useLab } from '../../lab-context.tsx'
import { useOpen } from './use-open.ts'
import styles from './drop-target.module.css'

/** The whole window takes files; this says so while some are held over it. */
export const DropTarget = () => {
  const holding = useOpen()
  const replaces = useLab((state) => state.picture?.name)
  if (!holding) return null
  return (
    <div className={styles['target']} role="status">
      <div className={styles['card']}>
        <ImageDown size={28} strokeWidth={1.5} aria-hidden />
        <p className={styles['title']}>{holding === 'film' ? 'Drop to open and invert' : 'Drop to open'}</p>
        <p className={styles['detail']}>
          {holding === 'film' ? 'One scan, or the scans of a roll.' : replaces === undefined ? 'The picture stays on this computer.' : `It takes the place of ${replaces}. The recipe stays.`}
        </p>
      </div>
    </div>
  )
}
