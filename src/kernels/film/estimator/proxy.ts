import { fallOffAt, noFallOff, type FallOff } from '../frame/fall-off.ts'
import { averageLight, insetArea, rowsOf, type Area, type Light } from '../light.ts'

/** The size in which an estimator sees every picture, whatever its own. */
export const proxyWidth = 96
export const proxyHeight = 64

/** Whether a picture stands upright in its scan, so that its proxy is transposed. */
export const isPortrait = (area: Area, { width, height }: Pick<Light, 'width' | 'height'>): boolean => {
  const inner = insetArea(area, 0.01)
  return inner.height * height > inner.width * width
}

/**
 * The picture area as the estimator sees it: pulled in by 1 % (edges of the gate, halation), box-averaged in linear light
 * to 96 × 64, and evened out by the lamp's fall-off over the scan. A portrait is transposed, so that its long side lies
 * along the rows. RGB interleaved, linear.
 */
export function filmProxy(source: Light, area: Area, fallOff: FallOff = noFallOff): Float64Array {
  const inner = insetArea(area, 0.01)
  const portrait = isPortrait(area, source)
  const { width, height, data } = averageLight(rowsOf(source), inner, portrait ? proxyHeight : proxyWidth, portrait ? proxyWidth : proxyHeight)
  const proxy = new Float64Array(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const loss = fallOffAt(fallOff, inner.x + ((x + 0.5) / width) * inner.width, inner.y + ((y + 0.5) / height) * inner.height, source.width / source.height)
      const to = 3 * (portrait ? x * height + y : y * width + x)
      for (let c = 0; c < 3; c++) proxy[to + c] = data[3 * (y * width + x) + c] * 10 ** -loss
    }
  }
  return proxy
}
