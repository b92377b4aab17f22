import { Download, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { toFailure } from '../../kernels/failure.ts'
import { visibleFrames, type Rating } from '../../state/roll-frame.ts'
import type { SheetShow } from '../../state/roll-state.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Keys } from '../kit/keys.tsx'
import { MenuField } from '../kit/menu-field.tsx'
import { Segments } from '../kit/segments.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoll, useStores, useView } from '../lab-context.tsx'
import { download } from '../share/download.ts'
import { keyLabel } from '../shell/keys.ts'
import { SheetCell } from './sheet-cell.tsx'
import { SheetSide } from './sheet-side.tsx'
import { Working } from './working.tsx'
import { filterOf, filterOptions } from './roll-words.ts'
import { pressFrame } from './frame-button.tsx'
import styles from './contact-sheet.module.css'

const shows: readonly { readonly value: SheetShow; readonly label: string }[] = [
  { value: 'negatives', label: 'Negatives' },
  { value: 'positives', label: 'Positives' },
  { value: 'both', label: 'Both' },
]

const hints: readonly (readonly [readonly string[], string])[] = [
  [['arrowleft', 'arrowright'], 'move'],
  [['1', '5'], 'rate'],
  [['x'], 'reject'],
  [['space'], 'compare'],
  [['enter'], 'open'],
]

/** How many cells stand in the first row, as they are laid out. */
const columnsIn = (grid: HTMLElement): number => {
  const tops = Array.from(grid.children, (child) => (child as HTMLElement).offsetTop)
  const next = tops.findIndex((top) => top !== tops[0])
  return next < 0 ? tops.length : next
}

const arrows: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ',': -1, ArrowRight: 1, '.': 1 }
const rows: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1 }
const marks = { x: 'rejected', y: 'excluded', z: 'locked' } as const

const Grid = ({ show, cursor, setCursor, onOpen }: { show: SheetShow; cursor: number; setCursor: (id: number) => void; onOpen: (id: number) => void }) => {
  const stores = useStores()
  const { view, roll } = stores
  const { frames, filter, shown, selection } = useRoll((state) => state)
  const visible = visibleFrames(frames, filter, shown)

  const grid = useRef<HTMLUListElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (ctrlKey || metaKey || altKey) return
    const at = visible.findIndex(({ id }) => id === cursor)
    const go = (to: number): void => {
      const next = visible[Math.min(Math.max(to, 0), visible.length - 1)]
      if (!next) return
      setCursor(next.id)
      if (shiftKey) roll?.getState().select(next.id, 'range')
      grid.current?.querySelector<HTMLElement>(`[data-frame="${next.id}"]`)?.focus()
    }
    const on = selection.size > 1 && selection.has(cursor) ? [...selection] : [cursor]
    const mark = marks[key.toLowerCase() as keyof typeof marks]
    if (arrows[key]) go(at + arrows[key])
    else if (rows[key]) go(at + rows[key] * columnsIn(grid.current!))
    else if (key === 'Home') go(0)
    else if (key === 'End') go(visible.length - 1)
    else if (key === 'Enter') onOpen(cursor)
    else if (key === ' ') view.getState().set({ holdBefore: true })
    else if (/^[0-5]$/.test(key)) roll?.getState().rate(Number(key) as Rating, on)
    else if (mark && !shiftKey) roll?.getState().toggle(mark, on)
    else return
    event.preventDefault()
  }
  const release = (): void => view.getState().set({ holdBefore: false })
  useKeys(grid, onKeyDown, (event) => {
    if (event.key !== ' ') return
    event.preventDefault()
    release()
  })

  return (
    <ul ref={grid} className={styles['grid']} aria-label="Frames" data-both={show === 'both' || undefined}>
      {visible.map((frame) => (
        <SheetCell
          key={frame.id}
          frame={frame}
          at={frames.indexOf(frame)}
          of={frames.length}
          show={show}
          shown={frame.id === shown}
          selected={selection.size > 1 && selection.has(frame.id)}
          tab={frame.id === cursor}
          onReach={() => setCursor(frame.id)}
          onPress={(event) => {
            if (event.shiftKey || event.ctrlKey || event.metaKey) pressFrame(stores, frame.id, event)
            else onOpen(frame.id)
          }}
        />
      ))}
    </ul>
  )
}

