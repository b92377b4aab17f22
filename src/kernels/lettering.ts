/**
 * Letters as strokes of a round pen, for words in pictures that no canvas draws. A glyph is its pen strokes, points of two digits
 * (across, down): 0 is the top of capitals, 2 of small letters, 6 the base line, 8 the foot of a "g".
 */
const strokes: Readonly<Record<string, string>> = {
  a: '12 32 43 46|44 14 05 16 36 45', b: '00 06|03 12 32 43 45 36 16 05', c: '43 32 12 03 05 16 36 45', d: '40 46|43 32 12 03 05 16 36 45',
  e: '04 44 43 32 12 03 05 16 36 45', f: '30 20 11 16|02 32', g: '42 47 38 18 07|43 32 12 03 05 16 36 45', h: '00 06|03 12 32 43 46',
  i: '02 06|00', j: '12 17 08|10', k: '00 06|32 04|14 36', l: '00 05 16', m: '02 06|03 12 22 33 36|33 42 52 63 66', n: '02 06|03 12 32 43 46',
  o: '12 32 43 45 36 16 05 03 12', p: '02 08|03 12 32 43 45 36 16 05', q: '42 48|43 32 12 03 05 16 36 45', r: '02 06|04 13 22 32',
  s: '43 32 12 03 14 34 45 36 16 05', t: '10 15 26 36|02 32', u: '02 05 16 36 45|42 46', v: '02 26 42', w: '02 16 33 56 62', x: '02 46|42 06',
  y: '02 25|42 17 08', z: '02 42 06 46',
  A: '06 20 46|14 34', B: '03 33 44 45 36 06 00 30 41 42 33', C: '41 30 10 01 05 16 36 45', D: '00 06 26 44 42 20 00', E: '40 00 06 46|03 33',
  F: '40 00 06|03 33', G: '41 30 10 01 05 16 36 45 43 23', H: '00 06|40 46|03 43', I: '00 06', J: '30 35 26 16 05', K: '00 06|40 03 46',
  L: '00 06 46', M: '06 00 33 60 66', N: '06 00 46 40', O: '10 30 41 45 36 16 05 01 10', P: '06 00 30 41 42 33 03', Q: '10 30 41 45 36 16 05 01 10|34 46',
  R: '06 00 30 41 42 33 03|23 46', S: '41 30 10 01 02 13 33 44 45 36 16 05', T: '00 40|20 26', U: '00 05 16 36 45 40', V: '00 26 40', W: '00 16 32 56 60',
  X: '00 46|40 06', Y: '00 23 40|23 26', Z: '00 40 06 46',
  0: '10 30 41 45 36 16 05 01 10', 1: '01 20 26', 2: '01 10 30 41 42 06 46', 3: '01 10 30 41 42 33 13|33 44 45 36 16 05', 4: '36 30 04 44',
  5: '40 00 02 32 43 45 36 16 05', 6: '41 30 10 01 05 16 36 45 44 33 13 04', 7: '00 40 16', 8: '13 02 01 10 30 41 42 33 13 04 05 16 36 45 44 33',
  9: '42 33 13 02 01 10 30 41 45 36 16 05',
  '.': '06', ',': '16 07', ':': '03|06', ';': '13|16 07', '-': '04 34', '−': '04 44', '–': '04 44', '+': '22 26|04 44', '=': '03 43|05 45', _: '07 47', '/': '06 40',
  '(': '20 11 15 26', ')': '00 11 15 06', '[': '20 00 07 27', ']': '00 20 27 07', "'": '00 02', '’': '00 02', '!': '00 04|06', '?': '01 10 30 41 23 24|26',
  '%': '06 40|00|46', '&': '46 11 20 31 04 16 26 44', '#': '10 06|40 36|02 42|04 44', '~': '04 13 24 33', '★': '20 36 02 42 06 20',
}

type Stroke = readonly (readonly [x: number, y: number])[]

interface Glyph {
  readonly strokes: readonly Stroke[]
  readonly width: number
}

const read = (text: string): Glyph => {
  const parts = text.split('|').map((part) => part.split(' ').map((pair) => [Number(pair[0]), Number(pair[1])] as const))
  return { strokes: parts, width: Math.max(...parts.flat().map(([x]) => x)) }
}

const glyphs = new Map(Object.entries(strokes).map(([letter, text]) => [letter, read(text)]))
/** What stands for a letter that has no strokes: an empty box. */
const box = read('00 40 46 06 00')
/** A space is as wide as this many units, and so much is left between letters. */
const space = 2
const between = 2
/** Height of capitals in units. */
const capital = 6

/** Accents fall, so that a name in Latin script stays legible. */
const lettersOf = (text: string): readonly string[] => Array.from(text.normalize('NFD').replaceAll(/\p{M}/gu, ''))
const glyphOf = (letter: string): Glyph => (/\s/.test(letter) ? { strokes: [], width: space } : (glyphs.get(letter) ?? box))

/** Width of a line in pixels, where capitals are `size` high. */
export const textWidth = (text: string, size: number): number => {
  const letters = lettersOf(text)
  return ((letters.reduce((sum, letter) => sum + glyphOf(letter).width, 0) + between * Math.max(0, letters.length - 1)) * size) / capital
}

/** As much of a line as fits into a width, with "…" in words where something is left out. */
export function fittedText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  const letters = Array.from(text)
  while (letters.length > 0 && textWidth(`${letters.join('')}...`, size) > width) letters.pop()
  return `${letters.join('')}...`
}

/** An RGB picture of 8 bits that is being made. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array<ArrayBuffer>
}

export type Ink = readonly [r: number, g: number, b: number]

const distance = (x: number, y: number, [ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number => {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - t * dx, y - ay - t * dy)
}

/** Share of the pen's width in the height of capitals. */
const pen = 0.13

/** Writes a line; `x`, `y` is the upper left corner of its first capital. Pixels outside are left out. */
export function drawText(sheet: Sheet, text: string, x: number, y: number, size: number, ink: Ink): void {
  const unit = size / capital
  const radius = (pen * size) / 2
  let left = x
  for (const letter of lettersOf(text)) {
    const { strokes: lines, width } = glyphOf(letter)
    const placed = lines.map((line) => line.map(([px, py]) => [left + px * unit, y + py * unit] as const))
    const points = placed.flat()
    if (points.length > 0) paint(sheet, placed, points, radius, ink)
    left += (width + between) * unit
  }
}

/** One glyph: each pixel as much ink as the pen covers of it. */
function paint({ width, height, data }: Sheet, lines: readonly Stroke[], points: Stroke, radius: number, ink: Ink): void {
  const around = radius + 1
  const [xs, ys] = [points.map(([px]) => px), points.map(([, py]) => py)]
  const right = Math.min(width - 1, Math.ceil(Math.max(...xs) + around))
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...ys) + around))
  for (let j = Math.max(0, Math.floor(Math.min(...ys) - around)); j <= bottom; j++) {
    for (let i = Math.max(0, Math.floor(Math.min(...xs) - around)); i <= right; i++) {
      let near = Infinity
      for (const line of lines) for (let k = 0; k < line.length; k++) near = Math.min(near, distance(i + 0.5, j + 0.5, line[Math.max(0, k - 1)], line[k]))
      const cover = Math.min(1, Math.max(0, radius + 0.5 - near))
      if (cover === 0) continue
      for (let c = 0; c < 3; c++) data[3 * (j * width + i) + c] = Math.round(data[3 * (j * width + i) + c] * (1 - cover) + ink[c] * cover)
    }
  }
}
