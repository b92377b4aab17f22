// How far the patches of a photographed ColorChecker that fills its frame are from the published colours, after one gain and after three.
import { readFile } from 'node:fs/promises'
import { tsImport } from 'tsx/esm/api'

const load = (file) => tsImport(`../src/${file}`, import.meta.url)
const [{ decodePicture }, { defaultLimits }, { srgbToLinear }, { ciede2000, labOfLinear }, { chartColours, chartColumns, chartRows, patches }, { useNodeWasm }] = await Promise.all(
  ['codecs/open.ts', 'codecs/limits.ts', 'kernels/film/linearise.ts', 'kernels/lab.ts', 'kernels/film/chart/chart.ts', 'codecs/wasm-node.ts'].map(load),
)
useNodeWasm()

/** This share of a patch to each side of its middle is read. */
const reach = 0.2

const span = (centre, count, length) => [centre - reach / count, centre + reach / count].map((share) => Math.trunc(share * length))

/** Median linear light of every patch. */
async function readPatches(path) {
  const { raster } = await decodePicture(await readFile(path), { limits: defaultLimits })
  const { width, height, channels, data, range } = raster
  return patches.map((patch) => {
    const [cx, cy] = [((patch % chartColumns) + 0.5) / chartColumns, (Math.floor(patch / chartColumns) + 0.5) / chartRows]
    const [[left, right], [top, bottom]] = [span(cx, chartColumns, width), span(cy, chartRows, height)]
    return [0, 1, 2].map((c) => {
      const values = []
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) values.push(data[(y * width + x) * channels + c])
      return srgbToLinear(values.toSorted((a, b) => a - b)[values.length >> 1] / range[1])
    })
  })
}

/** Mean ΔE00 over the patches with these gains, in stops. */
function difference(colours, truth, stops) {
  const held = (value, c) => Math.min(1, Math.max(0, value * 2 ** stops[c]))
  return colours.reduce((sum, colour, i) => sum + ciede2000(labOfLinear(truth[i].map((value) => Math.min(1, Math.max(0, value)))), labOfLinear(colour.map(held))), 0) / colours.length
}

/** The least difference along these directions, downhill in ever smaller steps. */
function least(colours, truth, start, directions) {
  let [best, stops] = [difference(colours, truth, start), start]
  for (let size = 0.5; size > 0.002; ) {
    const next = directions.flatMap((d) => [size, -size].map((s) => stops.map((value, c) => value + s * d[c]))).map((at) => [difference(colours, truth, at), at]).toSorted((a, b) => a[0] - b[0])[0]
    if (next[0] < best) [best, stops] = next
    else size /= 2
  }
  return { best, stops }
}

export async function scoreChart(path) {
  const colours = await readPatches(path)
  const truth = chartColours('srgb-codes')
  const one = least(colours, truth, [0, 0, 0], [[1, 1, 1]])
  const three = least(colours, truth, one.stops, [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
  return { dE_a: difference(colours, truth, [0, 0, 0]), dE_b: one.best, dE_c: three.best }
}
