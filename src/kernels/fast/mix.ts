import type { Pipeline } from '../compile.ts'
import { mixedCurve } from '../mixed-curve.ts'
import { drawIn } from '../mixing.ts'
import { quantise } from '../quantise.ts'
import { hasAlpha, type Channels } from '../raster.ts'
import { fullOf, type Codes } from './lanes.ts'
import { createSimdMix, type SimdRun } from './mix-simd.ts'
import { leastLight, mixTables, type Fineness, type MixTables } from './mix-tables.ts'
import { warming } from './warm.ts'

/** Pixels `from` … `to` of the source into the result, from its pixel `at` on. */
export type MixRun = (from: number, to: number, at?: number) => void

export interface MixOptions {
  /** White of the result's codes; each channel's own where it is left out. */
  readonly white?: number
  /** The source's code of full coverage. */
  readonly opaque?: number
  readonly steps?: Fineness
  /** Channels of the result where it has full coverage and the source has none. */
  readonly outChannels?: 4
}

/**
 * Integer samples of three or four channels through a recipe in which channels meet: table → 3×3 → table → 3×3 → table. A
 * result is at most one code away from the double-precision one, rounded. Of 16 bits, colours that no film holds and that
 * come from far outside 0 … 1 may be some codes away: one of 25,000 samples of noise at most, under strong saturation.
 */
export function createMixKernel(source: Codes, channels: Channels, out: Codes, pipeline: Pipeline, { white, opaque = fullOf(source), steps = 4096, outChannels }: MixOptions = {}): MixRun {
  const scale = (own: number): number => (white === undefined ? 1 : white / own)
  const stride = outChannels ?? (channels as 3 | 4)
  const full = fullOf(out)
  const tables = mixTables(pipeline, fullOf(source) + 1, scale, steps)
  const truncates = pipeline.rounding === 'truncate'
  const tops = pipeline.channels.map((pipe) => white ?? pipe.white)
  const exact = mixedCurve(pipeline)
  const pixel = new Float64Array(3)
  /** A pixel in double precision, with no table. */
  const exactly = (i: number, o: number): void => {
    for (let c = 0; c < 3; c++) pixel[c] = source[i * channels + c]
    exact(pixel)
    for (let c = 0; c < 3; c++) out[o * stride + c] = quantise(pixel[c] * scale(pipeline.channels[c].white), tops[c], pipeline.rounding)
  }
  const simd = createSimdMix(source, channels as 3 | 4, out, stride, tables, truncates)
  const mix = simd ?? plainMix(source, channels, out, stride, tables, truncates)

  const cover = hasAlpha(channels) ? coverTable(source, out, opaque) : undefined
  return (from, to, at = from) => {
    mix(from, to, at, exactly)
    if (!cover && stride === 4) for (let o = at * 4 + 3, end = (at + to - from) * 4; o < end; o += 4) out[o] = full
    if (cover) for (let i = from * channels + 3, o = at * channels + 3; i < to * channels; i += channels, o += channels) out[o] = cover[source[i]]
  }
}

/** The same without such instructions, in double precision. */
export function plainMix(source: Codes, channels: number, out: Codes, stride: number, { input, first, shift, inner, origin, second, output, cut }: MixTables, truncates: boolean): SimdRun {
  const half = truncates ? 0 : 0.5
  const [inR, inG, inB] = input
  const [midR, midG, midB] = inner
  const [outR, outG, outB] = output
  const [k0, k1, k2, k3, k4, k5, k6, k7, k8] = first
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = second
  const [shiftR, shiftG, shiftB] = shift
  // half a step on, so that cutting off rounds
  const [startR, startG, startB] = origin.map((one) => one + 0.5)
  const { below, first: part } = cut
  const pixel = new Float64Array(3)
  const light = new Float32Array(3)
  const bits = new Int32Array(light.buffer)
  let place = 0
  let lost: (pixel: number, at: number) => void
  const run = warming(`mix ${source.BYTES_PER_ELEMENT} ${out.BYTES_PER_ELEMENT} ${channels}`, (from, to) => {
    let o = (from + place) * stride
    for (let i = from * channels, end = to * channels; i < end; i += channels, o += stride) {
      const tr = inR[source[i]]
      const tg = inG[source[i + 1]]
      const tb = inB[source[i + 2]]
      const ur = k0 * tr + k1 * tg + k2 * tb + shiftR
      const ug = k3 * tr + k4 * tg + k5 * tb + shiftG
      const ub = k6 * tr + k7 * tg + k8 * tb + shiftB
      const jr = 2 * ((ur + startR) | 0)
      const jg = 2 * ((ug + startG) | 0)
      const jb = 2 * ((ub + startB) | 0)
      const vr = midR[jr] + ur * midR[jr + 1]
      const vg = midG[jg] + ug * midG[jg + 1]
      const vb = midB[jb] + ub * midB[jb + 1]
      let wr = m0 * vr + m1 * vg + m2 * vb
      let wg = m3 * vr + m4 * vg + m5 * vb
      let wb = m6 * vr + m7 * vg + m8 * vb
      if (!(wr >= 0 && wg >= 0 && wb >= 0 && wr <= 1 && wg <= 1 && wb <= 1)) {
        pixel[0] = wr
        pixel[1] = wg
        pixel[2] = wb
        drawIn(pixel)
        wr = pixel[0]
        wg = pixel[1]
        wb = pixel[2]
      }
      light[0] = Math.max(wr, leastLight)
      light[1] = Math.max(wg, leastLight)
      light[2] = Math.max(wb, leastLight)
      const pr = 2 * ((bits[0] >> below) - part)
      const pg = 2 * ((bits[1] >> below) - part)
      const pb = 2 * ((bits[2] >> below) - part)
      const sr = outR[pr] + wr * outR[pr + 1]
      const sg = outG[pg] + wg * outG[pg + 1]
      const sb = outB[pb] + wb * outB[pb + 1]
      if (sr + sg + sb !== sr + sg + sb) {
        lost(i / channels, o / stride)
        continue
      }
      out[o] = (sr + half) | 0
      out[o + 1] = (sg + half) | 0
      out[o + 2] = (sb + half) | 0
    }
  })
  return (from, to, at, exactly) => {
    place = at - from
    lost = exactly
    run(from, to)
  }
}

/** Coverage stays what it is; in another container full coverage is that container's largest code. */
function coverTable(source: Codes, out: Codes, opaque: number): Uint16Array {
  const full = fullOf(out)
  const same = source.BYTES_PER_ELEMENT === out.BYTES_PER_ELEMENT
  return Uint16Array.from({ length: fullOf(source) + 1 }, (_, code) => (same ? code : quantise((code * full) / opaque, full, 'nearest-even')))
}
