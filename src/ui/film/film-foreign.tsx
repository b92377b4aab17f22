import { TriangleAlert } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { runAction } from '../shell/actions.ts'
import styles from './film.module.css'

/** The film step is the one of the scan before: what to do about it, before anybody believes the picture. */
export const FilmForeign = () => {
  const stores = useStores()
  const inverting = useLab((state) => state.inverting)
  return (
    <div className={styles['doubt']} role="note">
      <p className={styles['doubtTitle']}>
        <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
        Settings of the last scan
      </p>
      <p>Film base, balance and exposure were found in the scan before. Its frame is left out.</p>
      <div className={styles['ways']}>
        <Button size="small" variant="main" disabled={inverting} onClick={() => runAction('invert-film', stores)}>
          {inverting ? 'Looking at the scan…' : 'Estimate this scan'}
        </Button>
        <Button size="small" onClick={() => stores.lab.getState().keepFilm()}>
          Keep these settings
        </Button>
      </div>
    </div>
  )
}
