import type { Table } from '../compile.ts'
import type { Channels } from '../raster.ts'
import { createByteTables } from './bytes.ts'
import { createXor, masksOf, type Xor } from './complement.ts'
import { createHalfTables } from './halves.ts'
import { applyLanes, fullOf, grain, identityOf, lanesOf, startsWhole, type Codes, type Run } from './lanes.ts'
import { createNarrowing } from './narrow.ts'
import { createWidening } from './widen.ts'

export interface CodesKernel {
  /**
   * The kernel of these tables, one a colour channel; it holds until the next load. `opaque` is the source's code of
   * full coverage, `largest` the largest code that a colour of the source has, where that is known.
   */
  load(tables: readonly Table[], opaque?: number, largest?: number): Run
}

/**
 * Integer samples of one source through tables into one result, as fast as this machine's memory allows where it can:
 * a copy where nothing changes, 64-bit XOR for complements, tables over packed words for the rest. Bit for bit what
 * `applyTables` gives.
 *
 * A worker is fastest with one of these: the browser's compiler takes the arrays of the first instance as constants, and
 * can do that for no second one.
 */
export function createCodesKernel(source: Codes, channels: Channels, out: Codes): CodesKernel {
  const same = source.BYTES_PER_ELEMENT === out.BYTES_PER_ELEMENT
  const identity = identityOf(source)
  let xor: Xor | undefined
  let words: { load(lanes: readonly Table[]): Run } | undefined

  /** Whole grains through `fast`, the rest plainly. */
  const edged = (fast: Run, lanes: readonly Table[]): Run => (from, to) => {
    const first = Math.min(to, grain * Math.ceil(from / grain))
    const last = Math.max(first, grain * Math.floor(to / grain))
    if (from < first) applyLanes(source, lanes, out, from, first)
    if (first < last) fast(first, last)
    if (last < to) applyLanes(source, lanes, out, last, to)
  }

  return {
    load(tables, opaque = fullOf(source), largest = fullOf(source)) {
      const lanes = lanesOf(source, channels, tables, out, opaque)
      if (same && lanes.every((lane) => lane === identity)) {
        return (from, to) => out.set(source.subarray(from * channels, to * channels), from * channels)
      }
      const masks = same && startsWhole(source, 8) && startsWhole(out, 8) ? masksOf(lanes, largest) : undefined
      if (masks) return edged((xor ??= createXor(source, out, channels)).load(masks), lanes)
      if (!startsWhole(source, 4) || !startsWhole(out, 4)) return (from, to) => applyLanes(source, lanes, out, from, to)
      return edged((words ??= createWords(source, channels, out)).load(lanes), lanes)
    },
  }
}

function createWords(source: Codes, channels: Channels, out: Codes): { load(lanes: readonly Table[]): Run } {
  if (source instanceof Uint8Array) return out instanceof Uint8Array ? createByteTables(source, out, channels) : createWidening(source, out, channels)
  return out instanceof Uint8Array ? createNarrowing(source, out, channels) : createHalfTables(source, out, channels)
}
