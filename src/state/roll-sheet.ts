import type { Engine } from '../engine/engine.ts'
import { composeSheet, type SheetCell } from '../kernels/contact-sheet.ts'
import { emptyRecipe } from '../recipe/recipe.ts'
import { visibleFrames, type RollFrame } from './roll-frame.ts'
import type { RollData, SheetShow } from './roll-state.ts'

const cellOf = ({ name, thumbnail, negative, rating, rejected, locked, excluded, flag }: RollFrame, number: number, show: SheetShow): SheetCell => ({
  pictures: { negatives: [negative], positives: [thumbnail], both: [negative, thumbnail] }[show],
  number: String(number),
  name,
  marks: [rejected ? 'rejected' : '', locked ? 'locked' : '', excluded ? 'excluded' : '', '★'.repeat(rating)].filter(Boolean).join(' '),
  flag: flag?.short ?? '',
  struck: rejected,
})

/** The frames in sight as one picture, composed from their thumbnails and written by the lab's own encoder. */
export async function sheetFile(engine: Engine, { frames, filter, shown }: Pick<RollData, 'frames' | 'filter' | 'shown'>, show: SheetShow): Promise<Blob> {
  const visible = visibleFrames(frames, filter, shown)
  const title = visible.length === frames.length ? `${frames.length} frames` : `${visible.length} of ${frames.length} frames`
  const raster = composeSheet(title, visible.map((frame) => cellOf(frame, frames.indexOf(frame) + 1, show)))
  const picture = await engine.open({ kind: 'pixels', name: 'contact sheet', raster })
  try {
    const { file } = await engine.export({ picture: picture.id, recipe: emptyRecipe, format: 'png', bits: 8, quality: 100 })
    return file
  } finally {
    engine.close(picture.id)
  }
}
