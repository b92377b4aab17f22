import type { SampleFormat } from './tiff-page.ts'

/** Samples of a block as numbers. Int and float files of all widths become Float32, as the raster has them. */
export type Samples = Uint8Array | Uint16Array | Float32Array

interface Layout {
  readonly bits: number
  readonly format: SampleFormat
  readonly little: boolean
  readonly predictor: 1 | 2 | 3
  /** Samples side by side that belong to one pixel: the distance that a predictor looks back. */
  readonly step: number
}

/** Bytes of a row of `count` samples: rows start at whole bytes. */
export const rowBytes = (count: number, bits: number): number => Math.ceil((count * bits) / 8)

/** Adds up differences along a row, in the integers' own width (TIFF 6.0, section 14). */
function accumulate(row: Uint8Array | Uint16Array | Uint32Array, step: number): void {
  for (let i = step; i < row.length; i++) row[i] += row[i - step]
}

/** Undoes predictor 3 (Adobe, TIFF technical note 3): byte planes, most significant first, each byte a difference. */
function gatherFloats(row: Uint8Array, step: number, bytes: number): Uint8Array {
  for (let i = step; i < row.length; i++) row[i] += row[i - step]
  const count = row.length / bytes
  const out = new Uint8Array(row.length)
  for (let i = 0; i < count; i++) for (let b = 0; b < bytes; b++) out[i * bytes + b] = row[b * count + i]
  return out
}

const machineIsLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Whole numbers in the machine's own order: the row itself where it has that already. */
function words16(row: Uint8Array, little: boolean): Uint16Array {
  if (little === machineIsLittle) {
    const whole = row.byteOffset % 2 === 0 ? row : row.slice()
    return new Uint16Array(whole.buffer, whole.byteOffset, whole.length >> 1)
  }
  const out = new Uint16Array(row.length >> 1)
  if (little) for (let i = 0, k = 0; i < out.length; i++, k += 2) out[i] = row[k] | (row[k + 1] << 8)
  else for (let i = 0, k = 0; i < out.length; i++, k += 2) out[i] = (row[k] << 8) | row[k + 1]
  return out
}

function words32(row: Uint8Array, little: boolean): Uint32Array {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength)
  const out = new Uint32Array(row.length >> 2)
  for (let i = 0; i < out.length; i++) out[i] = view.getUint32(4 * i, little)
  return out
}

/** IEEE 754 binary16. */
function half(word: number): number {
  const sign = word & 0x8000 ? -1 : 1
  const exponent = (word >> 10) & 31
  const fraction = word & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function floats(row: Uint8Array, bits: number, little: boolean): Float32Array {
  if (bits === 16) return Float32Array.from(words16(row, little), half)
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength)
  const out = new Float32Array(row.length / (bits / 8))
  for (let i = 0; i < out.length; i++) out[i] = bits === 32 ? view.getFloat32(4 * i, little) : view.getFloat64(8 * i, little)
  return out
}

/** Samples of 1 … 15 bits, packed high bit first whatever the file's byte order. */
function unpacked(row: Uint8Array, count: number, bits: number): Uint8Array | Uint16Array {
  const out = bits < 8 ? new Uint8Array(count) : new Uint16Array(count)
  const mask = (1 << bits) - 1
  let buffer = 0
  let held = 0
  let from = 0
  for (let i = 0; i < count; i++) {
    while (held < bits) {
      buffer = ((buffer << 8) | row[from++]) & 0xffffff
      held += 8
    }
    held -= bits
    out[i] = (buffer >>> held) & mask
  }
  return out
}

function integers(row: Uint8Array, count: number, layout: Layout): Samples {
  const { bits, format, little, predictor, step } = layout
  if (bits === 8) {
    if (predictor === 2) accumulate(row, step)
    return format === 'signed' ? Float32Array.from(new Int8Array(row.buffer, row.byteOffset, row.length)) : row
  }
  if (bits === 16) {
    const words = words16(row, little)
    if (predictor === 2) accumulate(words, step)
    return format === 'signed' ? Float32Array.from(new Int16Array(words.buffer, words.byteOffset, words.length)) : words
  }
  if (bits === 32) {
    const words = words32(row, little)
    if (predictor === 2) accumulate(words, step)
    return Float32Array.from(format === 'signed' ? new Int32Array(words.buffer) : words)
  }
  return unpacked(row, count, bits)
}

/** The `count` samples of one decompressed row. The row's bytes may be changed on the way. */
export function samplesOf(row: Uint8Array, count: number, layout: Layout): Samples {
  const { bits, format, little, predictor, step } = layout
  if (format !== 'float') return integers(row, count, layout)
  if (predictor === 3) return floats(gatherFloats(row, step, bits / 8), bits, false)
  if (predictor === 1) return floats(row, bits, little)
  if (bits === 16) {
    const words = words16(row, little)
    accumulate(words, step)
    return Float32Array.from(words, half)
  }
  const words = words32(row, little)
  accumulate(words, step)
  return new Float32Array(words.buffer)
}
