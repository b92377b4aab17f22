import type { Table } from '../compile.ts'
import { quantise } from '../quantise.ts'
import { hasAlpha, type Channels, type DataOf } from '../raster.ts'

export type Codes = DataOf['u8'] | DataOf['u16']

/** Sends the pixels `from` … `to` (exclusive) of a source into a result of the same shape. */
export type Run = (from: number, to: number) => void

/**
 * Tiles that begin and end at multiples of so many pixels begin and end at whole 64-bit words and at whole periods of
 * words, for any number of channels.
 */
export const grain = 8

/** Whether a typed array's bytes can be read as words of so many bytes. */
export const startsWhole = (data: Codes, bytes: number): boolean => data.byteOffset % bytes === 0

/** How many whole words of so many bytes a typed array holds. */
export const wholeWords = (data: Codes, bytes: number): number => Math.floor(data.byteLength / bytes)

/** Largest code of a container. */
export const fullOf = (codes: Codes): number => (codes.BYTES_PER_ELEMENT === 1 ? 255 : 65_535)

const identities = new Map<number, Table>()

/** The table of a container that changes nothing; always the same object, so that it is known by looking. */
export const identityOf = (container: Codes): Table => {
  const full = fullOf(container)
  const known = identities.get(full)
  if (known) return known
  const table = full === 255 ? Uint8Array.from({ length: 256 }, (_, r) => r) : Uint16Array.from({ length: 65_536 }, (_, r) => r)
  identities.set(full, table)
  return table
}

const scaled = new Map<string, Table>()

/** What coverage becomes: itself in the same container, else `opaque` becomes the new container's largest code. */
function alphaTable(source: Codes, out: Codes, opaque: number): Table {
  if (source.BYTES_PER_ELEMENT === out.BYTES_PER_ELEMENT) return identityOf(source)
  const [codes, full] = [fullOf(source) + 1, fullOf(out)]
  const key = `${codes} ${opaque}`
  const known = scaled.get(key)
  if (known) return known
  const table = full === 255 ? new Uint8Array(codes) : new Uint16Array(codes)
  for (let r = 0; r < codes; r++) table[r] = quantise((r * full) / opaque, full, 'nearest-even')
  scaled.set(key, table)
  return table
}

const isIdentity = (table: Table): boolean => {
  for (let r = 0; r < table.length; r++) if (table[r] !== r) return false
  return true
}

/**
 * One table for every sample of a pixel: alpha has one as well, so that a kernel need not know which sample is what.
 * Tables that change nothing are replaced by the one identity.
 */
export function lanesOf(source: Codes, channels: Channels, tables: readonly Table[], out: Codes, opaque: number): readonly Table[] {
  const same = source.BYTES_PER_ELEMENT === out.BYTES_PER_ELEMENT
  const identity = identityOf(source)
  const colours = tables.map((table) => (same && isIdentity(table) ? identity : table))
  return hasAlpha(channels) ? [...colours, alphaTable(source, out, opaque)] : colours
}

/** The plain evaluation: what every fast kernel must equal, and what takes the pixels that do not fill whole words. */
export function applyLanes(source: Codes, lanes: readonly Table[], out: Codes, from: number, to: number): void {
  const channels = lanes.length
  for (let lane = 0; lane < channels; lane++) {
    const table = lanes[lane]!
    for (let i = from * channels + lane; i < to * channels; i += channels) out[i] = table[source[i]!]!
  }
}
