import { memo } from 'react'
import type { Area } from '../../kernels/film/light.ts'
import { wholeGeometry } from '../../recipe/geometry.ts'
import { current } from '../../state/history.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import styles from './film.module.css'

const distance = (a: Area, b: Area): number => Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2)

/** Two pictures on one scan: which of them is shown, and the way to the other. */
export const PairNote = memo(() => {
  const { lab } = useStores()
  const film = useLab((state) => (state.film?.scan === state.scan?.id ? state.film : undefined))
  const geometry = useLab((state) => current(state.history).geometry) ?? wholeGeometry
  const first = film?.analysis.area
  const second = film?.analysis.second
  if (!first || !second) return null
  const [one, other] = second.x > first.x + first.width / 2 ? ['left', 'right'] : ['upper', 'lower']
  const onFirst = distance(geometry.area, first) <= distance(geometry.area, second)
  const show = (): void => {
    lab.getState().setGeometry({ ...geometry, area: onFirst ? second : first }, `Show the ${onFirst ? other : one} frame`)
    lab.getState().settle()
  }
  return (
    <div className={styles['again']} role="note" aria-label="Two frames">
      <p>
        This scan shows two frames. The {onFirst ? one : other} one is framed, and the estimate is of the {one} one.
      </p>
      <Button size="small" onClick={show}>
        Show the {onFirst ? other : one} one
      </Button>
    </div>
  )
})
