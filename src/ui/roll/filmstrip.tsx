import { Download, Film, TriangleAlert, X } from 'lucide-react'
import { memo, useEffect, useLayoutEffect, useRef } from 'react'
import type { RollFrame, RollWork } from '../../state/roll.ts'
import { percent } from '../format.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu } from '../kit/menu.tsx'
import { useRoll, useStores } from '../lab-context.tsx'
import { runAction } from '../shell/actions.ts'
import { exportItems } from './roll-export-items.ts'
import styles from './filmstrip.module.css'

const words = { reading: 'Reading', inverting: 'Inverting', exporting: 'Exporting' } as const

const Working = ({ work: { what, done, of } }: { work: RollWork }) => {
  const stores = useStores()
  const text = `${words[what]} ${Math.min(done + 1, of)} of ${of}`
  return (
    <div className={styles['working']}>
      <span role="status">{text}</span>
      <IconButton label={`Stop ${words[what].toLowerCase()} the roll`} onClick={() => stores.roll?.getState().cancel()}>
        <X aria-hidden />
      </IconButton>
      <div className={styles['track']} role="progressbar" aria-label={text} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round((100 * done) / of)} aria-valuetext={percent(done / of)}>
        <span style={{ transform: `scaleX(${done / of})` }} />
      </div>
    </div>
  )
}

const Thumbnail = ({ thumbnail }: Pick<RollFrame, 'thumbnail'>) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const target = canvas.current
    if (!target || !thumbnail) return
    target.width = thumbnail.width
    target.height = thumbnail.height
    target.getContext('2d')?.putImageData(new ImageData(thumbnail.data, thumbnail.width, thumbnail.height), 0, 0)
  }, [thumbnail])
  return <canvas ref={canvas} width={1} height={1} className={styles['canvas']} aria-hidden />
}

const sayOf = ({ name, flag, left, failure }: RollFrame, at: number, of: number): string =>
  [name, `frame ${at + 1} of ${of}`, ...(failure ? ['cannot be read'] : []), ...(flag ? [flag] : []), ...(left ? ['left out'] : [])].join(', ')

const Frame = memo(({ frame, at, of, shown }: { frame: RollFrame; at: number; of: number; shown: boolean }) => {
  const { roll } = useStores()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (shown) button.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [shown])
  const mark = frame.failure ? 'unread' : frame.flag
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={styles['frame']}
        aria-label={sayOf(frame, at, of)}
        title={frame.name}
        aria-current={shown || undefined}
        data-left={frame.left || undefined}
        onClick={() => void roll?.getState().show(frame.id)}
      >
        <Thumbnail thumbnail={frame.thumbnail} />
        <span className={styles['number']}>{at + 1}</span>
        {mark && (
          <span className={styles['flag']}>
            <TriangleAlert size={12} strokeWidth={2} aria-hidden />
            {mark}
          </span>
        )}
      </button>
    </li>
  )
})
Frame.displayName = 'RollFrame'

/** The frames of a roll, one beside the other, and what can be done with all of them. */
export const Filmstrip = () => {
  const stores = useStores()
  const frames = useRoll((state) => state.frames)
  const shown = useRoll((state) => state.shown)
  const work = useRoll((state) => state.work)
  if (frames.length === 0) return null
  const left = frames.filter((frame) => frame.left).length
  return (
    <section className={styles['strip']} aria-label="Roll">
      <div className={styles['side']}>
        <p className={styles['title']}>
          <strong>Roll</strong>
          <span>
            {frames.length} frames{left > 0 ? `, ${left} left out` : ''}
          </span>
        </p>
        {work ? (
          <Working work={work} />
        ) : (
          <div className={styles['ways']}>
            <Button size="small" variant="main" icon={<Film aria-hidden />} onClick={() => runAction('invert-roll', stores)}>
              Invert roll
            </Button>
            <Menu
              label="Export the roll"
              items={exportItems(stores)}
              trigger={
                <Button size="small" icon={<Download aria-hidden />}>
                  Export roll
                </Button>
              }
            />
          </div>
        )}
      </div>
      <ol className={styles['frames']} aria-label="Frames">
        {frames.map((frame, at) => (
          <Frame key={frame.id} frame={frame} at={at} of={frames.length} shown={frame.id === shown} />
        ))}
      </ol>
    </section>
  )
}
