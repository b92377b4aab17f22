import type { Pipeline } from './compile.ts'
import { createMixKernel } from './fast/mix.ts'
import { mixedCurve } from './mixed-curve.ts'
import { hasAlpha, type AnyRaster, type Raster } from './raster.ts'
import { display, frameFor, grey, marks, opaque, type Frame8, type FrameLook } from './shown.ts'

/**
 * A painter of a recipe in which channels meet. What is only looked at takes coarser tables than what is written: a level
 * may be one from the export's, where the value lies beside the turn of a rounding.
 */
export function mixedPainter(pipeline: Pipeline, look: FrameLook): (proxy: AnyRaster, spare?: Frame8) => Frame8 {
  return (proxy, spare) => {
    if (look.show === 'after' && proxy.depth !== 'f32') return paintCodes(proxy, pipeline, spare)
    const results = proxy.depth === 'f32' ? floatResults(proxy, pipeline) : codeResults(proxy, pipeline)
    return paintResults(proxy, results, pipeline, look, spare)
  }
}

function paintCodes(proxy: Raster<'u8' | 'u16'>, pipeline: Pipeline, spare?: Frame8): Frame8 {
  const { data, channels, width, height, range } = proxy
  const frame = frameFor(proxy, spare)
  const out = new Uint8Array(frame.buffer)
  createMixKernel(data, channels, out, pipeline, { white: 255, opaque: range[1], steps: 512, outChannels: 4 })(0, width * height)
  return frame
}

/** Results on the scale of each channel's white, three or four to a pixel as in the proxy. */
function codeResults({ data, channels, width, height }: Raster<'u8' | 'u16'>, pipeline: Pipeline): Uint16Array | Uint8Array {
  const out = data instanceof Uint8Array ? new Uint8Array(data.length) : new Uint16Array(data.length)
  createMixKernel(data, channels, out, pipeline, { steps: 512 })(0, width * height)
  return out
}

function floatResults({ data, channels }: Raster<'f32'>, pipeline: Pipeline): Float32Array {
  const out = new Float32Array(data.length)
  const mix = mixedCurve(pipeline)
  const pixel = new Float64Array(3)
  for (let i = 0; i < data.length; i += channels) {
    for (let c = 0; c < 3; c++) pixel[c] = data[i + c]
    mix(pixel)
    for (let c = 0; c < 3; c++) out[i + c] = pixel[c]
  }
  return out
}

function paintResults(proxy: AnyRaster, results: ArrayLike<number>, { channels: pipes, source }: Pipeline, { show, gain }: FrameLook, spare?: Frame8): Frame8 {
  const { data, channels, range } = proxy
  const frame = frameFor(proxy, spare)
  const out = new Int32Array(frame.buffer)
  const cover = hasAlpha(channels) && show !== 'difference' ? (i: number): number => display(data[i + channels - 1], proxy.depth === 'f32' ? 1 : range[1]) << 24 : (): number => opaque
  const whites = pipes.map(({ white }) => white)
  for (let p = 0, i = 0; p < out.length; p++, i += channels) {
    if (show === 'difference') {
      let most = 0
      for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs((results[i + c] * 255) / whites[c] - (data[i + c] * 255) / source.white))
      out[p] = (display(most * gain, 255) * grey) | opaque
      continue
    }
    let clipped = 0
    let word = 0
    for (let c = 0; c < 3; c++) {
      const s = results[i + c]
      word |= display(s, whites[c]) << (8 * c)
      if (show === 'clipping') clipped |= (s <= 0 ? 1 : 0) | (s >= whites[c] ? 2 : 0)
    }
    out[p] = (clipped ? marks[clipped] : word) | cover(i)
  }
  return frame
}
