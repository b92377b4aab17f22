import { X } from 'lucide-react'
import { filmStepOf } from '../../state/film.ts'
import { current } from '../../state/history.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { FrameRow } from './frame-row.tsx'
import styles from './film.module.css'

/** The recipe's frame, and the tool for one, where no film step in force shows them: a picture is not cut without a word. */
export const FrameCard = () => {
  const { lab } = useStores()
  const framed = useLab((state) => current(state.history).geometry !== undefined)
  const stands = useLab(({ history, aside, unframed }) => {
    const recipe = current(history)
    return (recipe.geometry !== undefined || unframed) && !aside && filmStepOf(recipe)?.enabled !== true
  })
  if (!stands) return null
  return (
    <div className={styles['frameCard']}>
      <FrameRow />
      {framed && (
        <Button size="small" icon={<X aria-hidden />} onClick={() => lab.getState().removeFrame()}>
          Remove the frame
        </Button>
      )}
    </div>
  )
}
