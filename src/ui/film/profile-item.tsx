import { Check, Ellipsis } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { maxProfileName, profileToLink, profileToText } from '../../recipe/film-profile.ts'
import { cleanFileName } from '../../recipe/file-name.ts'
import { applyProfile } from '../../state/profile-use.ts'
import type { KeptProfile } from '../../state/profile-store.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { useRoll, useStores, type Stores } from '../lab-context.tsx'
import { download } from '../share/download.ts'
import { useFilmStores } from './films-context.tsx'
import { printRoll } from './print-roll.ts'
import styles from './profiles.module.css'

interface NameFieldProps {
  readonly label: string
  readonly initial: string
  readonly onDone: (name: string | undefined) => void
  /** The name it begins with is one to take, too. */
  readonly always?: boolean
}

/** A name to type: Enter takes it, Escape and going elsewhere without a change leave things as they are. */
export const NameField = ({ label, initial, onDone, always = false }: NameFieldProps) => {
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(initial)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const done = useRef(false)
  // a field that goes away loses the focus: what was decided is not decided again
  const end = (taken: boolean): void => {
    if (done.current) return
    done.current = true
    onDone(taken && (always || name !== initial) ? name : undefined)
  }
  return (
    <input
      ref={field}
      className={styles['name']}
      type="text"
      aria-label={label}
      value={name}
      maxLength={maxProfileName}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setName(event.target.value)}
      onBlur={() => end(name !== initial)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        end(event.key === 'Enter')
      }}
    />
  )
}

async function copyLink({ lab }: Stores, kept: KeptProfile): Promise<void> {
  const { tell } = lab.getState()
  const { origin, pathname } = window.location
  try {
    await navigator.clipboard.writeText(`${origin}${pathname}${profileToLink(kept)}`)
    tell({ subject: kept.name, note: `The link to the film profile ${kept.name} is on the clipboard. All of it is in the link; nothing was uploaded.` })
  } catch {
    tell({ subject: kept.name, note: 'The browser does not let the lab write to the clipboard. Save the film profile as a file.' })
  }
}

/** One kept profile: pressed it prints the frame; its menu has the rest. */
export const ProfileItem = ({ kept, used }: { kept: KeptProfile; used: boolean }) => {
  const stores = useStores()
  const { profiles } = useFilmStores()
  const onRoll = useRoll((state) => state.frames.length > 1)
  const [naming, setNaming] = useState(false)
  const use = (balance: 'profile' | 'frame') => (): void => void applyProfile(stores.lab, kept, { balance })
  const items: readonly MenuItem[] = [
    { label: 'Use on this frame', onSelect: use('profile') },
    { label: 'Use, keep the frame’s balance', detail: 'For a frame that was taken in another light', onSelect: use('frame') },
    ...(onRoll ? [{ label: 'Use for the roll', detail: 'On every frame that is not locked', onSelect: () => void printRoll(stores, kept) }] : []),
    { label: 'Rename', group: 'Profile', onSelect: () => setNaming(true) },
    { label: 'Save as a file', group: 'Profile', onSelect: () => download(new Blob([profileToText(kept)], { type: 'application/json' }), `${cleanFileName(kept.name)}.film.json`) },
    { label: 'Copy a link', group: 'Profile', onSelect: () => void copyLink(stores, kept) },
    { label: 'Delete', group: 'Profile', onSelect: () => void profiles.getState().remove(kept.id) },
  ]
  if (naming) {
    return (
      <li>
        <NameField
          label="Name of the film profile"
          initial={kept.name}
          onDone={(name) => {
            setNaming(false)
            if (name !== undefined) void profiles.getState().rename(kept.id, name)
          }}
        />
      </li>
    )
  }
  return (
    <li>
      <button type="button" className={styles['use']} aria-pressed={used} title={kept.name} onClick={use('profile')}>
        <span className={styles['tick']}>{used && <Check size={14} strokeWidth={2} aria-hidden />}</span>
        <span className={styles['label']}>{kept.name}</span>
      </button>
      <Menu
        label={`Film profile ${kept.name}`}
        items={items}
        width={240}
        trigger={
          <IconButton label={`More for ${kept.name}`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      />
    </li>
  )
}
