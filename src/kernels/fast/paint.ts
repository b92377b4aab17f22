import { hasAlpha, type Channels, type DataOf } from '../raster.ts'
import { startsWhole, wholeWords, type Codes } from './lanes.ts'

// One set of tables for a worker's life: arrays that never change their place are constants to the compiler, which then
// leaves out the looking up of where they are, and the bounds.
const red = new Int32Array(65_536)
const green = new Int32Array(65_536)
const blue = new Int32Array(65_536)
const cover = new Int32Array(65_536)

const opaque = 0xff00_0000 | 0

let loaded: readonly Uint8Array[] = []
let loadedGrey = false
let loadedCover: readonly [codes: number, full: number] = [0, 0]

const spread = (into: Int32Array, levels: Uint8Array, factor: number): void => {
  for (let r = 0; r < levels.length; r++) into[r] = levels[r]! * factor
}

function loadLevels(levels: readonly Uint8Array[], channels: Channels): void {
  const grey = channels < 3
  if (grey === loadedGrey && levels.length === loaded.length && levels.every((each, c) => each === loaded[c])) return
  loaded = [...levels]
  loadedGrey = grey
  if (grey) spread(red, levels[0]!, 0x01_01_01)
  else {
    spread(red, levels[0]!, 1)
    spread(green, levels[1]!, 1 << 8)
    spread(blue, levels[2]!, 1 << 16)
  }
}

function loadCover(codes: number, full: number, level: (code: number) => number): void {
  if (loadedCover[0] === codes && loadedCover[1] === full) return
  loadedCover = [codes, full]
  for (let a = 0; a < codes; a++) cover[a] = level(a) << 24
}

type Paint = (words: Int32Array, out: Int32Array, pixels: number) => void

/** Every kernel takes whole words and as many pixels as `stride` has it. */
interface Kernel {
  readonly paint: Paint
  readonly stride: number
}

const bytes: Record<Channels, Kernel> = {
  1: {
    stride: 4,
    paint(words, out, pixels) {
      for (let p = 0, i = 0; p < pixels; p += 4, i++) {
        const w = words[i]!
        out[p] = red[w & 255]! | opaque
        out[p + 1] = red[(w >>> 8) & 255]! | opaque
        out[p + 2] = red[(w >>> 16) & 255]! | opaque
        out[p + 3] = red[w >>> 24]! | opaque
      }
    },
  },
  2: {
    stride: 2,
    paint(words, out, pixels) {
      for (let p = 0, i = 0; p < pixels; p += 2, i++) {
        const w = words[i]!
        out[p] = red[w & 255]! | cover[(w >>> 8) & 255]!
        out[p + 1] = red[(w >>> 16) & 255]! | cover[w >>> 24]!
      }
    },
  },
  3: {
    stride: 4,
    paint(words, out, pixels) {
      for (let p = 0, i = 0; p < pixels; p += 4, i += 3) {
        const u = words[i]!
        const v = words[i + 1]!
        const w = words[i + 2]!
        out[p] = red[u & 255]! | green[(u >>> 8) & 255]! | blue[(u >>> 16) & 255]! | opaque
        out[p + 1] = red[u >>> 24]! | green[v & 255]! | blue[(v >>> 8) & 255]! | opaque
        out[p + 2] = red[(v >>> 16) & 255]! | green[v >>> 24]! | blue[w & 255]! | opaque
        out[p + 3] = red[(w >>> 8) & 255]! | green[(w >>> 16) & 255]! | blue[w >>> 24]! | opaque
      }
    },
  },
  4: {
    stride: 1,
    paint(words, out, pixels) {
      for (let p = 0; p < pixels; p++) {
        const w = words[p]!
        out[p] = red[w & 255]! | green[(w >>> 8) & 255]! | blue[(w >>> 16) & 255]! | cover[w >>> 24]!
      }
    },
  },
}

const halves: Record<Channels, Kernel> = {
  1: {
    stride: 2,
    paint(words, out, pixels) {
      for (let p = 0, i = 0; p < pixels; p += 2, i++) {
        const w = words[i]!
        out[p] = red[w & 65_535]! | opaque
        out[p + 1] = red[w >>> 16]! | opaque
      }
    },
  },
  2: {
    stride: 1,
    paint(words, out, pixels) {
      for (let p = 0; p < pixels; p++) {
        const w = words[p]!
        out[p] = red[w & 65_535]! | cover[w >>> 16]!
      }
    },
  },
  3: {
    stride: 2,
    paint(words, out, pixels) {
      for (let p = 0, i = 0; p < pixels; p += 2, i += 3) {
        const u = words[i]!
        const v = words[i + 1]!
        const w = words[i + 2]!
        out[p] = red[u & 65_535]! | green[u >>> 16]! | blue[v & 65_535]! | opaque
        out[p + 1] = red[v >>> 16]! | green[w & 65_535]! | blue[w >>> 16]! | opaque
      }
    },
  },
  4: {
    stride: 1,
    paint(words, out, pixels) {
      for (let p = 0, i = 0; p < pixels; p++, i += 2) {
        const v = words[i]!
        const w = words[i + 1]!
        out[p] = red[v & 65_535]! | green[v >>> 16]! | blue[w & 65_535]! | cover[w >>> 16]!
      }
    },
  },
}

/** The plain way, for what does not fill whole words. */
function paintPlainly(data: Codes, channels: Channels, out: Int32Array, from: number, to: number): void {
  for (let p = from, i = from * channels; p < to; p++, i += channels) {
    const colour = channels < 3 ? red[data[i]!]! : red[data[i]!]! | green[data[i + 1]!]! | blue[data[i + 2]!]!
    out[p] = colour | (hasAlpha(channels) ? cover[data[i + channels - 1]!]! : opaque)
  }
}

/**
 * Codes as RGBA pixels: one table of levels a colour channel, alpha through `alphaLevel`, opaque where there is none.
 * `full` is the code of full coverage.
 */
export function paintLevels(
  data: DataOf['u8'] | DataOf['u16'],
  channels: Channels,
  levels: readonly Uint8Array[],
  full: number,
  alphaLevel: (code: number) => number,
  frame: Uint8ClampedArray<ArrayBuffer>,
): void {
  const out = new Int32Array(frame.buffer)
  loadLevels(levels, channels)
  if (hasAlpha(channels)) loadCover(data.BYTES_PER_ELEMENT === 1 ? 256 : 65_536, full, alphaLevel)
  const { stride, paint } = data.BYTES_PER_ELEMENT === 1 ? bytes[channels] : halves[channels]
  const whole = startsWhole(data, 4) ? out.length - (out.length % stride) : 0
  if (whole > 0) paint(new Int32Array(data.buffer, data.byteOffset, wholeWords(data, 4)), out, whole)
  paintPlainly(data, channels, out, whole, out.length)
}
