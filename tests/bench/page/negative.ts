import { paintNegative } from '../../../src/kernels/samples/negative.ts'
import { gaussians } from '../../../src/kernels/samples/noise.ts'
import { height, width } from './pictures.ts'

/** Numbers of grain that are used over and over. */
const grains = 1 << 16

/** Rows of a scan of a colour negative: 3 · 6000 samples of each row, from `top` on. */
export type ScanRows = (top: number, rows: number) => Uint16Array<ArrayBuffer>

/**
 * The lab's painted scan of a colour negative, drawn out to 24 MP, with grain of the new size, in linear light of 16 bits:
 * what a scanning program calls raw.
 */
export function negativeRows(): ScanRows {
  const { width: w, height: h, data } = paintNegative()
  const light = Float32Array.from({ length: 65_536 }, (_, code) => (code / 65_535) ** 2.2)
  const grain = gaussians(24, grains)
  return (top, rows) => {
    const out = new Uint16Array(rows * width * 3)
    for (let y = top, i = 0; y < top + rows; y++) {
      const v = Math.min(h - 1.001, Math.max(0, ((y + 0.5) * h) / height - 0.5))
      const above = 3 * w * Math.floor(v)
      const down = v % 1
      let n = Math.imul(y, 48_611) >>> 8
      for (let x = 0; x < width; x++) {
        const u = Math.min(w - 1.001, Math.max(0, ((x + 0.5) * w) / width - 0.5))
        const at = above + 3 * Math.floor(u)
        const right = u % 1
        for (let c = 0; c < 3; c++, i++) {
          const upper = light[data[at + c]!]! * (1 - right) + light[data[at + 3 + c]!]! * right
          const lower = light[data[at + 3 * w + c]!]! * (1 - right) + light[data[at + 3 * w + 3 + c]!]! * right
          const mean = upper * (1 - down) + lower * down
          out[i] = 65_535 * Math.min(1, mean * (1 + 0.03 * grain[n++ & (grains - 1)]!)) + 0.5
        }
      }
    }
    return out
  }
}
