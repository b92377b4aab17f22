// Where a person who knows the scene would click: the middle of the greyest piece of a truth, of middling lightness.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tsImport } from 'tsx/esm/api'

const load = (file) => tsImport(`../src/${file}`, import.meta.url)
const [{ decodePicture }, { defaultLimits }, { srgbToLinear }, { labOfLinear }, { useNodeWasm }] = await Promise.all(['codecs/open.ts', 'codecs/limits.ts', 'kernels/film/linearise.ts', 'kernels/lab.ts', 'codecs/wasm-node.ts'].map(load))
useNodeWasm()

/** Pieces of so many pixels a side: those that the score looks at. */
const piece = 16
const [greyest, dark, light, middle] = [1.5, 40, 85, 62]

/** Pixels of the scan, or nothing where the truth has no grey or the film no colours. */
export async function greyPlace(set, item) {
  if (item.process === 'bw') return undefined
  const { raster } = await decodePicture(await readFile(join(set, item.truth)), { limits: defaultLimits })
  const { width, height, channels, data, range } = raster
  let best
  for (let top = 0; top + piece <= height; top += piece) {
    for (let left = 0; left + piece <= width; left += piece) {
      const sum = [0, 0, 0]
      for (let y = top; y < top + piece; y++) for (let x = left; x < left + piece; x++) for (let c = 0; c < 3; c++) sum[c] += srgbToLinear(data[(y * width + x) * channels + c] / range[1]) / piece ** 2
      const [lightness, a, b] = labOfLinear(sum)
      const chroma = Math.hypot(a, b)
      if (chroma > greyest || lightness < dark || lightness > light) continue
      const cost = chroma + Math.abs(lightness - middle) / 10
      if (!best || cost < best.cost) best = { cost, x: left + piece / 2, y: top + piece / 2 }
    }
  }
  if (!best) return undefined
  const [x, y, wide, high] = item.image_rect
  return [Math.round(x + (best.x / width) * wide), Math.round(y + (best.y / height) * high)]
}
