import { buildTables, type Pipeline, type Table } from './compile.ts'
import type { Codes } from './fast/lanes.ts'
import { paintLevels } from './fast/paint.ts'
import { floatPainter } from './float-frame.ts'
import { mixedPainter } from './mixed-frame.ts'
import type { AnyRaster, Channels, Raster } from './raster.ts'
import { display, frameFor, grey, marks, opaque, shownBy, type Frame8, type FrameLook, type Show, type Shown } from './shown.ts'

export type { Frame8, FrameLook, Show } from './shown.ts'

/** Draws one proxy after the other, into `spare` where its size is right; made once for a recipe, so that a new window costs no new tables. */
export type Painter = (proxy: AnyRaster, spare?: Frame8) => Frame8

/**
 * A painter of a picture under a recipe. An integer picture's levels are tables over its codes: the recipe's own table,
 * so the screen rounds what the export writes, then round(s · 255 / white). A float picture goes through its curves.
 */
export function createPainter(pipeline: Pipeline, look: FrameLook): Painter {
  const { source, channels } = pipeline
  if (pipeline.mixing && look.show !== 'before') return mixedPainter(pipeline, look)
  if (source.depth === 'f32') {
    const paint = floatPainter(pipeline, look)
    return (proxy, spare) => paint(proxy as Raster<'f32'>, spare)
  }
  const tables = buildTables(pipeline, source.depth)
  const coded: { readonly levels: Uint8Array; readonly clips: Uint8Array }[] = []
  tables.forEach((table, channel) => {
    const twin = tables.indexOf(table)
    const { white } = channels[channel]!
    if (twin < channel) coded.push(coded[twin]!)
    else if (look.show === 'after') coded.push({ levels: displayedBy(table, white), clips: none })
    else coded.push(codesBy(shownBy((r) => table[r]!, white, source.white, look), table.length, look.show))
  })
  const levels = coded.map((each) => each.levels)
  const clips = coded.map((each) => each.clips)
  return (proxy, spare) => paintCodes(proxy as Raster<'u8' | 'u16'>, levels, clips, look.show, spare)
}

const none = new Uint8Array(0)

/** What the codes of the last white look like on screen: it stays the same through a drag. */
let displays: { readonly white: number; readonly levels: Uint8Array } = { white: 0, levels: none }

/** The levels of a table's codes. */
function displayedBy(table: Table, white: number): Uint8Array {
  if (displays.white !== white) displays = { white, levels: Uint8Array.from({ length: white + 1 }, (_, s) => display(s, white)) }
  const shown = displays.levels
  const levels = new Uint8Array(table.length)
  for (let r = 0; r < levels.length; r++) levels[r] = shown[table[r]!]!
  return levels
}

/** Level and clipping of every code. */
function codesBy({ level, clip }: Shown, codes: number, show: Show): { levels: Uint8Array; clips: Uint8Array } {
  const levels = new Uint8Array(codes)
  const clips = new Uint8Array(show === 'clipping' ? codes : 0)
  for (let r = 0; r < codes; r++) levels[r] = level(r)
  for (let r = 0; r < clips.length; r++) clips[r] = clip(r)
  return { levels, clips }
}

function paintCodes(proxy: Raster<'u8' | 'u16'>, levels: readonly Uint8Array[], clips: readonly Uint8Array[], show: Show, spare?: Frame8): Frame8 {
  const { data, channels, range: [, full] } = proxy
  const frame = frameFor(proxy, spare)
  const out = new Int32Array(frame.buffer)
  if (show === 'difference') paintDifference(data, channels, levels, out)
  else paintLevels(data, channels, levels, full, (alpha) => display(alpha, full), frame)
  if (show === 'clipping') markClipped(data, channels, clips, out)
  return frame
}

/** A difference is always opaque. */
function paintDifference(data: Codes, channels: Channels, levels: readonly Uint8Array[], out: Int32Array): void {
  const [red, green = red, blue = red] = levels as [Uint8Array, Uint8Array?, Uint8Array?]
  const [toGreen, toBlue] = channels < 3 ? [0, 0] : [1, 2]
  for (let p = 0, i = 0; p < out.length; p++, i += channels) {
    out[p] = (Math.max(red[data[i]!]!, green[data[i + toGreen]!]!, blue[data[i + toBlue]!]!) * grey) | opaque
  }
}

/** The coverage stays what it is. */
function markClipped(data: Codes, channels: Channels, clips: readonly Uint8Array[], out: Int32Array): void {
  for (let p = 0, i = 0; p < out.length; p++, i += channels) {
    let clipped = 0
    for (let c = 0; c < clips.length; c++) clipped |= clips[c]![data[i + c]!]!
    if (clipped !== 0) out[p] = marks[clipped]! | (out[p]! & opaque)
  }
}
