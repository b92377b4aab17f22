/** A colour as three numbers: linear sRGB (1 = white), or L*, a*, b*. */
export type Colour = readonly [number, number, number]

/** CIE 1931 white points of D50 and D65, Y = 1 (ASTM E308, 2°). */
const d50: Colour = [0.96422, 1, 0.82521]
const d65: Colour = [0.95047, 1, 1.08883]

/** Linear sRGB to XYZ, D65 (IEC 61966-2-1), and back. */
const toXyz = [0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041] as const
const fromXyz = [3.2404542, -1.5371385, -0.4985314, -0.969266, 1.8760108, 0.041556, 0.0556434, -0.2040259, 1.0572252] as const

/** XYZ to the cone responses between which Bradford's adaptation scales, and back. */
const cones = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296] as const
const fromCones = [0.9869929, -0.1470543, 0.1599627, 0.4323053, 0.5183603, 0.0492912, -0.0085287, 0.0400428, 0.9684867] as const

const times = (m: ArrayLike<number>, [x, y, z]: Colour): Colour => [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z]

/** CIE 15: κ and ε as exact fractions. */
const epsilon = 216 / 24389
const kappa = 24389 / 27

const lightness = (t: number): number => (t > epsilon ? Math.cbrt(t) : (kappa * t + 16) / 116)
const unlightness = (f: number): number => (f ** 3 > epsilon ? f ** 3 : (116 * f - 16) / kappa)

/** CIELAB over D65 of linear sRGB. */
export function labOfLinear(colour: Colour): Colour {
  const [x, y, z] = times(toXyz, colour)
  const [fx, fy, fz] = [lightness(x / d65[0]), lightness(y), lightness(z / d65[2])]
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)]
}

/** Linear sRGB of CIELAB over D50, adapted to D65 by Bradford's transform; outside sRGB it lies outside 0 … 1. */
export function linearOfLabD50([l, a, b]: Colour): Colour {
  const fy = (l + 16) / 116
  const xyz: Colour = [d50[0] * unlightness(fy + a / 500), unlightness(fy), d50[2] * unlightness(fy - b / 200)]
  const [from, to, seen] = [times(cones, d50), times(cones, d65), times(cones, xyz)]
  return times(fromXyz, times(fromCones, [(seen[0] * to[0]) / from[0], (seen[1] * to[1]) / from[1], (seen[2] * to[2]) / from[2]]))
}

const radians = Math.PI / 180
const vivid = (chroma: number): number => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7))

/** ΔE00 of two colours in CIELAB (L*, a*, b*), unit weights (CIE 142; Sharma, Wu and Dalal, 2005). */
export function ciede2000(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const [l1, a1, b1] = [one[0], one[1], one[2]]
  const [l2, a2, b2] = [other[0], other[1], other[2]]
  const stretch = 1 + 0.5 * (1 - vivid((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2))
  const [c1, c2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)]
  const hue = (a: number, b: number): number => (Math.atan2(b, stretch * a) / radians + 360) % 360
  const [h1, h2] = [hue(a1, b1), hue(a2, b2)]
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180
  const [dL, dC, dH] = [l2 - l1, c2 - c1, 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians)]
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const sum = h1 + h2
  const h = c1 * c2 === 0 ? sum : Math.abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? sum / 2 + 180 : sum / 2 - 180
  const cos = (angle: number): number => Math.cos(angle * radians)
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63)
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2)
  const sc = 1 + 0.045 * c
  const sh = 1 + 0.015 * c * t
  const twist = -2 * vivid(c) * Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * radians)
  return Math.sqrt(Math.max(0, (dL / sl) ** 2 + (dC / sc) ** 2 + (dH / sh) ** 2 + twist * (dC / sc) * (dH / sh)))
}
