import { GitCompareArrows, Plus, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PictureInfo } from '../../engine/protocol.ts'
import { chooseCompare } from '../../state/compare.ts'
import { current } from '../../state/history.ts'
import type { Snapshot } from '../../state/lab.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Section } from '../kit/section.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { keyLabel } from '../shell/keys.ts'
import { thumbnailWindow } from './thumbnail-window.ts'
import styles from './snapshots.module.css'

/** A, B, … Z, AA. */
export const letterOf = (at: number): string => (at < 26 ? String.fromCodePoint(65 + at) : letterOf(Math.floor(at / 26) - 1) + letterOf(at % 26))

const Thumbnail = ({ snapshot, picture }: { snapshot: Snapshot; picture: PictureInfo }) => {
  const { lab } = useStores()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stale = false
    const draw = async (): Promise<void> => {
      const frame = await lab.getState().render(`thumbnail ${snapshot.id}`, { window: thumbnailWindow(picture.width, picture.height), show: 'after', recipe: snapshot.recipe })
      const target = canvas.current
      if (!frame || stale || !target) return
      target.width = frame.window.outWidth
      target.height = frame.window.outHeight
      target.getContext('2d')?.putImageData(new ImageData(frame.data, frame.window.outWidth, frame.window.outHeight), 0, 0)
    }
    // a thumbnail that cannot be made leaves its place empty; the stage says what went wrong with the picture
    draw().catch(() => undefined)
    return () => {
      stale = true
    }
  }, [lab, picture, snapshot])
  return <canvas ref={canvas} className={styles['thumbnail']} aria-hidden="true" />
}

const Item = ({ snapshot, at, picture }: { snapshot: Snapshot; at: number; picture: PictureInfo }) => {
  const { lab, view } = useStores()
  const letter = letterOf(at)
  const isCurrent = useLab((state) => current(state.history) === snapshot.recipe)
  const isReference = useView((state) => state.reference === snapshot.id)
  const apply = (): void => {
    const { replaceRecipe, select } = lab.getState()
    replaceRecipe(snapshot.recipe, `Snapshot ${letter}`)
    select(snapshot.recipe.steps.at(-1)?.key)
  }
  const compare = (): void => {
    const { compare: mode, set } = view.getState()
    set({ reference: isReference ? undefined : snapshot.id })
    if (!isReference && mode === 'after') chooseCompare(view, 'split')
  }
  const remove = (): void => {
    lab.getState().removeSnapshot(snapshot.id)
    if (isReference) view.getState().set({ reference: undefined })
  }
  return (
    <li className={styles['item']} data-current={isCurrent || undefined} data-reference={isReference || undefined}>
      <button type="button" className={styles['apply']} aria-label={`Snapshot ${letter}: ${snapshot.name}`} aria-pressed={isCurrent} onClick={apply}>
        <Thumbnail snapshot={snapshot} picture={picture} />
        <span className={styles['name']}>
          <b>{letter}</b> {snapshot.name}
        </span>
      </button>
      <span className={styles['tools']}>
        <IconButton label={isReference ? `Stop comparing with ${letter}` : `Compare with ${letter}`} pressed={isReference} onClick={compare}>
          <GitCompareArrows aria-hidden />
        </IconButton>
        <IconButton label={`Remove snapshot ${letter}`} onClick={remove}>
          <X aria-hidden />
        </IconButton>
      </span>
    </li>
  )
}

/** Recipes put aside, to look at again and to compare with. */
export const Snapshots = () => {
  const { lab } = useStores()
  const snapshots = useLab((state) => state.snapshots)
  const picture = useLab((state) => state.picture)
  if (!picture) return null
  return (
    <Section
      title="Snapshots"
      actions={
        <IconButton label="Take a snapshot" shortcut={keyLabel('m')} onClick={() => lab.getState().snapshot()}>
          <Plus aria-hidden />
        </IconButton>
      }
    >
      {snapshots.length === 0 ? (
        <p className={styles['hint']}>Keep the recipe as it is now, to compare with it later.</p>
      ) : (
        <ul className={styles['list']}>
          {snapshots.map((snapshot, at) => (
            <Item key={snapshot.id} snapshot={snapshot} at={at} picture={picture} />
          ))}
        </ul>
      )}
    </Section>
  )
}
