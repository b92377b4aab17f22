import type { ChannelPipeline, Pipeline } from './compile.ts'
import { createFloatsKernel, type FloatsKernel } from './fast/floats.ts'
import { tabulate } from './float-levels.ts'
import { hasAlpha, type Channels, type Raster } from './raster.ts'
import { display, frameFor, grey, marks, opaque, shownBy, type Frame8, type FrameLook, type Show, type Shown } from './shown.ts'

/** Writes one channel of a float proxy as level + 256 · clip, pixel by pixel. */
type Coded = (samples: Float32Array, channels: number, first: number, out: Uint16Array) => void

/** From so many pixels on a table is worth making. */
const worthTable = 1 << 16

/** Levels of float samples: exactly the curve's, by a table where there are many and the function is monotone, as every recipe is. */
function codedBy({ level, clip }: Shown, show: Show, max: number): Coded {
  const code = show === 'clipping' ? (sample: number): number => level(sample) | (clip(sample) << 8) : level
  let table: Coded | undefined
  return (samples, channels, first, out) => {
    if (out.length >= worthTable && max > 0) (table ??= tabulate(code, max))(samples, channels, first, out)
    else for (let p = 0, i = first; p < out.length; p++, i += channels) out[p] = code(samples[i]!)
  }
}

const sameSteps = (a: ChannelPipeline, b: ChannelPipeline): boolean =>
  a.links.length === b.links.length && a.links.every((link, i) => link.step === b.links[i]!.step)

/** A painter of a float picture: through its curves, exactly, with tables where there are many pixels. */
export function floatPainter(pipeline: Pipeline, look: FrameLook): (proxy: Raster<'f32'>, spare?: Frame8) => Frame8 {
  const { source, channels } = pipeline
  const shown = channels.map((pipe) => shownBy(pipe.curve, pipe.white, source.white, look))
  if (look.show === 'difference') return (proxy, spare) => paintFloats(proxy, differences(proxy, pipeline, shown, look.gain), look.show, spare)
  const max = Math.max(...source.extents.map(([, high]) => high))
  const coded: Coded[] = []
  channels.forEach((pipe, c) => {
    const twin = channels.findIndex((other) => sameSteps(other, pipe))
    coded.push(twin < c ? coded[twin]! : codedBy(shown[c]!, look.show, max))
  })
  return (proxy, spare) => paintFloats(proxy, coded, look.show, spare)
}

/** The kernel of the proxy that was drawn last: its tables are large, and a drag comes back to the same pixels. */
let latest: { readonly data: Float32Array; readonly results: Float32Array; readonly kernel: FloatsKernel } | undefined

/**
 * Levels of differences, which are not monotone: the results from the interpolating table, and where one lies so near to
 * the turn of a level that its error could show, from the curve itself.
 */
function differences({ data, channels, width, height }: Raster<'f32'>, pipeline: Pipeline, shown: readonly Shown[], gain: number): readonly Coded[] {
  const plain = shown.map(({ level }): Coded => (samples, stride, first, out) => {
    for (let p = 0, i = first; p < out.length; p++, i += stride) out[p] = level(samples[i]!)
  })
  if (width * height < worthTable) return plain
  if (latest?.data !== data) {
    const results = new Float32Array(data.length)
    latest = { data, results, kernel: createFloatsKernel(data, channels, results) }
  }
  const { results, kernel } = latest
  kernel.load(pipeline)(0, width * height)
  return shown.map(({ level }, c): Coded => {
    const own = pipeline.channels[c]!.white
    const [scale, sourceScale] = [(255 / own) * gain, (255 / pipeline.source.white) * gain]
    return (samples, stride, first, out) => {
      for (let p = 0, i = first; p < out.length; p++, i += stride) {
        const s = results[i]!
        const turned = Math.abs(s * scale - samples[i]! * sourceScale) + 0.5
        const over = turned - Math.floor(turned)
        // twice what the table states, its rounding to float32 among it
        const margin = (Math.abs(s) + own) * 2 ** -21 * scale
        out[p] = over > margin && over < 1 - margin ? Math.min(255, turned) : level(samples[i]!)
      }
    }
  })
}

function paintFloats(proxy: Raster<'f32'>, coded: readonly Coded[], show: Show, spare?: Frame8): Frame8 {
  const { data, channels } = proxy
  const frame = frameFor(proxy, spare)
  const out = new Int32Array(frame.buffer)
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
    if (clipped !== 0) out[p] = marks[clipped]! | opaque
    else if (show === 'difference') out[p] = (Math.max(r, g, b) * grey) | opaque
    else out[p] = r | (g << 8) | (b << 16) | opaque
  }
  if (show !== 'difference' && hasAlpha(channels)) coverBy(data, channels, frame)
  return frame
}

/** Alpha is straight, on screen as in the file. */
function coverBy(data: Float32Array, channels: Channels, frame: Frame8): void {
  for (let o = 3, i = channels - 1; o < frame.length; o += 4, i += channels) frame[o] = display(data[i]!, 1)
}
