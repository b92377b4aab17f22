import type { Compare } from '../../state/view.ts'
import { useLab, useView } from '../lab-context.tsx'
import { useFraming } from '../film/use-framing.ts'
import { visibleRect } from './camera.ts'
import { referenceOf } from './frames.ts'
import type { Sight } from './sight.ts'
import { splitAt } from './split.ts'
import { useSight } from './stage-context.tsx'
import styles from './tags.module.css'

interface Names {
  readonly before: string
  readonly after: string
  readonly difference: string
}

interface TagAt {
  readonly name: string
  /** Before stands left and after right, so that neither moves when the way of comparing changes. */
  readonly corner: 'left' | 'right'
}

/** Room that a tag needs on its side of the split. */
const room = 60
/** A tiny picture's tags may stand past its edges, rather than on each other. */
const leastWidth = 180

const plain = 'After'

const tagsOf = (mode: Compare, paneAt: number, names: Names): readonly TagAt[] => {
  const before: TagAt = { name: names.before, corner: 'left' }
  const after: TagAt = { name: names.after, corner: 'right' }
  if (mode === 'before') return [before]
  // the result alone needs no name: nothing is to stand on it
  if (mode === 'after') return names.after === plain ? [] : [after]
  if (mode === 'difference') return [{ name: names.difference, corner: 'left' }]
  if (mode === 'split') return [before, after]
  return [{ name: paneAt === 0 ? names.before : names.after, corner: 'left' }]
}

const fits = (corner: TagAt['corner'], sight: Sight, split: number, left: number, width: number): boolean => {
  if (sight.mode !== 'split') return true
  const line = splitAt(sight, split)
  return corner === 'left' ? line - left > room : left + width - line > room
}

const Standing = ({ sight, names, split }: { sight: Sight; names: Names; split: number }) => {
  const seen = visibleRect(sight.camera, sight.picture, sight.viewport)
  const width = Math.min(Math.max(seen.width, leastWidth), sight.viewport.width)
  const left = Math.min(Math.max(seen.x + (seen.width - width) / 2, 0), sight.viewport.width - width)
  return sight.panes.map((pane, at) => (
    <div key={pane.sides.join()} className={styles['corners']} style={{ transform: `translate(${Math.round(pane.x + left)}px, ${Math.round(pane.y + seen.y)}px)`, width: Math.round(width) }}>
      {tagsOf(sight.mode, at, names)
        .filter((tag) => fits(tag.corner, sight, split, left, width))
        .map((tag) => (
          <span key={tag.corner} className={`${styles['tag']} ${styles[tag.corner]}`}>
            {tag.name}
          </span>
        ))}
    </div>
  ))
}

/** What each part of the stage shows, written on it. */
export const Tags = () => {
  const sight = useSight()
  const split = useView((view) => view.split)
  const gain = useView((view) => view.gain)
  const clipping = useView((view) => view.clipping)
  const held = useView((view) => view.holdBefore)
  const reference = useView((view) => view.reference)
  const snapshot = useLab((lab) => referenceOf(lab, { reference })?.name)
  const framing = useFraming()
  // while something is picked the words above the picture tell what it shows
  const picking = useView((view) => view.picking !== undefined)
  if (!sight || framing || picking) return null
  const before = snapshot ?? 'Before'
  const names: Names = { before, after: held ? before : clipping ? 'After, clipping' : plain, difference: `Difference × ${gain}` }
  return <Standing sight={sight} names={names} split={split} />
}
