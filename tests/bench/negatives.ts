import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { useNodeWasm } from '../../src/codecs/wasm-node.ts'
import { linearToSrgb } from '../../src/kernels/film/linearise.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { paintNegative } from '../../src/kernels/samples/negative.ts'
import { gaussians } from '../../src/kernels/samples/noise.ts'
import { encodeBytes } from '../codecs/encode.ts'
import { writeTiff16, type BenchFile } from './files.ts'

const width = 6000
const height = 4000

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

/** The scan as scanning programs write it: uncompressed TIFF of 16 bits without a profile. */
export const writeNegativeTiff = (folder: string): Promise<BenchFile> => writeTiff16(folder, width, height, { name: 'negative', bandOf: negativeRows() })

/** The same as a camera would have written it: a JPEG with sRGB codes. */
export async function writeNegativeJpeg(folder: string): Promise<BenchFile> {
  useNodeWasm()
  const codes = Uint8Array.from({ length: 65_536 }, (_, code) => 255 * linearToSrgb(code / 65_535) + 0.5)
  const rows = negativeRows()
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y += 250) data.set(rows(y, 250).map((code) => codes[code]!), y * width * 3)
  const bytes = await encodeBytes(createRaster({ width, height, channels: 3, depth: 'u8', data }), 'jpeg', { quality: 90 })
  const path = join(folder, 'negative-24-mp.jpg')
  await writeFile(path, bytes)
  return { name: '24 MP negative, JPEG', path, megapixels: 24 }
}
