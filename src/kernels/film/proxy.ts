import { averageLight, insetArea, rowsOf, type Area, type Light } from './light.ts'

/** The size in which an estimator sees every picture, whatever its own. */
export const proxyWidth = 96
export const proxyHeight = 64

/**
 * The picture area as the estimator sees it: pulled in by 1 % (edges of the gate, halation), box-averaged in linear light
 * to 96 × 64. A portrait is transposed, so that its long side lies along the rows. RGB interleaved, linear.
 */
export function filmProxy(source: Light, area: Area): Float64Array {
  const inner = insetArea(area, 0.01)
  const portrait = inner.height * source.height > inner.width * source.width
  const { width, height, data } = averageLight(rowsOf(source), inner, portrait ? proxyHeight : proxyWidth, portrait ? proxyWidth : proxyHeight)
  if (!portrait) return Float64Array.from(data)
  const turned = new Float64Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (let c = 0; c < 3; c++) turned[3 * (x * height + y) + c] = data[3 * (y * width + x) + c]
  }
  return turned
}
