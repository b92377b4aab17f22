import { failure, type FailureError } from '../kernels/failure.ts'
import { ascii, u16be, u32be } from './bytes.ts'

export interface AvifHeader {
  readonly width: number
  readonly height: number
  readonly depth: 8 | 10 | 12
  readonly monochrome: boolean
  readonly alpha: boolean
  readonly animated: boolean
  readonly icc: Uint8Array | undefined
  /** Quarter turns against the clock, then a mirror: top and bottom exchanged, or left and right. */
  readonly turns: 0 | 1 | 2 | 3
  readonly mirror: 'top-bottom' | 'left-right' | undefined
  /** Whether colours are sRGB's or unstated, so that a browser has nothing to convert. */
  readonly plainColour: boolean
  /** The transfer curve's name where it is one for bright screens (H.273: 16 and 18). */
  readonly hdr: 'PQ' | 'HLG' | undefined
}

const corrupt = (offset: number, what: string): FailureError => failure({ code: 'corrupt-file', format: 'AVIF', offset, what })
const truncated = (what: string): FailureError => failure({ code: 'truncated-file', format: 'AVIF', what })

interface Box {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** The boxes between two offsets (ISO/IEC 14496-12, 4.2). A length of 0 means "to the end of the file". */
function boxesOf(bytes: Uint8Array, from: number, to: number): Box[] {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    let length = u32be(bytes, at)
    let head = 8
    const type = ascii(bytes, at + 4, 4)
    if (length === 1) {
      length = u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12)
      head = 16
    } else if (length === 0) length = to - at
    if (length < head) throw corrupt(at, `the box ${JSON.stringify(type)} has no length`)
    if (at + length > to) {
      if (to === bytes.length) throw truncated(`the box ${JSON.stringify(type)} ends at byte ${at + length}, the file at ${to}`)
      throw corrupt(at, `the box ${JSON.stringify(type)} does not fit into its parent`)
    }
    boxes.push({ type, start: at + head, end: at + length })
    if (boxes.length > 4096) throw corrupt(at, 'there are too many boxes')
    at += length
  }
  return boxes
}

const find = (boxes: readonly Box[], type: string): Box | undefined => boxes.find((box) => box.type === type)

/** The number of the picture that is meant to be shown (pitm). */
function primaryItem(bytes: Uint8Array, box: Box | undefined): number {
  if (!box) throw corrupt(0, 'it does not say which picture is the main one')
  return bytes[box.start] === 0 ? u16be(bytes, box.start + 4) : u32be(bytes, box.start + 4)
}

/** The properties of an item, 1-based places in ipco, out of ipma. */
function associated(bytes: Uint8Array, box: Box | undefined, item: number): number[] {
  if (!box) return []
  const version = bytes[box.start]
  const wide = (bytes[box.start + 3] & 1) === 1
  const items = u32be(bytes, box.start + 4)
  let at = box.start + 8
  for (let i = 0; i < items && at < box.end; i++) {
    const id = version < 1 ? u16be(bytes, at) : u32be(bytes, at)
    at += version < 1 ? 2 : 4
    const count = bytes[at++] ?? 0
    const places: number[] = []
    for (let k = 0; k < count && at < box.end; k++) {
      places.push(wide ? u16be(bytes, at) & 0x7fff : bytes[at] & 0x7f)
      at += wide ? 2 : 1
    }
    if (id === item) return places
  }
  return []
}

/** Every stretch of the file that an item lies in (iloc, construction method 0) must be there. */
function checkExtents(bytes: Uint8Array, box: Box | undefined): void {
  if (!box) return
  const version = bytes[box.start]
  const sizes = u16be(bytes, box.start + 4)
  const read = (at: number, size: number): number => (size === 8 ? u32be(bytes, at) * 2 ** 32 + u32be(bytes, at + 4) : size === 4 ? u32be(bytes, at) : 0)
  const offsetSize = sizes >> 12
  const lengthSize = (sizes >> 8) & 15
  const baseSize = (sizes >> 4) & 15
  const indexSize = version > 0 ? sizes & 15 : 0
  let at = box.start + 6
  const items = version < 2 ? u16be(bytes, at) : u32be(bytes, at)
  at += version < 2 ? 2 : 4
  for (let i = 0; i < items && at < box.end; i++) {
    at += version < 2 ? 2 : 4
    const method = version > 0 ? u16be(bytes, at) & 15 : 0
    if (version > 0) at += 2
    at += 2
    const base = read(at, baseSize)
    at += baseSize
    const extents = u16be(bytes, at)
    at += 2
    for (let k = 0; k < extents && at < box.end; k++) {
      at += indexSize
      const end = base + read(at, offsetSize) + read(at + offsetSize, lengthSize)
      at += offsetSize + lengthSize
      if (method === 0 && end > bytes.length) throw truncated(`the picture data end at byte ${end}, the file at ${bytes.length}`)
    }
  }
}

