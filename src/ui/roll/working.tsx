import { Pause, Play, X } from 'lucide-react'
import type { RollWork } from '../../state/roll.ts'
import { percent } from '../format.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { useStores } from '../lab-context.tsx'
import { whatWords, workWords } from './roll-words.ts'
import styles from './filmstrip.module.css'

const pauses = { no: undefined, asked: 'pauses after this frame', now: 'paused' } as const

/** What is being done to the roll, at which frame it is, and how to stop it for a while or for good. */
export const Working = ({ work }: { readonly work: RollWork }) => {
  const stores = useStores()
  const { done, of, part, name, pause } = work
  const text = workWords(work)
  const share = (done + part) / of
  const state = pauses[pause]
  return (
    <div className={styles['working']}>
      <p className={styles['at']}>
        <span role="status">{state === undefined ? text : `${text}, ${state}`}</span>
        <span className={styles['name']} title={name}>
          {name}
        </span>
      </p>
      <span className={styles['stops']}>
        {pause === 'no' ? (
          <IconButton label={`Pause ${whatWords(work)} the roll`} onClick={() => stores.roll?.getState().pause()}>
            <Pause aria-hidden />
          </IconButton>
        ) : (
          <IconButton label={`Go on ${whatWords(work)} the roll`} onClick={() => stores.roll?.getState().goOn()}>
            <Play aria-hidden />
          </IconButton>
        )}
        <IconButton label={`Stop ${whatWords(work)} the roll`} onClick={() => stores.roll?.getState().cancel()}>
          <X aria-hidden />
        </IconButton>
      </span>
      <div className={styles['track']} role="progressbar" aria-label={text} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(100 * share)} aria-valuetext={percent(share)}>
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  )
}
