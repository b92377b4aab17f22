import { CircleCheck, Layers, RefreshCw, TriangleAlert, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { alonesAmong, filmsAmong } from '../../state/roll-film.ts'
import { isStale } from '../../state/roll-frame.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { useRoll, useStores } from '../lab-context.tsx'
import { OutlierWays } from './outlier-ways.tsx'
import { alonesSentence, filmsSentence, reportWords, skippedWords } from './roll-words.ts'
import styles from './roll-notes.module.css'

interface NoteProps {
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly onDismiss?: () => void
}

const Note = ({ icon, children, actions, onDismiss }: NoteProps) => (
  <li className={styles['note']}>
    <span className={styles['icon']}>{icon}</span>
    <div className={styles['words']}>{children}</div>
    <span className={styles['actions']}>
      {actions}
      {onDismiss && (
        <IconButton label="Dismiss" onClick={onDismiss}>
          <X aria-hidden />
        </IconButton>
      )}
    </span>
  </li>
)

/** What the last export left out, file by file. */
const Report = () => {
  const { roll } = useStores()
  const report = useRoll((state) => state.report)
  if (!report) return null
  const good = report.failed.length === 0 && !report.stopped
  return (
    <Note icon={good ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />} onDismiss={() => roll?.getState().dismissReport()}>
      <p role="status">{reportWords(report)}</p>
      {report.failed.length > 0 && (
        <ul className={styles['skipped']} aria-label="Skipped files">
          {report.failed.map((each) => (
            <li key={each.name}>{skippedWords(each)}</li>
          ))}
        </ul>
      )}
    </Note>
  )
}

/** The estimate is older than the choice of frames that count. */
const Stale = () => {
  const { roll } = useStores()
  const stale = useRoll((state) => isStale(state.frames))
  if (!stale) return null
  return (
    <Note
      icon={<RefreshCw aria-hidden />}
      actions={
        <Button size="small" onClick={() => roll?.getState().estimate()}>
          Estimate again
        </Button>
      }
    >
      <p>Other frames count now than when the roll was estimated. Locked frames and what you set for the print stay.</p>
    </Note>
  )
}

/** Why the shown frame stands out, and what can be done about it. */
const Outlier = () => {
  const at = useRoll((state) => state.frames.findIndex(({ id }) => id === state.shown))
  const frame = useRoll((state) => state.frames[at])
  if (!frame?.flag) return null
  return (
    <Note icon={<TriangleAlert aria-hidden />} actions={<OutlierWays frame={frame} />}>
      <p>
        <strong>Frame {at + 1}.</strong> {frame.flag.why}
      </p>
    </Note>
  )
}

/** Several films in one roll, and frames that are of none of them. */
const Films = () => {
  const { roll } = useStores()
  const frames = useRoll((state) => state.frames)
  const together = useRoll((state) => state.together)
  const [dismissed, setDismissed] = useState('')
  const films = filmsAmong(frames)
  const alone = alonesAmong(frames)
  const apart = [...(films.length > 1 ? [filmsSentence(films)] : []), ...(alone.length > 0 ? [alonesSentence(alone)] : [])]
  const sentence = together ? 'The frames of one kind are taken for one film, whatever their bases and colours.' : apart.join(' ')
  if (sentence === '' || sentence === dismissed) return null
  // kinds are never mixed
  const canJoin = alone.length > 0 || films.some(({ kind, film }) => films.some((other) => other.film !== film && other.kind === kind))
  return (
    <Note
      icon={<Layers aria-hidden />}
      onDismiss={() => setDismissed(sentence)}
      actions={
        (canJoin || together) && (
          <Button size="small" variant="quiet" onClick={() => roll?.getState().estimate(!together)}>
            {together ? 'Tell the films apart' : 'Treat as one film'}
          </Button>
        )
      }
    >
      <p>{sentence}</p>
    </Note>
  )
}

/** What is to be said of a roll, over its filmstrip. */
export const RollNotes = () => (
  <ul className={styles['notes']} aria-label="About the roll">
    <Report />
    <Stale />
    <Outlier />
    <Films />
  </ul>
)
