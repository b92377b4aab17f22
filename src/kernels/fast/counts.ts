import { hasAlpha, type Channels } from '../raster.ts'
import { grain, startsWhole, wholeWords, type Codes, type Run } from './lanes.ts'
import { warming } from './warm.ts'

/**
 * Counts the codes of one source's channels, tile by tile. Counting has to wait where neighbours are alike, for the same
 * number cannot be raised twice at once; so neighbours are counted in different tables, bytes by pairs.
 */
export interface CodesCounter {
  readonly run: Run
  /** What was counted so far, one array a colour channel. */
  bins(): readonly Uint32Array[]
  /** Begins anew. */
  clear(): void
}

const emptyBins = (source: Codes, channels: number): Uint32Array[] =>
  Array.from({ length: channels }, () => new Uint32Array(source.BYTES_PER_ELEMENT === 1 ? 256 : 65_536))

/** The plain counting: what every other must equal, and what takes the pixels that do not fill whole words. */
function countPlainly(source: Codes, bins: readonly Uint32Array[], channels: number, from: number, to: number): void {
  for (let lane = 0; lane < bins.length; lane++) {
    const lot = bins[lane]!
    for (let i = from * channels + lane; i < to * channels; i += channels) lot[source[i]!]!++
  }
}

/** A table of pairs taken apart into the bins of its lower and its higher byte. */
function unpair(pairs: Uint32Array, low: Uint32Array, high: Uint32Array): void {
  for (let p = 0; p < pairs.length; p++) {
    low[p & 255]! += pairs[p]!
    high[p >>> 8]! += pairs[p]!
  }
}

interface Kernel {
  readonly run: Run
  /** Adds what the kernel counted to the bins. */
  gather(bins: readonly Uint32Array[]): void
  readonly tables: readonly Uint32Array[]
}

/** Grey, with or without alpha: every pair is alike. */
function inPairs(source: Uint8Array, channels: number): Kernel {
  const words = new Int32Array(source.buffer, source.byteOffset, wholeWords(source, 4))
  const even = new Uint32Array(65_536)
  return {
    run(from, to) {
      const end = (to * channels) >> 2
      for (let i = (from * channels) >> 2; i < end; i++) {
        const w = words[i]!
        even[w & 65_535]!++
        even[w >>> 16]!++
      }
    },
    tables: [even],
    gather: (bins) => unpair(even, bins[0]!, bins[channels - 1]!),
  }
}

/** Three channels: RG, BR, GB and again. */
function inThreePairs(source: Uint8Array): Kernel {
  const words = new Int32Array(source.buffer, source.byteOffset, wholeWords(source, 4))
  const redGreen = new Uint32Array(65_536)
  const blueRed = new Uint32Array(65_536)
  const greenBlue = new Uint32Array(65_536)
  return {
    run(from, to) {
      const end = (to * 3) >> 2
      for (let i = (from * 3) >> 2; i < end; i += 3) {
        const u = words[i]!
        const v = words[i + 1]!
        const w = words[i + 2]!
        redGreen[u & 65_535]!++
        blueRed[u >>> 16]!++
        greenBlue[v & 65_535]!++
        redGreen[v >>> 16]!++
        blueRed[w & 65_535]!++
        greenBlue[w >>> 16]!++
      }
    },
    tables: [redGreen, blueRed, greenBlue],
    gather([red, green, blue]) {
      unpair(redGreen, red!, green!)
      unpair(blueRed, blue!, red!)
      unpair(greenBlue, green!, blue!)
    },
  }
}

/** Red and green as pairs, blue in two tables by turns, alpha left out. */
function withAlpha(source: Uint8Array): Kernel {
  const words = new Int32Array(source.buffer, source.byteOffset, wholeWords(source, 4))
  const redGreen = new Uint32Array(65_536)
  const blue = new Uint32Array(256)
  const blueToo = new Uint32Array(256)
  return {
    run(from, to) {
      for (let i = from; i < to; i += 2) {
        const v = words[i]!
        const w = words[i + 1]!
        redGreen[v & 65_535]!++
        blue[(v >>> 16) & 255]!++
        redGreen[w & 65_535]!++
        blueToo[(w >>> 16) & 255]!++
      }
    },
    tables: [redGreen, blue, blueToo],
    gather([red, green, lot]) {
      unpair(redGreen, red!, green!)
      for (let r = 0; r < 256; r++) lot![r]! += blue[r]! + blueToo[r]!
    },
  }
}

/** 16-bit colour: a table each, the first two from one word. */
function inHalves(source: Uint16Array, channels: 3 | 4): Kernel {
  const red = new Uint32Array(65_536)
  const green = new Uint32Array(65_536)
  const blue = new Uint32Array(65_536)
  return {
    run(from, to) {
      for (let i = from * channels; i < to * channels; i += channels) {
        red[source[i]!]!++
        green[source[i + 1]!]!++
        blue[source[i + 2]!]!++
      }
    },
    tables: [red, green, blue],
    gather(bins) {
      for (const [c, table] of [red, green, blue].entries()) for (let r = 0; r < 65_536; r++) bins[c]![r]! += table[r]!
    },
  }
}

/** 16-bit grey: neighbours in tables of their own. */
function greyHalves(source: Uint16Array, channels: 1 | 2): Kernel {
  const here = new Uint32Array(65_536)
  const there = new Uint32Array(65_536)
  return {
    run(from, to) {
      for (let i = from * channels; i < to * channels; i += 2 * channels) {
        here[source[i]!]!++
        there[source[i + channels]!]!++
      }
    },
    tables: [here, there],
    gather(bins) {
      for (let r = 0; r < 65_536; r++) bins[0]![r]! += here[r]! + there[r]!
    },
  }
}

function kernelOf(source: Codes, channels: Channels): Kernel {
  if (source instanceof Uint8Array) {
    if (channels === 4) return withAlpha(source)
    return channels === 3 ? inThreePairs(source) : inPairs(source, channels)
  }
  return channels < 3 ? greyHalves(source, channels as 1 | 2) : inHalves(source, channels as 3 | 4)
}

/** From so many pixels on, tables of 65,536 pairs pay for their own clearing. */
const worthPairs = 1 << 18

/** A counter of one source, bit for bit what counting one by one gives. `pixels` is how many it will be asked for. */
export function createCodesCounter(source: Codes, channels: Channels, pixels = source.length / channels): CodesCounter {
  const bins = emptyBins(source, channels)
  const colours = hasAlpha(channels) ? bins.slice(0, -1) : bins
  const kernel = pixels >= worthPairs && startsWhole(source, 4) ? kernelOf(source, channels) : undefined
  const fast = kernel && warming(`counts of ${source.BYTES_PER_ELEMENT} × ${channels}`, kernel.run)
  return {
    run(from, to) {
      const first = fast ? Math.min(to, grain * Math.ceil(from / grain)) : to
      const last = Math.max(first, grain * Math.floor(to / grain))
      countPlainly(source, colours, channels, from, first)
      if (fast && first < last) fast(first, last)
      countPlainly(source, colours, channels, last, to)
    },
    bins() {
      const sums = bins.map((lot) => lot.slice())
      kernel?.gather(sums)
      return sums.slice(0, colours.length)
    },
    clear: () => [...bins, ...(kernel?.tables ?? [])].forEach((table) => table.fill(0)),
  }
}
