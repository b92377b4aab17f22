import { buildTables, type Pipeline } from './compile.ts'
import { tabulate } from './float-levels.ts'
import { hasAlpha, type AnyRaster, type Raster } from './raster.ts'
import type { Curve } from './transform.ts'

/**
 * What a frame shows. `difference` is |s − r| in display units times the gain, the largest of the channels, as grey.
 * `clipping` is the result with its clipped pixels marked: blue where a channel lies at 0, red where one lies at white,
 * violet where both happen.
 */
export type Show = 'before' | 'after' | 'difference' | 'clipping'

export interface FrameLook {
  readonly show: Show
  /** Amplification of the difference. */
  readonly gain: number
}

export type Frame8 = Uint8ClampedArray<ArrayBuffer>

/** What a sample becomes on screen: a level 0 … 255, and whether it is clipped (bit 0: at black, bit 1: at white). */
interface Shown {
  readonly level: (sample: number) => number
  readonly clip: (sample: number) => number
}

/** Draws one proxy after the other; made once for a recipe, so that a new window costs no new tables. */
export type Painter = (proxy: AnyRaster) => Frame8

const marks = (() => {
  const words = new Uint32Array(4)
  new Uint8Array(words.buffer).set([0, 0, 0, 0, 38, 96, 255, 0, 255, 48, 40, 0, 176, 48, 255, 0])
  return words
})()

const display = (value: number, white: number): number => Math.min(255, Math.max(0, Math.round((value * 255) / white))) || 0

/** The levels of one channel by its unrounded result: `s` gives the result for a sample as the export would write it. */
const shownBy = (s: Curve, white: number, sourceWhite: number, { show, gain }: FrameLook): Shown => ({
  level:
    show === 'before'
      ? (r) => display(r, sourceWhite)
      : show === 'difference'
        ? (r) => display(Math.abs((s(r) * 255) / white - (r * 255) / sourceWhite) * gain, 255)
        : (r) => display(s(r), white),
  clip: (r) => {
    const value = s(r)
    return (value <= 0 ? 1 : 0) | (value >= white ? 2 : 0)
  },
})

/**
 * A painter of a picture under a recipe. An integer picture's levels are tables over its codes: the recipe's own table,
 * so the screen rounds what the export writes, then round(s · 255 / white). A float picture goes through its curves.
 */
export function createPainter(pipeline: Pipeline, look: FrameLook): Painter {
  const { source, channels } = pipeline
  if (source.depth === 'f32') {
    const shown = channels.map((pipe, c) => codedBy(shownBy(pipe.curve, pipe.white, source.white, look), look.show, source.extents[c]?.[1] ?? source.white))
    return (proxy) => paintFloats(proxy as Raster<'f32'>, shown, look.show)
  }
  const tables = buildTables(pipeline, source.depth)
  const coded: { readonly levels: Uint8Array; readonly clips: Uint8Array }[] = []
  tables.forEach((table, channel) => {
    const twin = tables.indexOf(table)
    coded.push(twin < channel ? coded[twin]! : codesBy(shownBy((r) => table[r]!, channels[channel]!.white, source.white, look), table.length, look.show))
  })
  const levels = coded.map((each) => each.levels)
  const clips = coded.map((each) => each.clips)
  return (proxy) => paintCodes(proxy as Raster<'u8' | 'u16'>, levels, clips, look.show)
}

/** Level and clipping of every code. */
function codesBy({ level, clip }: Shown, codes: number, show: Show): { levels: Uint8Array; clips: Uint8Array } {
  const levels = new Uint8Array(codes)
  const clips = new Uint8Array(show === 'clipping' ? codes : 0)
  for (let r = 0; r < codes; r++) levels[r] = level(r)
  for (let r = 0; r < clips.length; r++) clips[r] = clip(r)
  return { levels, clips }
}

/** A level in all three colours of a pixel. */
const grey = 0x01_01_01

/** Levels as words with the level in its byte of an RGBA pixel (bytes run from the lowest, as on every machine a browser runs on). */
function spread(levels: Uint8Array, factor: number): Uint32Array {
  const words = new Uint32Array(levels.length)
  for (let r = 0; r < words.length; r++) words[r] = levels[r]! * factor
  return words
}

