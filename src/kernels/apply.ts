import { hasAlpha, type Channels, type DataOf } from './raster.ts'
import type { Pipeline, Table } from './compile.ts'
import { mixedCurve } from './mixed-curve.ts'
import { quantise } from './quantise.ts'

type Codes = DataOf['u8'] | DataOf['u16']

/** Alpha is coverage, not light: it is copied as it is, and scaled only when the container changes. */
const copyAlpha = (source: Codes, out: Codes, channels: Channels, from: number, to: number, opaque: number): void => {
  const first = from * channels + channels - 1
  const end = to * channels
  if (source.BYTES_PER_ELEMENT === out.BYTES_PER_ELEMENT) {
    for (let i = first; i < end; i += channels) out[i] = source[i]!
    return
  }
  const full = out.BYTES_PER_ELEMENT === 1 ? 255 : 65_535
  for (let i = first; i < end; i += channels) out[i] = quantise((source[i]! * full) / opaque, full, 'nearest-even')
}

/**
 * Sends the pixels `from` … `to` (exclusive) of interleaved codes through one table a colour channel into `out`, which
 * has the same shape. Alpha is kept; in another container `opaque`, the source's code of full coverage, becomes that
 * container's largest code.
 */
export function applyTables(
  source: Codes,
  channels: Channels,
  tables: readonly Table[],
  out: Codes,
  from: number,
  to: number,
  opaque = source.BYTES_PER_ELEMENT === 1 ? 255 : 65_535,
): void {
  const end = to * channels
  if (channels < 3) {
    const table = tables[0]!
    for (let i = from * channels; i < end; i += channels) out[i] = table[source[i]!]!
  } else {
    const [red, green, blue] = tables as [Table, Table, Table]
    for (let i = from * channels; i < end; i += channels) {
      out[i] = red[source[i]!]!
      out[i + 1] = green[source[i + 1]!]!
      out[i + 2] = blue[source[i + 2]!]!
    }
  }
  if (hasAlpha(channels)) copyAlpha(source, out, channels, from, to, opaque)
}

/** What a recipe makes of one pixel's colours, in place: each channel by itself, or all together where they meet. */
function pixelCurve(pipeline: Pipeline): (values: Float64Array) => void {
  if (pipeline.mixing) return mixedCurve(pipeline)
  const curves = pipeline.channels.map((pipe) => pipe.curve)
  return (values) => {
    for (let c = 0; c < curves.length; c++) values[c] = curves[c]!(values[c]!)
  }
}

/** The curves over float samples, unrounded, pixels `from` … `to`. Alpha is kept. */
export function applyCurves(source: Float32Array, channels: Channels, pipeline: Pipeline, out: Float32Array, from: number, to: number): void {
  const run = pixelCurve(pipeline)
  const values = new Float64Array(pipeline.channels.length)
  for (let pixel = from; pixel < to; pixel++) {
    const i = pixel * channels
    for (let c = 0; c < values.length; c++) values[c] = source[i + c]!
    run(values)
    for (let c = 0; c < values.length; c++) out[i + c] = values[c]!
    if (hasAlpha(channels)) out[i + channels - 1] = source[i + channels - 1]!
  }
}

/**
 * The curves over float samples as codes of an integer container, each channel's white sent to the container's. Alpha,
 * 0 … 1 in a float picture, becomes 0 … white.
 */
export function quantiseCurves(source: Float32Array, channels: Channels, pipeline: Pipeline, out: Codes, from: number, to: number): void {
  const white = out instanceof Uint8Array ? 255 : 65_535
  const { rounding } = pipeline
  const run = pixelCurve(pipeline)
  const values = new Float64Array(pipeline.channels.length)
  for (let pixel = from; pixel < to; pixel++) {
    const i = pixel * channels
    for (let c = 0; c < values.length; c++) values[c] = source[i + c]!
    run(values)
    for (let c = 0; c < values.length; c++) out[i + c] = quantise((values[c]! * white) / pipeline.channels[c]!.white, white, rounding)
    if (hasAlpha(channels)) out[i + channels - 1] = quantise(source[i + channels - 1]! * white, white, rounding)
  }
}
