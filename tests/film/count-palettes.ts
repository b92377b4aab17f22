import { readFile } from 'node:fs/promises'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { decodePicture } from '../../src/codecs/open.ts'
import { useNodeWasm } from '../../src/codecs/wasm-node.ts'
import { srgbToLinear } from '../../src/kernels/film/linearise.ts'
import { createLight } from '../../src/kernels/film/light.ts'
import { paletteOf } from './palette-of.ts'

/** Prints the row of each file, a colour picture in sRGB codes. */
export async function countPalettes(files: readonly string[]): Promise<void> {
  useNodeWasm()
  for (const file of files) {
    const { raster } = await decodePicture(await readFile(file), { limits: defaultLimits })
    const { width, height, channels, data, range } = raster
    if (channels < 3) throw new TypeError(`${file} has no colours.`)
    const light = createLight(width, height)
    for (let i = 0; i < width * height; i++) for (let c = 0; c < 3; c++) light.data[3 * i + c] = srgbToLinear(data[i * channels + c] / range[1])
    process.stdout.write(`${paletteOf(light)}\n`)
  }
}
