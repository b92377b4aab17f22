import { X } from 'lucide-react'
import { filmStepOf } from '../../state/film.ts'
import { current } from '../../state/history.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { FrameRow } from './frame-row.tsx'
import styles from './film.module.css'

/** The recipe's frame where no film step in force shows it: a picture is not cut without a word. */
export const FrameCard = () => {
  const { lab } = useStores()
  const stands = useLab(({ history, aside }) => {
    const recipe = current(history)
    return recipe.geometry !== undefined && !aside && filmStepOf(recipe)?.enabled !== true
  })
  if (!stands) return null
  return (
    <div className={styles['frameCard']}>
      <FrameRow />
      <Button size="small" icon={<X aria-hidden />} onClick={() => lab.getState().removeFrame()}>
        Remove the frame
      </Button>
    </div>
  )
}
