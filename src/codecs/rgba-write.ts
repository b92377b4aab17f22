import { failure } from '../kernels/failure.ts'
import { breather, type EncodeContext } from './codec.ts'
import type { IntegerRaster, Rows } from './rows.ts'

/** Rows that are asked for at a time. */
const rowsAtOnce = 64

/**
 * 8-bit samples of 1 … 4 channels as RGBA, opaque where there is no alpha. Throws `cancelled`, `out-of-memory`,
 * and `unsupported-format` for samples of 16 bits, which `format` does not hold.
 */
export async function rgbaOf(picture: Rows, format: string, context: EncodeContext): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const { width, height, depth } = picture
  if (depth !== 'u8') throw failure({ code: 'unsupported-format', format, what: 'it holds 8 bits a sample, not 16' })
  const out = emptyRgba(width * height * 4)
  const breathe = breather(context)
  for (let top = 0; top < height; top += rowsAtOnce) {
    await breathe()
    fillRgba(picture.rows(top, Math.min(rowsAtOnce, height - top)), out, 4 * top * width)
  }
  return out
}

function emptyRgba(bytes: number): Uint8ClampedArray<ArrayBuffer> {
  try {
    return new Uint8ClampedArray(bytes)
  } catch (caught) {
    throw caught instanceof RangeError ? failure({ code: 'out-of-memory', bytes }) : caught
  }
}

function fillRgba({ width, height, channels, data }: IntegerRaster, out: Uint8ClampedArray, at: number): void {
  const green = channels < 3 ? 0 : 1
  const blue = channels < 3 ? 0 : 2
  const alpha = channels === 2 ? 1 : 3
  const opaque = channels === 1 || channels === 3
  for (let i = 0, from = 0, to = at; i < width * height; i++, from += channels, to += 4) {
    out[to] = data[from]
    out[to + 1] = data[from + green]
    out[to + 2] = data[from + blue]
    out[to + 3] = opaque ? 255 : data[from + alpha]
  }
}
