import { CircleAlert, FileWarning, Info, X } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'
import { describeFailure } from '../../kernels/failure-words.ts'
import { fileFailures } from '../../kernels/failure.ts'
import type { Message } from '../../state/lab.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { pickPicture } from './pick-picture.ts'
import { useLayout } from './use-layout.ts'
import styles from './messages.module.css'

/** On a phone the stage is small, and the picture shall stay in sight. */
const shownAtMost = { wide: 3, side: 3, sheet: 3, phone: 1 } as const
const noteStays = 8000

const wordsOf = ({ subject, failure, note }: Message): { readonly title: string; readonly detail?: string } =>
  failure ? describeFailure(subject, failure) : { title: note ?? subject }

const spokenText = (message: Message): string => {
  const { title, detail } = wordsOf(message)
  return detail === undefined ? title : `${title} ${detail}`
}

/** Takes a note away after its time; not while a person points at it or stands in it. */
const useLeaving = ({ id, failure }: Message, toast?: RefObject<HTMLElement | null>): void => {
  const { lab } = useStores()
  const note = failure === undefined
  useEffect(() => {
    if (!note) return undefined
    const leave = (): void => {
      if (toast?.current?.matches(':hover') || toast?.current?.contains(document.activeElement)) timer = setTimeout(leave, 1000)
      else lab.getState().dismiss(id)
    }
    let timer = setTimeout(leave, noteStays)
    return () => clearTimeout(timer)
  }, [lab, id, note, toast])
}

/** A note beneath the stack ages too, or old news would come back when the newer has gone. */
const Beneath = ({ message }: { message: Message }) => {
  useLeaving(message)
  return null
}

const Toast = ({ message }: { message: Message }) => {
  const { lab } = useStores()
  const { id, failure } = message
  const { title, detail } = wordsOf(message)
  const toast = useRef<HTMLLIElement>(null)
  const dismiss = (): void => lab.getState().dismiss(id)
  useLeaving(message, toast)

  const Icon = !failure ? Info : fileFailures.has(failure.code) ? FileWarning : CircleAlert
  return (
    <li ref={toast} className={styles['toast']} data-failed={failure !== undefined}>
      <Icon className={styles['icon']} size={16} strokeWidth={1.75} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        {detail !== undefined && <p className={styles['detail']}>{detail}</p>}
        {failure && fileFailures.has(failure.code) && (
          <Button
            className={styles['action']}
            onClick={() => {
              dismiss()
              pickPicture()
            }}
          >
            Open another…
          </Button>
        )}
      </div>
      <IconButton label="Dismiss" onClick={dismiss}>
        <X size={16} strokeWidth={1.75} aria-hidden />
      </IconButton>
    </li>
  )
}

/** Says the newest message of its kind once; the region is there before there is anything to say, or it would not be heard. */
const Announcer = ({ messages, role }: { messages: readonly Message[]; role: 'status' | 'alert' }) => {
  const newest = messages.at(-1)
  return (
    <div role={role} aria-atomic="true" className="visually-hidden">
      {newest && <span key={newest.id}>{spokenText(newest)}</span>}
    </div>
  )
}

/** Toasts at the bottom right of the stage. Notes go after eight seconds, failures stay until they are dismissed. */
export const Messages = () => {
  const messages = useLab((state) => state.messages)
  const { lab } = useStores()
  const layout = useLayout()
  const shown = messages.slice(-shownAtMost[layout])
  const more = messages.length - shown.length
  return (
    <div className={styles['messages']}>
      <Announcer role="status" messages={messages.filter((message) => !message.failure)} />
      <Announcer role="alert" messages={messages.filter((message) => message.failure)} />
      {messages.length > 0 && (
        <section aria-label="Messages" className={styles['stack']}>
          {more > 0 && (
            <p className={styles['more']}>
              {more === 1 ? '1 earlier message' : `${more} earlier messages`}
              <Button size="small" variant="quiet" onClick={() => messages.forEach(({ id }) => lab.getState().dismiss(id))}>
                Dismiss all
              </Button>
            </p>
          )}
          {messages.slice(0, more).map((message) => (
            <Beneath key={message.id} message={message} />
          ))}
          <ul className={styles['list']}>
            {shown.map((message) => (
              <Toast key={message.id} message={message} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
