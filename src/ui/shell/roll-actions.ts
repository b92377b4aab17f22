import { ChevronLeft, ChevronRight, Copy, EyeOff, Film, Grid3x3, Lock, RefreshCw, Star, SquareCheck, X } from 'lucide-react'
import { isStale, type Rating } from '../../state/roll-frame.ts'
import type { RollState } from '../../state/roll.ts'
import type { Action, Now } from './actions.ts'
import type { Stores } from '../lab-context.tsx'

export const hasRoll = ({ roll }: Now): boolean => (roll?.frames.length ?? 0) > 0
/** Reading gives way to whatever else is wanted. */
const isFree = (now: Now): boolean => hasRoll(now) && (now.roll?.work === undefined || now.roll.work.what === 'reading')

const doing =
  (run: (roll: RollState) => void) =>
  ({ roll }: Stores): void => {
    if (roll) run(roll.getState())
  }

const rate = (rating: Rating): Action => ({
  id: `rate-${rating}`,
  label: rating === 0 ? 'Take the stars off' : `Rate ${rating === 1 ? '1 star' : `${rating} stars`}`,
  group: 'Roll',
  icon: Star,
  keys: [String(rating)],
  enabled: hasRoll,
  checked: ({ roll }) => roll?.chosen().every((frame) => frame.rating === rating) ?? false,
  run: doing((roll) => roll.rate(rating)),
})

const mark = (name: 'rejected' | 'excluded' | 'locked', key: string, icon: Action['icon'], label: string, words: string): Action => ({
  id: `frame-${name}`,
  label,
  group: 'Roll',
  icon,
  words,
  keys: [key],
  enabled: hasRoll,
  checked: ({ roll }) => roll?.chosen().every((frame) => frame[name]) ?? false,
  run: doing((roll) => roll.toggle(name)),
})

const actions: readonly Action[] = [
  { id: 'invert-roll', label: 'Invert the roll', group: 'Roll', icon: Film, words: 'all frames share film base', keys: ['shift+i'], enabled: isFree, run: doing((roll) => void roll.invert()) },
  { id: 'estimate-roll', label: 'Estimate the roll again', group: 'Roll', icon: RefreshCw, words: 'shared film base balance', keys: ['shift+e'], enabled: (now) => isFree(now) && isStale(now.roll!.frames), run: doing((roll) => roll.estimate()) },
  { id: 'contact-sheet', label: 'Contact sheet', group: 'Roll', icon: Grid3x3, words: 'all frames grid overview', keys: ['e'], enabled: hasRoll, checked: ({ view }) => view.contactSheet, run: ({ view }) => view.getState().set({ contactSheet: !view.getState().contactSheet, holdBefore: false }) },
  { id: 'next-frame', label: 'Next frame', group: 'Roll', icon: ChevronRight, keys: ['.', 'arrowright'], enabled: hasRoll, run: doing((roll) => void roll.step(1)) },
  { id: 'previous-frame', label: 'Previous frame', group: 'Roll', icon: ChevronLeft, keys: [',', 'arrowleft'], enabled: hasRoll, run: doing((roll) => void roll.step(-1)) },
  ...([1, 2, 3, 4, 5, 0] as const).map(rate),
  mark('rejected', 'x', X, 'Reject, or take back', 'cull export leave out'),
  mark('excluded', 'y', EyeOff, 'Exclude from the shared estimate, or count', 'leave out'),
  mark('locked', 'z', Lock, 'Lock the settings, or unlock', 'protect'),
  { id: 'copy-settings', label: 'Copy settings to the selection…', group: 'Roll', icon: Copy, words: 'paste sync apply same', keys: ['shift+c'], enabled: hasRoll, run: ({ view }) => view.getState().set({ dialog: 'copy-settings' }) },
  { id: 'select-frames', label: 'Select all frames', group: 'Roll', icon: SquareCheck, keys: ['mod+a'], enabled: hasRoll, run: doing((roll) => roll.selectAll()) },
]

/** Going through a roll, judging its frames, and what is done to all of them; none where there is no roll. */
export const rollActions = (now: Now): readonly Action[] => (hasRoll(now) ? actions : [])
