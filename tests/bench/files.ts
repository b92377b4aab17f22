import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { useNodeWasm } from '../../src/codecs/wasm-node.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { encodeBytes } from '../codecs/encode.ts'
import { paint } from './page/pictures.ts'

/** A file of the bench: a name to know it by, its place, and how large its picture is. */
export interface BenchFile {
  readonly name: string
  readonly path: string
  readonly megapixels: number
}

/** A JPEG of quality 90, written by the lab's own encoder. */
export async function writeJpeg(folder: string, width: number, height: number): Promise<BenchFile> {
  useNodeWasm()
  const data = new Uint8Array(width * height * 3)
  paint('photo', data, width, height)
  const bytes = await encodeBytes(createRaster({ width, height, channels: 3, depth: 'u8', data }), 'jpeg', { quality: 90 })
  const megapixels = Math.round((width * height) / 1e6)
  const path = join(folder, `${megapixels}-mp.jpg`)
  await writeFile(path, bytes)
  return { name: `${megapixels} MP JPEG`, path, megapixels }
}

/** Tag, type (3 SHORT, 4 LONG), count, value: one entry of a TIFF directory (TIFF 6.0, section 2). */
type Entry = readonly [tag: number, type: 3 | 4, count: number, value: number]

/** What a TIFF shows, and what its file is called. */
interface Shown {
  readonly name: string
  /** The samples of `rows` rows from `top` on. */
  readonly bandOf: (top: number, rows: number) => Uint16Array<ArrayBuffer>
}

const bandRows = 256

/** The same band over and over: painting 100 MP takes longer than what is measured. */
function bands(width: number): Shown {
  const band = new Uint16Array(width * bandRows * 3)
  paint('photo', band, width, bandRows)
  return { name: '', bandOf: () => band }
}

/** RGB, 16 bits, uncompressed, in one strip: what scanners write. Written piece by piece, for it is larger than what a Buffer should be. */
export async function writeTiff16(folder: string, width: number, height: number, { name, bandOf } = bands(width)): Promise<BenchFile> {
  const megapixels = Math.round((width * height) / 1e6)
  const path = join(folder, `${name && `${name}-`}${megapixels}-mp.tif`)
  const entries: readonly Entry[] = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    // three SHORTs do not fit into the entry: they stand behind the directory
    [258, 3, 3, 200],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, 256],
    [277, 3, 1, 3],
    [278, 4, 1, height],
    [279, 4, 1, width * height * 6],
    [284, 3, 1, 1],
  ]
  const head = Buffer.alloc(256)
  head.write('II*\0', 0, 'latin1')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(entries.length, 8)
  entries.forEach(([tag, type, count, value], k) => {
    const at = 10 + 12 * k
    head.writeUInt16LE(tag, at)
    head.writeUInt16LE(type, at + 2)
    head.writeUInt32LE(count, at + 4)
    if (type === 3 && count === 1) head.writeUInt16LE(value, at + 8)
    else head.writeUInt32LE(value, at + 8)
  })
  for (const k of [0, 1, 2]) head.writeUInt16LE(16, 200 + 2 * k)
  const file = await open(path, 'w')
  await file.write(head)
  for (let y = 0; y < height; y += bandRows) {
    const rows = Math.min(bandRows, height - y)
    await file.write(new Uint8Array(bandOf(y, rows).buffer, 0, rows * width * 6))
  }
  await file.close()
  return { name: `${megapixels} MP ${name && `${name}, `}TIFF, 16 bit`, path, megapixels }
}
