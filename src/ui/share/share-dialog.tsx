import { Check, Copy } from 'lucide-react'
import { useId, useRef, useState, type RefObject } from 'react'
import { describeFailure } from '../../kernels/failure-words.ts'
import { toFailure } from '../../kernels/failure.ts'
import { current } from '../../state/history.ts'
import { linkOf, type LabLink } from '../../state/link.ts'
import type { LabStore } from '../../state/lab.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useStores, useView } from '../lab-context.tsx'
import styles from './share-dialog.module.css'

type Read = { readonly link: LabLink } | { readonly why: string }

const readLink = (lab: LabStore): Read => {
  try {
    return { link: linkOf(lab) }
  } catch (caught) {
    const { title, detail } = describeFailure('The link', toFailure(caught))
    return { why: `${title} ${detail}` }
  }
}

/** What is in the link and what is not, for this picture. */
const contents = (lab: LabStore, { hasPicture }: LabLink): string => {
  const steps = current(lab.history).steps.length
  const recipe = steps === 0 ? 'The recipe has no steps yet' : `The link holds the recipe, ${steps === 1 ? 'one step' : `${steps} steps`} with their values`
  if (hasPicture) return `${recipe}. It opens the sample picture too, for the lab paints it anew.`
  if (!lab.picture) return `${recipe}. There is no picture in it.`
  const what = lab.aside ? 'The spectrum' : 'Your picture'
  return `${recipe}. ${what} is not in it: pictures never leave this computer. Whoever opens the link brings a picture of their own.`
}

const Body = ({ field }: { field: RefObject<HTMLInputElement | null> }) => {
  const { lab } = useStores()
  const id = useId()
  const [state] = useState(() => lab.getState())
  const [read] = useState(() => readLink(state))
  const [copied, setCopied] = useState<'yes' | 'refused'>()

  if ('why' in read) return <p className={styles['why']}>{read.why}</p>
  const { origin, pathname, search } = window.location
  const address = `${origin}${pathname}${search}${read.link.hash}`
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address)
      setCopied('yes')
      // the address bar now says what was given away; it does not follow every edit
      window.history.replaceState(window.history.state, '', read.link.hash)
    } catch {
      setCopied('refused')
      field.current?.focus()
      field.current?.select()
    }
  }
  return (
    <div className={styles['body']}>
      <label htmlFor={id} className={styles['label']}>
        Link
      </label>
      <div className={styles['row']}>
        <input ref={field} id={id} className={styles['field']} type="text" readOnly value={address} onFocus={(event) => event.target.select()} />
        <Button variant="main" size="large" icon={copied === 'yes' ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
          {copied === 'yes' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
      <p className={styles['contents']}>{contents(state, read.link)}</p>
      <p role="status" className={copied === 'refused' ? styles['contents'] : 'visually-hidden'}>
        {copied === 'yes' && 'The link is on the clipboard.'}
        {copied === 'refused' && 'The browser does not let the lab write to the clipboard. The link is selected: copy it with Ctrl C or ⌘ C.'}
      </p>
    </div>
  )
}

/** The lab as a link, and in plain words what the link does not hold. */
export const ShareDialog = () => {
  const open = useView((state) => state.dialog === 'share')
  const { view } = useStores()
  // its focus selects the link, ready to be copied by hand
  const field = useRef<HTMLInputElement>(null)
  return (
    <Dialog title="Share" open={open} onClose={() => view.getState().set({ dialog: undefined })} width={560} initialFocus={field}>
      {open && <Body field={field} />}
    </Dialog>
  )
}