function paintCodes(proxy: Raster<'u8' | 'u16'>, levels: readonly Uint8Array[], clips: readonly Uint8Array[], show: Show): Frame8 {
  const frame = new Uint8ClampedArray(proxy.width * proxy.height * 4)
  const out = new Uint32Array(frame.buffer)
  if (show === 'difference') paintDifference(proxy, levels, out)
  else if (proxy.channels < 3) paintGrey(proxy, spread(levels[0]!, grey), out)
  else paintColour(proxy, spread(levels[0]!, 1), spread(levels[1]!, 1 << 8), spread(levels[2]!, 1 << 16), out)
  if (show === 'clipping') markClipped(proxy, clips, out)
  coverBy(proxy, show, frame)
  return frame
}

function paintGrey({ data, channels }: Raster<'u8' | 'u16'>, words: Uint32Array, out: Uint32Array): void {
  for (let p = 0, i = 0; p < out.length; p++, i += channels) out[p] = words[data[i]!]!
}

function paintColour({ data, channels }: Raster<'u8' | 'u16'>, red: Uint32Array, green: Uint32Array, blue: Uint32Array, out: Uint32Array): void {
  for (let p = 0, i = 0; p < out.length; p++, i += channels) out[p] = red[data[i]!]! | green[data[i + 1]!]! | blue[data[i + 2]!]!
}

function paintDifference({ data, channels }: Raster<'u8' | 'u16'>, levels: readonly Uint8Array[], out: Uint32Array): void {
  const [red, green = red, blue = red] = levels as [Uint8Array, Uint8Array?, Uint8Array?]
  const [toGreen, toBlue] = channels < 3 ? [0, 0] : [1, 2]
  for (let p = 0, i = 0; p < out.length; p++, i += channels) {
    out[p] = Math.max(red[data[i]!]!, green[data[i + toGreen]!]!, blue[data[i + toBlue]!]!) * grey
  }
}

function markClipped({ data, channels }: Raster<'u8' | 'u16'>, clips: readonly Uint8Array[], out: Uint32Array): void {
  for (let p = 0, i = 0; p < out.length; p++, i += channels) {
    let clipped = 0
    for (let c = 0; c < clips.length; c++) clipped |= clips[c]![data[i + c]!]!
    if (clipped !== 0) out[p] = marks[clipped]!
  }
}

/** Writes one channel of a float proxy as level + 256 · clip, pixel by pixel. */
type Coded = (samples: Float32Array, channels: number, first: number, out: Uint16Array) => void

/** From so many pixels on a table is worth making. */
const worthTable = 1 << 16

/** Levels of float samples: exactly the curve's, by a table where there are many and the function is monotone, as every recipe is. */
function codedBy({ level, clip }: Shown, show: Show, max: number): Coded {
  const code = show === 'clipping' ? (sample: number): number => level(sample) | (clip(sample) << 8) : level
  let table: Coded | undefined
  return (samples, channels, first, out) => {
    if (out.length >= worthTable && show !== 'difference' && max > 0) (table ??= tabulate(code, max))(samples, channels, first, out)
    else for (let p = 0, i = first; p < out.length; p++, i += channels) out[p] = code(samples[i]!)
  }
}

function paintFloats(proxy: Raster<'f32'>, coded: readonly Coded[], show: Show): Frame8 {
  const { data, channels, width, height } = proxy
  const frame = new Uint8ClampedArray(width * height * 4)
  const out = new Uint32Array(frame.buffer)
  const codes = coded.map((write, c) => {
    const levels = new Uint16Array(out.length)
    write(data, channels, c, levels)
    return levels
  })
  const [red, green, blue] = (codes.length === 1 ? [codes[0], codes[0], codes[0]] : codes) as [Uint16Array, Uint16Array, Uint16Array]
  for (let p = 0; p < out.length; p++) {
    const r = red[p]!
    const g = green[p]!
    const b = blue[p]!
    const clipped = (r | g | b) >>> 8
    if (clipped !== 0) out[p] = marks[clipped]!
    else if (show === 'difference') out[p] = Math.max(r, g, b) * grey
    else out[p] = r | (g << 8) | (b << 16)
  }
  coverBy(proxy, show, frame)
  return frame
}

/** Alpha is straight, on screen as in the file; a difference is always opaque. */
function coverBy({ data, channels, range, depth }: Raster, show: Show, frame: Frame8): void {
  const opaque = depth === 'f32' ? 1 : range[1]
  if (!hasAlpha(channels) || show === 'difference') {
    for (let i = 3; i < frame.length; i += 4) frame[i] = 255
  } else {
    for (let o = 3, i = channels - 1; o < frame.length; o += 4, i += channels) frame[o] = display(data[i]!, opaque)
  }
}