/** All frames of a roll at once, as negatives, as positives or both. It stands over the lab; Escape or a frame that is opened ends it. */
export const ContactSheet = () => {
  const { view, roll, lab } = useStores()
  const of = useRoll((state) => state.frames.length)
  const shown = useRoll((state) => state.shown)
  const inSight = useRoll((state) => visibleFrames(state.frames, state.filter, state.shown).length)
  const filter = useRoll((state) => state.filter)
  const work = useRoll((state) => state.work)
  const hold = useView((state) => state.holdBefore)
  const [chosen, setShow] = useState<SheetShow>('positives')
  const [cursor, setCursor] = useState(shown ?? -1)
  const [saving, setSaving] = useState(false)
  // held, the other side is seen
  const show = !hold ? chosen : chosen === 'negatives' ? 'positives' : 'negatives'
  const close = (): void => view.getState().set({ contactSheet: false, holdBefore: false })

  // the keys are the sheet's from the first press on
  const sheet = useRef<HTMLElement>(null)
  useEffect(() => sheet.current?.querySelector<HTMLElement>('[data-frame][tabindex="0"]')?.focus(), [])
  useEffect(() => {
    if (of === 0) view.getState().set({ contactSheet: false })
  }, [of, view])

  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      const inside = event.target instanceof Element && event.target.closest('[role="menu"], [role="listbox"], [role="dialog"]')
      if (event.key === 'Escape' && !event.defaultPrevented && !inside && view.getState().dialog === undefined) view.getState().set({ contactSheet: false, holdBefore: false })
    }
    // wherever the focus is: what had it may be gone
    window.addEventListener('keydown', escape)
    return () => window.removeEventListener('keydown', escape)
  }, [view])

  const open = (id: number): void => {
    roll?.getState().select(id, 'only')
    void roll?.getState().show(id)
    close()
  }
  const save = async (): Promise<void> => {
    if (saving) return
    setSaving(true)
    try {
      download(await roll!.getState().sheet(chosen), 'contact-sheet.png')
    } catch (caught) {
      lab.getState().tell({ subject: 'The contact sheet', failure: toFailure(caught) })
    } finally {
      setSaving(false)
    }
  }

  return (
    <section ref={sheet} className={styles['sheet']} aria-label="Contact sheet">
      <header className={styles['head']}>
        <h2 className={styles['title']}>Contact sheet</h2>
        <span className={styles['count']}>{inSight === of ? `${of} frames` : `${inSight} of ${of} frames`}</span>
        <div className={styles['middle']}>
          <Segments label="Show" value={chosen} onChange={setShow} options={shows} />
        </div>
        <div className={styles['filter']}>
          <MenuField label="Frames that are shown" value={`${filter}`} onChange={(value) => roll?.getState().setFilter(filterOf(value))} options={filterOptions} />
        </div>
        <Button icon={<Download aria-hidden />} aria-disabled={saving || undefined} onClick={() => void save()}>
          {saving ? 'Saving' : 'Save as PNG'}
        </Button>
        <IconButton label="Close the contact sheet" shortcut={keyLabel('escape')} onClick={close}>
          <X aria-hidden />
        </IconButton>
        {work && (
          <div className={styles['narrow']}>
            <Working work={work} />
          </div>
        )}
      </header>
      <div className={styles['body']}>
        <SheetSide onOpen={open} />
        <div className={styles['scroll']}>
          <Grid show={show} cursor={cursor} setCursor={setCursor} onOpen={open} />
        </div>
      </div>
      <footer className={styles['foot']} aria-hidden>
        {hints.map(([keys, word]) => (
          <span key={word}>
            {keys.map((key) => (
              <Keys key={key} keys={keyLabel(key)} />
            ))}
            {word}
          </span>
        ))}
      </footer>
    </section>
  )
}
