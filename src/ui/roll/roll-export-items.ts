import type { ExportFormat } from '../../engine/protocol.ts'
import { describeFailure } from '../../kernels/failure-words.ts'
import { toFailure } from '../../kernels/failure.ts'
import type { MenuItem } from '../kit/menu.tsx'
import type { Stores } from '../lab-context.tsx'
import { canChooseFolder, chooseFolder, createZipTarget, folderTarget, type Target } from './roll-targets.ts'

interface Kind {
  readonly label: string
  /** The same among the files of a folder. */
  readonly files: string
  readonly format: ExportFormat
  readonly bits: 8 | 16
}

const kinds: readonly Kind[] = [
  { label: 'TIFF, 16-bit', files: 'TIFF files, 16-bit', format: 'tiff', bits: 16 },
  { label: 'PNG, 16-bit', files: 'PNG files, 16-bit', format: 'png', bits: 16 },
  { label: 'JPEG', files: 'JPEG files', format: 'jpeg', bits: 8 },
]

/** Writes the roll; what became of it stands over the filmstrip. */
async function exportRoll({ lab, roll }: Stores, { format, bits }: Kind, target: Target): Promise<void> {
  try {
    const report = await roll?.getState().export({ format, bits, target: target.name }, target.write)
    await (report && !report.stopped && report.written > 0 ? target.finish() : target.abandon())
  } catch (caught) {
    await target.abandon()
    const { title, detail } = describeFailure(target.name, toFailure(caught), 'export')
    lab.getState().tell({ subject: target.name, note: `${title} ${detail}` })
  }
}

/** The ways in which a roll can be written. */
export function exportItems(stores: Stores): readonly MenuItem[] {
  const zip = kinds.map((kind): MenuItem => ({ label: kind.label, group: 'As one zip file', onSelect: () => void exportRoll(stores, kind, createZipTarget('roll.zip')) }))
  if (!canChooseFolder()) return zip
  const folder = kinds.map((kind): MenuItem => ({
    label: kind.files,
    group: 'Into a folder',
    onSelect: () =>
      void chooseFolder()
        .then((handle) => handle && exportRoll(stores, kind, folderTarget(handle)))
        .catch((caught: unknown) => stores.lab.getState().tell({ subject: 'Folder', failure: toFailure(caught) })),
  }))
  return [...zip, ...folder]
}
