/** Code (0 … 1) to linear light (0 … 1). */
export type ToneCurve = (code: number) => number

const signature = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4))

/**
 * The tone curves of a matrix/TRC (or grey) ICC profile: red, green, blue, or undefined when it has none, is damaged or is
 * made of look-up tables. ICC.1:2022, 7.2 (tags), 10.6 curveType, 10.18 parametricCurveType. Primaries are not read: the
 * densities of film are formed in the scanner's own colours.
 */
export function profileCurves(icc: Uint8Array): readonly [ToneCurve, ToneCurve, ToneCurve] | undefined {
  if (icc.length < 132 || signature(icc, 36) !== 'acsp') return undefined
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength)
  const found = new Map<string, ToneCurve>()
  const count = Math.min(view.getUint32(128), 100)
  for (let index = 0; index < count && 144 + 12 * index <= icc.length; index++) {
    const entry = 132 + 12 * index
    const name = signature(icc, entry)
    if (!name.endsWith('TRC')) continue
    const curve = readCurve(icc, view, view.getUint32(entry + 4))
    if (curve) found.set(name, curve)
  }
  const [r, g, b] = ['rTRC', 'gTRC', 'bTRC'].map((name) => found.get(name) ?? found.get('kTRC'))
  return r && g && b ? [r, g, b] : undefined
}

function readCurve(icc: Uint8Array, view: DataView, at: number): ToneCurve | undefined {
  if (at + 12 > icc.length) return undefined
  const kind = signature(icc, at)
  if (kind === 'para') return parametric(view, at, icc.length)
  if (kind !== 'curv') return undefined
  const count = view.getUint32(at + 8)
  if (count === 0) return (code) => code
  if (at + 12 + 2 * count > icc.length) return undefined
  if (count === 1) {
    const exponent = view.getUint16(at + 12) / 256
    return (code) => code ** exponent
  }
  const points = Float64Array.from({ length: count }, (_, index) => view.getUint16(at + 12 + 2 * index) / 65535)
  return (code) => {
    const place = Math.min(1, Math.max(0, code)) * (count - 1)
    const below = Math.min(count - 2, Math.floor(place))
    return points[below] + (place - below) * (points[below + 1] - points[below])
  }
}

/** How many numbers each of the five parametric forms has. */
const parameterCounts = [1, 3, 4, 5, 7] as const

function parametric(view: DataView, at: number, end: number): ToneCurve | undefined {
  const form = view.getUint16(at + 8)
  const count = parameterCounts[form]
  if (count === undefined || at + 12 + 4 * count > end) return undefined
  const [g, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: count }, (_, index) => view.getInt32(at + 12 + 4 * index) / 65536)
  const power = (code: number): number => Math.max(0, a * code + b) ** g
  if (form === 0) return (code) => code ** g
  if (form === 1) return (code) => (code >= -b / a ? power(code) : 0)
  if (form === 2) return (code) => (code >= -b / a ? power(code) + c : c)
  return (code) => (code >= d ? power(code) + e : c * code + f)
}
