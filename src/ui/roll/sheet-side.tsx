import { RefreshCw } from 'lucide-react'
import { alonesAmong, filmLetter, filmsAmong, type FilmOfRoll } from '../../state/roll-film.ts'
import { isStale } from '../../state/roll-frame.ts'
import type { RollFrame } from '../../state/roll.ts'
import { densityWords, screenCodes } from '../film/base-words.ts'
import { Button } from '../kit/button.tsx'
import { useRoll, useStores } from '../lab-context.tsx'
import { runAction } from '../shell/actions.ts'
import { OutlierWays } from './outlier-ways.tsx'
import { ranges } from './roll-words.ts'
import { Thumbnail } from './thumbnail.tsx'
import { Working } from './working.tsx'
import styles from './sheet-side.module.css'

const kinds = { 'colour-negative': 'Colour negative', 'bw-negative': 'Black-and-white negative', positive: 'Positive' } as const

const Film = ({ film, alone }: { film: FilmOfRoll; alone: boolean }) => {
  const { base } = film.found
  return (
    <li className={styles['film']}>
      <span className={styles['swatch']} style={{ backgroundColor: `rgb(${screenCodes(base).join(' ')})` }} />
      <div>
        <p className={styles['name']}>{alone ? kinds[film.kind] : `Film ${filmLetter(film.film)}, ${kinds[film.kind].toLowerCase()}`}</p>
        <p className={styles['numbers']}>base D {densityWords(base)}</p>
        <p className={styles['numbers']}>
          {film.numbers.length === 1 ? 'frame' : 'frames'} {ranges(film.numbers)}
        </p>
      </div>
    </li>
  )
}

const Outlier = ({ frame, at, onOpen }: { frame: RollFrame; at: number; onOpen: (id: number) => void }) => (
  <li className={styles['outlier']}>
    <button type="button" className={styles['open']} aria-label={`Open frame ${at + 1}`} onClick={() => onOpen(frame.id)}>
      <Thumbnail thumbnail={frame.thumbnail} className={styles['canvas']} />
    </button>
    <div>
      <p className={styles['name']}>Frame {at + 1}</p>
      <p>{frame.flag!.why}</p>
      <p className={styles['ways']}>
        <OutlierWays frame={frame} />
      </p>
    </div>
  </li>
)

/** What the frames share, and those that stand out, with the reason. */
export const SheetSide = ({ onOpen }: { onOpen: (id: number) => void }) => {
  const stores = useStores()
  const frames = useRoll((state) => state.frames)
  const together = useRoll((state) => state.together)
  const work = useRoll((state) => state.work)
  const films = filmsAmong(frames)
  // the frames of another film stand under that film
  const outliers = frames.filter(({ flag, film }) => flag && !(film !== undefined && film > 0 && films.some((each) => each.film === film && each.numbers.length > 1)))
  const ofOneKind = alonesAmong(frames).length > 0 || films.some(({ kind, film }) => films.some((other) => other.film !== film && other.kind === kind))
  return (
    <aside className={styles['side']} aria-label="The roll">
      <h3 className={styles['title']}>Shared by the roll</h3>
      {films.length === 0 ? (
        <p className={styles['empty']}>Nothing yet: the roll is not inverted.</p>
      ) : (
        <ul className={styles['films']}>
          {films.map((film) => (
            <Film key={film.film} film={film} alone={films.length === 1} />
          ))}
        </ul>
      )}
      {work && (
        <div className={styles['work']}>
          <Working work={work} />
        </div>
      )}
      <div className={styles['ways']}>
        {films.length === 0 && (work === undefined || work.what === 'reading') && (
          <Button size="small" variant="main" onClick={() => runAction('invert-roll', stores)}>
            Invert roll
          </Button>
        )}
        {isStale(frames) && (
          <Button size="small" icon={<RefreshCw aria-hidden />} onClick={() => runAction('estimate-roll', stores)}>
            Estimate again
          </Button>
        )}
        {(ofOneKind || together) && (
          <Button size="small" variant="quiet" onClick={() => stores.roll?.getState().estimate(!together)}>
            {together ? 'Tell the films apart' : 'Treat as one film'}
          </Button>
        )}
      </div>
      {outliers.length > 0 && (
        <>
          <h3 className={styles['title']}>{outliers.length === 1 ? 'One frame stands out' : `${outliers.length} frames stand out`}</h3>
          <ul className={styles['outliers']}>
            {outliers.map((frame) => (
              <Outlier key={frame.id} frame={frame} at={frames.indexOf(frame)} onOpen={onOpen} />
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
