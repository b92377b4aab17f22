import { developer, type FilmParams } from './develop.ts'
import { percentile } from './order.ts'

/** Rec. 709 luminance of linear sRGB. */
export const luminance = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

/** A proxy developed, and its luminances. */
export function developProxy(params: FilmParams, proxy: ArrayLike<number>): { colours: Float32Array; light: Float64Array } {
  const colours = new Float32Array(proxy.length)
  developer(params)(Float32Array.from(proxy), colours)
  return { colours, light: Float64Array.from({ length: colours.length / 3 }, (_, i) => Math.max(1e-5, luminance(colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]))) }
}

const between = (x: number, least: number, most: number): number => Math.min(most, Math.max(least, x))

/** Linear luminance of a picture's middle: mid-grey is 0.18; dark scenes may stay at 0.05, things on white paper and snow at 0.7. */
const darkest = 0.05
const brightest = 0.7
/** Where the brightest half per cent should print, and the least it should reach. */
const white = 0.9
const leastWhite = 0.5

/**
 * The exposure of the print in stops, a step of its own after the balance: the estimate is kept where it prints a picture
 * that can be looked at, and moved where it does not. Whites that fall dull are raised, a backlit frame's middle is
 * lifted until its highlights, and not its subject, pay for it; a washed-out one is printed down.
 */
export function printExposure({ light }: { light: Float64Array }): number {
  const middle = percentile(light, 0.5)
  const top = percentile(light, 0.995)
  let stops = 0
  if (top < leastWhite) stops = Math.log2(white / top)
  // Blown whites in a picture that is bright all over: the whole print is over.
  if (middle * 2 ** stops > brightest) stops += Math.log2(brightest / (middle * 2 ** stops))
  if (middle * 2 ** stops < darkest) {
    const lift = Math.log2(darkest / (middle * 2 ** stops))
    // At most a stop and a half, and a stop of the brightest tenth's drawing.
    const room = Math.log2(2 / Math.max(1e-3, percentile(light, 0.9) * 2 ** stops))
    stops += between(lift, 0, between(room, 0, 1.5))
  }
  return between(stops, -3, 4)
}

/** The exposure that brings the brightest to `white`: for films whose speed nothing tells. */
export const whiteExposure = ({ light }: { light: Float64Array }): number => Math.log2(white / percentile(light, 0.995))

/** How coloured a developed picture is: the median of (max − min) / max over what is not near black. */
export function medianSaturation(colours: Float32Array): number {
  const values: number[] = []
  for (let i = 0; i < colours.length; i += 3) {
    const [r, g, b] = [colours[i], colours[i + 1], colours[i + 2]].map((value) => between(value, 0, 1))
    const top = Math.max(r, g, b)
    if (top > 0.02) values.push((top - Math.min(r, g, b)) / top)
  }
  return values.length > 0 ? percentile(values, 0.5) : 0
}
