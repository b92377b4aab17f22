import { AudioWaveform, ClipboardPaste, Code, Download, FolderOpen, ImageIcon, Presentation, Share2, X } from 'lucide-react'
import { programOf } from '../../state/program.ts'
import type { CodeDialect, Dialog } from '../../state/view.ts'
import type { SampleId } from '../../engine/protocol.ts'
import type { Action, Now } from './actions.ts'
import type { Stores } from '../lab-context.tsx'
import { pastePicture, pickPicture } from './pick-picture.ts'

const hasPicture = ({ lab }: Now): boolean => lab.picture !== undefined
const openDialog =
  (dialog: Dialog) =>
  ({ view }: Stores): void =>
    view.getState().set({ dialog })

const samples: readonly { readonly id: SampleId; readonly label: string }[] = [
  { id: 'night', label: 'Open the sample night scene' },
  { id: 'negative', label: 'Open the sample film negative' },
  { id: 'wedge', label: 'Open the sample step wedge' },
]

export const pictureActions: readonly Action[] = [
  { id: 'open', label: 'Open a picture…', group: 'Picture', icon: FolderOpen, words: 'load file import', keys: ['mod+o'], run: () => pickPicture() },
  { id: 'paste', label: 'Paste a picture', group: 'Picture', icon: ClipboardPaste, keys: ['mod+v'], native: true, run: ({ lab }) => void pastePicture(lab) },
  ...samples.map(({ id, label }, i): Action => ({
    id: `sample-${id}`,
    label,
    group: 'Picture',
    icon: ImageIcon,
    keys: [`shift+digit${i + 1}`],
    run: ({ lab }) => void lab.getState().open({ kind: 'sample', id }),
  })),
  {
    id: 'spectrum',
    label: 'Fourier spectrum of the picture',
    group: 'Picture',
    icon: AudioWaveform,
    words: 'fft frequency',
    keys: ['f'],
    enabled: ({ lab }) => lab.picture !== undefined && lab.aside === undefined,
    run: ({ lab }) => void lab.getState().openSpectrum({ keepDc: true, centred: true }),
  },
  {
    id: 'close-spectrum',
    label: 'Back from the spectrum to the picture',
    group: 'Picture',
    icon: ImageIcon,
    keys: ['shift+f'],
    enabled: ({ lab }) => lab.aside !== undefined,
    run: ({ lab }) => lab.getState().closeSpectrum(),
  },
  { id: 'close', label: 'Close the picture', group: 'Picture', icon: X, keys: ['shift+w'], enabled: hasPicture, run: ({ lab }) => lab.getState().closePicture() },
]

/** Puts the recipe on the clipboard as a program for this picture's depth and channels. */
async function copyCode({ lab }: Stores, dialect: CodeDialect): Promise<void> {
  const program = programOf(lab.getState(), dialect)
  if (program === undefined) return
  const { tell } = lab.getState()
  const name = dialect === 'numpy' ? 'NumPy' : 'OpenCV'
  try {
    await navigator.clipboard.writeText(program)
    tell({ subject: 'Code', note: `The recipe is on the clipboard as ${name} code.` })
  } catch {
    tell({ subject: 'Code', note: 'The browser does not let the lab write to the clipboard. Select the code in the panel and copy it there.' })
  }
}

const codeAction = (dialect: CodeDialect, name: string, key: string): Action => ({
  id: `copy-${dialect}`,
  label: `Copy the recipe as ${name} code`,
  group: 'Take away',
  icon: Code,
  keys: [key],
  enabled: hasPicture,
  run: (stores) => void copyCode(stores, dialect),
})

export const takeAwayActions: readonly Action[] = [
  { id: 'export', label: 'Export the picture…', group: 'Take away', icon: Download, words: 'save download file png tiff jpeg webp', keys: ['mod+e', 'mod+s'], enabled: hasPicture, run: openDialog('export') },
  { id: 'share', label: 'Share a link to the recipe…', group: 'Take away', icon: Share2, keys: ['h'], run: openDialog('share') },
  codeAction('numpy', 'NumPy', 'shift+n'),
  codeAction('opencv', 'OpenCV', 'shift+o'),
  {
    id: 'present',
    label: 'Present on a projector',
    group: 'Take away',
    icon: Presentation,
    words: 'full screen beamer lecture',
    keys: ['p'],
    enabled: hasPicture,
    run: ({ view }) => view.getState().set({ present: true, holdBefore: false }),
  },
]
