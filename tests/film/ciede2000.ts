const radians = Math.PI / 180
const power7 = (c: number): number => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7))

/** ΔE00 of two CIELAB colours (Sharma, Wu and Dalal, 2005), with unit weights. */
export function ciede2000(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const chroma = (Math.hypot(a[1], a[2]) + Math.hypot(b[1], b[2])) / 2
  const g = 1 + 0.5 * (1 - power7(chroma))
  const [c1, c2] = [Math.hypot(g * a[1], a[2]), Math.hypot(g * b[1], b[2])]
  const hue = (v: ArrayLike<number>): number => (Math.atan2(v[2], g * v[1]) / radians + 360) % 360
  const [h1, h2] = [hue(a), hue(b)]
  const grey = c1 * c2 === 0
  const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180
  const dL = b[0] - a[0]
  const dC = c2 - c1
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * radians)
  const L = (a[0] + b[0]) / 2
  const C = (c1 + c2) / 2
  const sum = h1 + h2
  const H = grey ? sum : Math.abs(h1 - h2) <= 180 ? sum / 2 : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
  const cos = (angle: number): number => Math.cos(angle * radians)
  const T = 1 - 0.17 * cos(H - 30) + 0.24 * cos(2 * H) + 0.32 * cos(3 * H + 6) - 0.2 * cos(4 * H - 63)
  const sL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2)
  const sC = 1 + 0.045 * C
  const sH = 1 + 0.015 * C * T
  const twist = -2 * power7(C) * Math.sin(60 * Math.exp(-(((H - 275) / 25) ** 2)) * radians)
  return Math.sqrt(Math.max(0, (dL / sL) ** 2 + (dC / sC) ** 2 + (dH / sH) ** 2 + twist * (dC / sC) * (dH / sH)))
}
