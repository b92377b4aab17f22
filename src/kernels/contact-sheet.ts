import { drawText, fittedText, textWidth, type Ink, type Sheet } from './lettering.ts'
import { createRaster, type Raster } from './raster.ts'

/** RGBA of 8 bits. */
export interface SheetPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

export interface SheetCell {
  /** One beneath the other. */
  readonly pictures: readonly (SheetPicture | undefined)[]
  readonly number: string
  readonly name: string
  /** Stars and the like, at the end of the name's line. */
  readonly marks: string
  /** What stands out, in a line of its own. */
  readonly flag: string
  readonly struck: boolean
}

/** Sizes in pixels: a cell as wide as its widest picture may be, room around it, and two lines of words. */
const room = 24
const letters = 12
const line = 24
const gap = 4

const paper: Ink = [17, 17, 17]
const plain: Ink = [236, 236, 236]
const quiet: Ink = [146, 146, 146]
const loud: Ink = [240, 160, 75]
const wrong: Ink = [255, 138, 128]

/** The sheet's shape: about as wide as three to two. */
export const sheetColumns = (cells: number, width: number, height: number): number => Math.min(cells, Math.max(1, Math.round(Math.sqrt((1.5 * cells * height) / width))))

function place({ width, data }: Sheet, picture: SheetPicture, left: number, top: number): void {
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0, from = 4 * y * picture.width, to = 3 * ((top + y) * width + left); x < picture.width; x++, from += 4, to += 3) {
      const alpha = picture.data[from + 3] / 255
      for (let c = 0; c < 3; c++) data[to + c] = Math.round(alpha * picture.data[from + c] + (1 - alpha) * paper[c])
    }
  }
}

/** Pictures in rows with words beneath, on black, as an RGB raster of 8 bits in sRGB. Pixels of opaque pictures are copied as they are. */
export function composeSheet(title: string, cells: readonly SheetCell[]): Raster<'u8'> {
  const all = cells.flatMap(({ pictures }) => pictures.filter((picture) => picture !== undefined))
  const wide = Math.max(120, ...all.map(({ width }) => width))
  const layers = Math.max(1, ...cells.map(({ pictures }) => pictures.length))
  const tall = Math.max(80, ...all.map(({ height }) => height))
  const high = layers * tall + (layers - 1) * gap + 2 * line
  const columns = sheetColumns(cells.length, wide, high)
  const rows = Math.ceil(cells.length / columns)
  const head = 3 * room
  const width = room + columns * (wide + room)
  const height = head + rows * (high + room)
  const sheet: Sheet = { width, height, data: new Uint8Array(3 * width * height) }
  for (let i = 0; i < sheet.data.length; i++) sheet.data[i] = paper[i % 3]
  drawText(sheet, fittedText(title, 1.4 * letters, width - 2 * room), room, room, 1.4 * letters, plain)

  cells.forEach(({ pictures, number, name, marks, flag, struck }, at) => {
    const left = room + (at % columns) * (wide + room)
    const top = head + Math.floor(at / columns) * (high + room)
    pictures.forEach((picture, layer) => {
      if (picture) place(sheet, picture, left + ((wide - picture.width) >> 1), top + layer * (tall + gap) + ((tall - picture.height) >> 1))
    })
    const first = top + high - 2 * line + 8
    drawText(sheet, number, left, first, letters, plain)
    const from = left + textWidth(number, letters) + letters
    const end = textWidth(marks, letters)
    drawText(sheet, fittedText(name, letters, left + wide - from - end - letters), from, first, letters, quiet)
    drawText(sheet, marks, left + wide - end, first, letters, struck ? wrong : loud)
    drawText(sheet, fittedText(flag, letters, wide), left, first + line, letters, loud)
  })
  return createRaster({ width, height, channels: 3, depth: 'u8', data: sheet.data })
}
