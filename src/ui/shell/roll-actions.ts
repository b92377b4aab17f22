import { ChevronLeft, ChevronRight, EyeOff, Film } from 'lucide-react'
import type { Action, Now } from './actions.ts'

const hasRoll = ({ roll }: Now): boolean => (roll?.frames.length ?? 0) > 0
const isIdle = (now: Now): boolean => hasRoll(now) && now.roll?.work === undefined
const shownFrame = ({ roll }: Now) => roll?.frames.find(({ id }) => id === roll.shown)

/** Going through a roll, and what is done to all of it. */
export const rollActions: readonly Action[] = [
  { id: 'invert-roll', label: 'Invert the roll', group: 'Picture', icon: Film, words: 'all frames share film base', keys: ['shift+i'], enabled: isIdle, run: ({ roll }) => void roll?.getState().invert() },
  { id: 'next-frame', label: 'Next frame', group: 'Picture', icon: ChevronRight, words: 'roll', keys: ['.'], enabled: hasRoll, run: ({ roll }) => void roll?.getState().step(1) },
  { id: 'previous-frame', label: 'Previous frame', group: 'Picture', icon: ChevronLeft, words: 'roll', keys: [','], enabled: hasRoll, run: ({ roll }) => void roll?.getState().step(-1) },
  {
    id: 'leave-frame',
    label: 'Leave the frame out, or take it in',
    group: 'Picture',
    icon: EyeOff,
    words: 'roll reject exclude cull',
    keys: ['y'],
    enabled: hasRoll,
    checked: (now) => shownFrame(now)?.left ?? false,
    run: ({ roll }) => {
      const { frames, shown, leave } = roll!.getState()
      const frame = frames.find(({ id }) => id === shown)
      if (frame) leave(frame.id, !frame.left)
    },
  },
]