/** H.273: code points of colour primaries and transfer curves. */
const unstated = 2
const primariesOf709 = 1
const transferLikeSrgb = new Set([1, 6, 13, unstated])

interface Properties {
  readonly size: readonly [number, number] | undefined
  readonly config: number
  readonly icc: Uint8Array | undefined
  readonly transfer: number
  readonly primaries: number
  readonly turns: 0 | 1 | 2 | 3
  readonly mirror: AvifHeader['mirror']
  readonly cropped: boolean
}

function readProperties(bytes: Uint8Array, boxes: readonly Box[]): Properties {
  const size = find(boxes, 'ispe')
  const config = find(boxes, 'av1C')
  const turn = find(boxes, 'irot')
  const mirror = find(boxes, 'imir')
  let icc: Uint8Array | undefined
  let transfer = unstated
  let primaries = unstated
  for (const { type, start, end } of boxes) {
    if (type !== 'colr') continue
    const kind = ascii(bytes, start, 4)
    if (kind === 'prof' || kind === 'rICC') icc = bytes.slice(start + 4, end)
    else if (kind === 'nclx') {
      primaries = u16be(bytes, start + 4)
      transfer = u16be(bytes, start + 6)
    }
  }
  return {
    size: size && [u32be(bytes, size.start + 4), u32be(bytes, size.start + 8)],
    config: config ? (bytes[config.start + 2] ?? 0) : -1,
    icc,
    transfer,
    primaries,
    turns: (turn ? bytes[turn.start] & 3 : 0) as 0 | 1 | 2 | 3,
    mirror: mirror ? (bytes[mirror.start] & 1 ? 'left-right' : 'top-bottom') : undefined,
    cropped: find(boxes, 'clap') !== undefined,
  }
}

/**
 * Reads what an AVIF says about its main picture. Throws `truncated-file` when a box or an item reaches beyond the end,
 * `corrupt-file` when it describes no picture, `unsupported-format` for a cropped one.
 */
export function readAvif(bytes: Uint8Array): AvifHeader {
  const top = boxesOf(bytes, 0, bytes.length)
  const meta = find(top, 'meta')
  if (!meta) throw corrupt(0, 'there is no picture in it')
  const inside = boxesOf(bytes, meta.start + 4, meta.end)
  checkExtents(bytes, find(inside, 'iloc'))
  const item = primaryItem(bytes, find(inside, 'pitm'))
  const iprp = find(inside, 'iprp')
  const both = iprp ? boxesOf(bytes, iprp.start, iprp.end) : []
  const container = find(both, 'ipco')
  const all = container ? boxesOf(bytes, container.start, container.end) : []
  const own = associated(bytes, find(both, 'ipma'), item)
    .map((place) => all[place - 1])
    .filter((box) => box !== undefined)
  const found = readProperties(bytes, own)
  // A picture of tiles (a grid) leaves the coding to its tiles; any av1C tells the depth then.
  const config = found.config >= 0 ? found.config : readProperties(bytes, all).config
  if (!found.size || config < 0) throw corrupt(meta.start, 'the main picture has no size or no coding')
  const [width, height] = found.size
  if (width === 0 || height === 0) throw corrupt(meta.start, `the size is ${width} × ${height}`)
  if (found.cropped) throw failure({ code: 'unsupported-format', format: 'AVIF', what: 'it is cropped inside the file' })
  const alpha = all.some(({ type, start, end }) => type === 'auxC' && /auxid:1|alpha/.test(ascii(bytes, start + 4, Math.min(end - start - 4, 64))))
  return {
    width,
    height,
    depth: (config & 0x40) === 0 ? 8 : (config & 0x20) === 0 ? 10 : 12,
    monochrome: (config & 0x10) !== 0,
    alpha,
    animated: find(top, 'moov') !== undefined,
    icc: found.icc,
    turns: found.turns,
    mirror: found.mirror,
    plainColour: !found.icc && [primariesOf709, unstated].includes(found.primaries) && transferLikeSrgb.has(found.transfer),
    hdr: found.transfer === 16 ? 'PQ' : found.transfer === 18 ? 'HLG' : undefined,
  }
}
