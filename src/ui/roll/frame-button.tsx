import { EyeOff, Lock, Star, TriangleAlert, X } from 'lucide-react'
import { memo, useEffect, useRef, type MouseEvent } from 'react'
import type { RollFrame } from '../../state/roll.ts'
import { useStores, type Stores } from '../lab-context.tsx'
import { frameWords } from './roll-words.ts'
import { Thumbnail } from './thumbnail.tsx'
import styles from './filmstrip.module.css'

/** A press shows the frame; with Shift or Ctrl, or while frames are marked by presses, it is marked with others. */
export function pressFrame({ roll, view }: Stores, id: number, event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): 'marked' | 'shown' {
  const state = roll?.getState()
  if (event.shiftKey) state?.select(id, 'range')
  else if (event.ctrlKey || event.metaKey || view.getState().marking) state?.select(id, 'toggle')
  else {
    state?.select(id, 'only')
    void state?.show(id)
    return 'shown'
  }
  return 'marked'
}

/** Letters that are drawn: the button's name says the same in a sentence, in another order. */
const Sign = ({ text }: { readonly text: string }) => <span className={styles['sign']} data-text={text} />

/** What a person said of a frame, in small signs. */
export const Marks = ({ frame: { rating, locked, excluded } }: { readonly frame: RollFrame }) => (
  <>
    {rating > 0 && (
      <span className={styles['stars']}>
        <Sign text={String(rating)} />
        <Star size={10} fill="currentColor" strokeWidth={0} aria-hidden />
      </span>
    )}
    {locked && <Lock size={11} strokeWidth={2.25} aria-hidden />}
    {excluded && <EyeOff size={11} strokeWidth={2.25} aria-hidden />}
  </>
)

export const Flag = ({ text }: { readonly text: string }) => (
  <span className={styles['flag']}>
    <TriangleAlert size={12} strokeWidth={2} aria-hidden />
    <Sign text={text} />
  </span>
)

/** What is wrong with a frame, in a word or two. */
export const flagText = ({ failure, source, flag }: RollFrame): string | undefined => (failure ? 'unread' : source ? flag?.short : 'file not kept')

interface FrameButtonProps {
  readonly frame: RollFrame
  readonly at: number
  readonly of: number
  readonly shown: boolean
  readonly selected: boolean
}

export const FrameButton = memo(({ frame, at, of, shown, selected }: FrameButtonProps) => {
  const stores = useStores()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!shown) return
    button.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
    // whoever goes through the strip by keys takes the focus along
    if (button.current?.closest('ol')?.contains(document.activeElement)) button.current.focus()
  }, [shown])
  const flag = flagText(frame)
  const why = frame.failure || !frame.source ? undefined : frame.flag?.why
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={styles['frame']}
        aria-label={frameWords(frame, at, of)}
        title={why === undefined ? frame.name : `${frame.name}\n${why}`}
        aria-current={shown || undefined}
        aria-pressed={selected}
        data-selected={selected || undefined}
        data-rejected={frame.rejected || undefined}
        tabIndex={shown ? 0 : -1}
        onClick={(event) => pressFrame(stores, frame.id, event)}
      >
        <Thumbnail thumbnail={frame.thumbnail} className={styles['canvas']} />
        {frame.rejected && <X className={styles['cross']} size={28} strokeWidth={1.75} aria-hidden />}
        <span className={styles['number']}>
          <Sign text={String(at + 1)} />
          <Marks frame={frame} />
        </span>
        {flag !== undefined && <Flag text={flag} />}
      </button>
    </li>
  )
})
FrameButton.displayName = 'FrameButton'
