import { Film } from 'lucide-react'
import { filmStepOf } from '../../state/film.ts'
import { current } from '../../state/history.ts'
import { Button, type ButtonProps } from '../kit/button.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { runAction } from '../shell/actions.ts'

/** One click from scan to positive; it goes once the recipe has its film step. */
export const InvertButton = ({ className }: Pick<ButtonProps, 'className'>) => {
  const stores = useStores()
  const offered = useLab((state) => state.scan !== undefined && !state.aside && !filmStepOf(current(state.history)))
  const inverting = useLab((state) => state.inverting)
  if (!offered) return null
  return (
    <Button className={className} icon={<Film aria-hidden />} disabled={inverting} onClick={() => runAction('invert-film', stores)}>
      {inverting ? 'Looking at the scan…' : 'Invert film'}
    </Button>
  )
}
