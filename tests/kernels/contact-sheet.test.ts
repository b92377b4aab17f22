import { describe, expect, it } from 'vitest'
import { composeSheet, sheetColumns, type SheetCell } from '../../src/kernels/contact-sheet.ts'
import { drawText, fittedText, textWidth, type Sheet } from '../../src/kernels/lettering.ts'

const blank = (width: number, height: number): Sheet => ({ width, height, data: new Uint8Array(3 * width * height) })
/** Columns and rows that have ink. */
const extent = ({ width, data }: Sheet) => {
  const inked = Array.from({ length: data.length / 3 }, (_, i) => i).filter((i) => data[3 * i]! > 0)
  const xs = inked.map((i) => i % width)
  const ys = inked.map((i) => Math.floor(i / width))
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
const written = (text: string, size = 24): Sheet => {
  const sheet = blank(400, 80)
  drawText(sheet, text, 10, 10, size, [255, 255, 255])
  return sheet
}

describe('letters of strokes', () => {
  it('are as high and as wide as they say', () => {
    for (const text of ['H', 'HEN', 'Wide']) {
      const { left, right, top, bottom } = extent(written(text))
      // the pen is 3 pixels wide: it reaches 1.5 beyond its path
      expect(Math.abs(left - 8.5)).toBeLessThanOrEqual(1)
      expect(Math.abs(right - (10 + textWidth(text, 24) + 1.5))).toBeLessThanOrEqual(1.5)
      expect(Math.abs(top - 8.5)).toBeLessThanOrEqual(1)
      expect(Math.abs(bottom - 35.5)).toBeLessThanOrEqual(1)
    }
  })

  it('differ from one another, all that are used in names', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456789.,:-+=_/()[]!?%&#~★')
    const drawn = letters.map((letter) => written(letter).data.join())
    expect(letters.filter((_, i) => drawn.indexOf(drawn[i]!) !== i)).toEqual([])
  })

  it('lose their accents, and what has no strokes is a box', () => {
    expect(written('é').data).toEqual(written('e').data)
    expect(written('日').data).toEqual(written('木').data)
    expect(written(' ').data.every((value) => value === 0)).toBe(true)
  })

  it('are cut where there is no room for all', () => {
    expect(fittedText('short', 12, 500)).toBe('short')
    const cut = fittedText('a very long name of a file.tif', 12, 100)
    expect(cut).toMatch(/^a very.*\.\.\.$/)
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(100)
  })

  it('do nothing outside the picture', () => {
    const sheet = blank(20, 20)
    expect(() => drawText(sheet, 'WWWW', -30, -10, 24, [255, 255, 255])).not.toThrow()
  })
})

/** Noise of its own for each seed. */
const picture = (width: number, height: number, seed: number) => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => (i % 4 === 3 ? 255 : Math.imul(i + 100_003 * seed + 1, 2_654_435_761) >>> 24)),
})
const cell = (seed: number, pictures = [picture(150, 100, seed)]): SheetCell => ({ pictures, number: String(seed), name: `${seed}.tif`, marks: '', flag: '', struck: false })

describe('a contact sheet', () => {
  it('has every pixel of every picture as it is', () => {
    const cells = Array.from({ length: 7 }, (_, i) => cell(i, [picture(150, 100, i), picture(150, 100, 3 * i + 1)]))
    const sheet = composeSheet('Roll', cells)
    expect([sheet.channels, sheet.depth, sheet.encoding]).toEqual([3, 'u8', 'srgb'])
    // the first row of a picture, looked for in the sheet
    const text = Buffer.from(sheet.data).toString('latin1')
    for (const { pictures } of cells) {
      for (const { data, width, height } of pictures as readonly ReturnType<typeof picture>[]) {
        const row = (y: number): string => Buffer.from(Array.from({ length: 3 * width }, (_, i) => data[4 * (y * width + Math.floor(i / 3)) + (i % 3)]!)).toString('latin1')
        const at = text.indexOf(row(0))
        expect(at).toBeGreaterThan(0)
        for (let y = 1; y < height; y++) expect(text.slice(at + 3 * y * sheet.width, at + 3 * y * sheet.width + 3 * width)).toBe(row(y))
      }
    }
  })

  it('has as many columns as make it about three to two, and a place for a frame without a picture', () => {
    expect(sheetColumns(36, 150, 150)).toBe(7)
    expect(sheetColumns(1, 150, 150)).toBe(1)
    const { width, height } = composeSheet('Roll', [...Array.from({ length: 35 }, (_, i) => cell(i)), { ...cell(35), pictures: [undefined] }])
    expect(width / height).toBeGreaterThan(1.1)
    expect(width / height).toBeLessThan(2)
  })
})
