import { Check } from 'lucide-react'
import { isWholeScan } from '../../recipe/geometry.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import styles from './film.module.css'

/** The frame stands on the whole scan to be moved, and nothing else is asked for meanwhile. */
export const useFrameMoving = (): boolean => {
  const unframed = useLab((state) => state.unframed && isWholeScan(state.part))
  const picking = useView((view) => view.picking)
  return unframed && picking === undefined
}

/** What can be done with the frame, and the way out: in a bar, as on the picture it would lie over the handles. */
export const FrameBar = () => {
  const { lab } = useStores()
  const strips = useLab((state) => (state.film?.scan === state.scan?.id ? (state.film?.analysis.rebate.length ?? 0) : 0))
  return (
    <div className={styles['moving']}>
      <p role="status">
        {strips > 0 && (
          <span>
            Frame, and {strips} strip{strips === 1 ? '' : 's'} of rebate.{' '}
          </span>
        )}
        Drag its edges, or all of it.
      </p>
      <Button size="small" variant="main" icon={<Check aria-hidden />} onClick={() => lab.getState().showScan(false)}>
        Done
      </Button>
    </div>
  )
}
