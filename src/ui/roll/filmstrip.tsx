import { Download, Ellipsis, Film, Grid3x3 } from 'lucide-react'
import { visibleFrames } from '../../state/roll-frame.ts'
import { rollLimit } from '../../state/roll-keep.ts'
import { bytes } from '../format.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { MenuField } from '../kit/menu-field.tsx'
import { useRoll, useStores, type Stores } from '../lab-context.tsx'
import { actionsOf, isEnabled, nowOf, runAction } from '../shell/actions.ts'
import { keyLabel } from '../shell/keys.ts'
import { FrameButton } from './frame-button.tsx'
import { exportItems } from './roll-export-items.ts'
import { MarkSeveral } from './mark-several.tsx'
import { RollNotes } from './roll-notes.tsx'
import { filterOf, filterOptions } from './roll-words.ts'
import { Working } from './working.tsx'
import styles from './filmstrip.module.css'

/** What can be done with the chosen frames, by the ids of the actions. */
const frameActions = ['rate-5', 'rate-4', 'rate-3', 'rate-2', 'rate-1', 'rate-0', 'frame-rejected', 'frame-excluded', 'frame-locked', 'copy-settings', 'select-frames'] as const

const frameItems = (stores: Stores): readonly MenuItem[] => {
  const now = nowOf(stores)
  const actions = actionsOf(now)
  return frameActions.flatMap((id): MenuItem[] => {
    const action = actions.find((candidate) => candidate.id === id)
    if (!action) return []
    const { label, keys } = action
    return [{ label, shortcut: keys?.[0] && keyLabel(keys[0]), disabled: !isEnabled(action, now), onSelect: () => runAction(id, stores) }]
  })
}

const Counts = () => {
  const of = useRoll((state) => state.frames.length)
  const rejected = useRoll((state) => state.frames.filter((frame) => frame.rejected).length)
  const selected = useRoll((state) => state.selection.size)
  return (
    <span className={styles['counts']} title={`Kept for a reload: settings, ratings and order of all frames, and files up to ${bytes(rollLimit)}.`}>
      {of} frames{rejected > 0 ? `, ${rejected} rejected` : ''}
      {selected > 1 ? `, ${selected} selected` : ''}
    </span>
  )
}

const Side = () => {
  const stores = useStores()
  const work = useRoll((state) => state.work)
  const filter = useRoll((state) => state.filter)
  const inverted = useRoll((state) => state.frames.some(({ found }) => found))
  const free = work === undefined || work.what === 'reading'
  return (
    <div className={styles['side']}>
      <div className={styles['title']}>
        <strong>Roll</strong>
        <Counts />
        <MenuField label="Frames that are shown" value={`${filter}`} onChange={(value) => stores.roll?.getState().setFilter(filterOf(value))} options={filterOptions} />
      </div>
      {free && (
        <div className={styles['ways']}>
          <Button size="small" variant={inverted ? 'normal' : 'main'} icon={<Film aria-hidden />} onClick={() => runAction('invert-roll', stores)}>
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
          <IconButton label="Contact sheet" shortcut={keyLabel('e')} onClick={() => runAction('contact-sheet', stores)}>
            <Grid3x3 aria-hidden />
          </IconButton>
          <MarkSeveral />
          <Menu
            label="The chosen frames"
            items={frameItems(stores)}
            trigger={
              <IconButton label="Rate, reject, lock, copy…">
                <Ellipsis aria-hidden />
              </IconButton>
            }
          />
        </div>
      )}
      {work && <Working work={work} />}
    </div>
  )
}

/** The frames of a roll, one beside the other, and what can be done with all of them. */
export const Filmstrip = () => {
  const frames = useRoll((state) => state.frames)
  const shown = useRoll((state) => state.shown)
  const filter = useRoll((state) => state.filter)
  const selection = useRoll((state) => state.selection)
  if (frames.length === 0) return null
  const visible = visibleFrames(frames, filter, shown)
  return (
    <section className={styles['region']} aria-label="Roll">
      <RollNotes />
      <div className={styles['strip']}>
        <Side />
        <ol className={styles['frames']} aria-label="Frames">
          {visible.map((frame) => (
            <FrameButton key={frame.id} frame={frame} at={frames.indexOf(frame)} of={frames.length} shown={frame.id === shown} selected={selection.size > 1 && selection.has(frame.id)} />
          ))}
        </ol>
      </div>
    </section>
  )
}
