import { useState } from 'react'
import { current } from '../../state/history.ts'
import { copyParts, partsOf, type CopyPart } from '../../state/roll-copy.ts'
import { visibleFrames, type RollFrame } from '../../state/roll-frame.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Segments } from '../kit/segments.tsx'
import { useLab, useRoll, useStores, useView } from '../lab-context.tsx'
import styles from './copy-settings.module.css'

const labels: Readonly<Record<CopyPart, readonly [label: string, hint: string]>> = {
  base: ['Film base', 'with the kind of film and what the scan’s codes mean'],
  unmixing: ['Unmixing', 'how the dyes are told apart and mixed to sRGB'],
  balance: ['Balance', 'printer lights and the balance of red and blue'],
  exposure: ['Exposure', 'the same light through every negative'],
  grade: ['Grade', ''],
  'black-white': ['Black and white points', ''],
  'toe-shoulder': ['Toe and shoulder', ''],
  saturation: ['Saturation', ''],
  frame: ['Frame', 'place, size, angle'],
  turn: ['Turn', 'quarter turns and mirror'],
  steps: ['Other steps', 'take the place of those that are there'],
}

/** What is usually the same from frame to frame of one scene. */
const usual: readonly CopyPart[] = ['balance', 'exposure', 'grade', 'black-white', 'toe-shoulder', 'saturation']

type Reach = 'selected' | 'visible'

const framesText = (n: number): string => (n === 1 ? '1 frame' : `${n} frames`)

interface BodyProps {
  readonly parts: ReadonlySet<CopyPart>
  readonly setParts: (parts: ReadonlySet<CopyPart>) => void
  readonly onClose: () => void
}

const Open = ({ parts, setParts, onClose }: BodyProps) => {
  const { roll } = useStores()
  const { frames, shown, filter, selection } = useRoll((state) => state)
  const recipe = useLab((state) => current((state.aside ?? state).history))
  const others = (of: readonly RollFrame[]): readonly RollFrame[] => of.filter(({ id }) => id !== shown)
  const selected = others(frames.filter(({ id }) => selection.has(id)))
  const visible = others(visibleFrames(frames, filter, shown))
  const [reach, setReach] = useState<Reach>(selected.length > 0 ? 'selected' : 'visible')
  const to = reach === 'selected' ? selected : visible
  const free = to.filter(({ locked }) => !locked)
  const there = new Set(partsOf(recipe))
  const chosen = copyParts.filter((part) => there.has(part) && parts.has(part))
  const from = frames.find(({ id }) => id === shown)
  const locked = to.length - free.length

  return (
    <Dialog
      title={`Copy settings of ${from?.name ?? 'the frame'}`}
      open
      onClose={onClose}
      width={480}
      extra={locked === 0 ? undefined : locked === 1 ? 'One is locked and stays as it is.' : `${locked} are locked and stay as they are.`}
      footer={
        <>
          <Button size="large" variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="large"
            variant="main"
            disabled={chosen.length === 0 || free.length === 0}
            onClick={() => {
              roll?.getState().copy(chosen, free.map(({ id }) => id))
              onClose()
            }}
          >
            Copy to {framesText(free.length)}
          </Button>
        </>
      }
    >
      <div className={styles['reach']}>
        {selected.length > 0 ? (
          <Segments
            label="Copy to"
            value={reach}
            onChange={setReach}
            options={[
              { value: 'selected', label: `Selected, ${selected.length}` },
              { value: 'visible', label: filter === 'all' ? `All others, ${visible.length}` : `All others in sight, ${visible.length}` },
            ]}
          />
        ) : (
          <p>To all other frames{filter === 'all' ? '' : ' in sight'}. To copy to some, mark them in the filmstrip first, with Ctrl, Shift or Mark several.</p>
        )}
      </div>
      <ul className={styles['parts']} aria-label="Settings">
        {copyParts.map((part) => (
          <li key={part}>
            <Checkbox
              label={labels[part][0]}
              checked={there.has(part) && parts.has(part)}
              disabled={!there.has(part)}
              onChange={(on) => setParts(new Set(on ? [...parts, part] : [...parts].filter((each) => each !== part)))}
            />
            {labels[part][1] && <span className={styles['hint']}>{labels[part][1]}</span>}
          </li>
        ))}
      </ul>
      <div className={styles['all']}>
        <Button size="small" variant="quiet" onClick={() => setParts(new Set(copyParts))}>
          All
        </Button>
        <Button size="small" variant="quiet" onClick={() => setParts(new Set())}>
          None
        </Button>
        <Button size="small" variant="quiet" onClick={() => setParts(new Set(usual))}>
          Usual
        </Button>
      </div>
    </Dialog>
  )
}

/** Which of the shown frame's settings other frames get; what was ticked stays ticked for the next time. */
export const CopySettings = () => {
  const open = useView((state) => state.dialog === 'copy-settings')
  const { view } = useStores()
  const [parts, setParts] = useState<ReadonlySet<CopyPart>>(new Set(usual))
  if (!open) return null
  return <Open parts={parts} setParts={setParts} onClose={() => view.getState().set({ dialog: undefined })} />
}
