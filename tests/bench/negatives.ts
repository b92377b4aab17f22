import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { useNodeWasm } from '../../src/codecs/wasm-node.ts'
import { linearToSrgb } from '../../src/kernels/film/linearise.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { encodeBytes } from '../codecs/encode.ts'
import { writeTiff16, type BenchFile } from './files.ts'
import { negativeRows } from './page/negative.ts'
import { height, width } from './page/pictures.ts'

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
