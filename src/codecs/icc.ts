import type { Channels, Encoding } from '../kernels/raster.ts'
import { joined } from './bytes.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

const words = (...values: readonly number[]): Uint8Array => {
  const out = new DataView(new ArrayBuffer(4 * values.length))
  values.forEach((value, i) => out.setUint32(4 * i, value))
  return new Uint8Array(out.buffer)
}

/** s15Fixed16Number (ICC.1:2022, 4.7). */
const fixed = (...values: readonly number[]): Uint8Array => words(...values.map((value) => Math.round(value * 65_536) >>> 0))

/** multiLocalizedUnicodeType with one English text (10.15). */
const text = (said: string): Uint8Array =>
  joined([latin('mluc'), words(0, 1, 12), latin('enUS'), words(2 * said.length, 28), Uint8Array.from([...said].flatMap((letter) => [0, letter.charCodeAt(0)]))])

const xyz = (x: number, y: number, z: number): Uint8Array => joined([latin('XYZ '), words(0), fixed(x, y, z)])

/** parametricCurveType (10.18): its form, then its numbers. */
const curve = (form: number, ...numbers: readonly number[]): Uint8Array => joined([latin('para'), words(0, form << 16), fixed(...numbers)])

/** D50, the white of the connection space (7.2.16). */
const d50 = [0.9642, 1, 0.8249] as const

/** The primaries of IEC 61966-2-1 (sRGB) and its white D65, as Bradford's adaptation brings them to D50. */
const primaries = { r: [0.43607, 0.22249, 0.01392], g: [0.38515, 0.71687, 0.09708], b: [0.14307, 0.06061, 0.7141] } as const
const adaptation = [1.04788, 0.02292, -0.05022, 0.0296, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168] as const

type Written = Exclude<Encoding, { icc: Uint8Array }>

function toneCurve(encoding: Written): Uint8Array {
  if (encoding === 'srgb') return curve(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
  return curve(0, encoding === 'linear' ? 1 : encoding.gamma)
}

const nameOf = (encoding: Written): string => {
  if (encoding === 'srgb') return 'sRGB'
  return encoding === 'linear' ? 'linear sRGB' : `sRGB primaries, gamma ${encoding.gamma}`
}

const whole = (bytes: Uint8Array): Uint8Array => joined([bytes, new Uint8Array(-bytes.length & 3)])

/** A matrix/TRC display profile, or one of grey (ICC.1:2022, 8.3 and 8.4). */
function writeProfile(encoding: Written, grey: boolean): Uint8Array<ArrayBuffer> {
  const trc = toneCurve(encoding)
  const tags: readonly (readonly [string, Uint8Array])[] = [
    ['desc', text(nameOf(encoding))],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', xyz(...d50)],
    ['chad', joined([latin('sf32'), words(0), fixed(...adaptation)])],
    ...(grey
      ? [['kTRC', trc] as const]
      : [
          ['rXYZ', xyz(...primaries.r)] as const,
          ['gXYZ', xyz(...primaries.g)] as const,
          ['bXYZ', xyz(...primaries.b)] as const,
          // the same numbers for all three, and the same bytes
          ['rTRC', trc] as const,
          ['gTRC', trc] as const,
          ['bTRC', trc] as const,
        ]),
  ]
  const bodies = [...new Set(tags.map(([, body]) => body))]
  const start = 128 + 4 + 12 * tags.length
  const placeOf = (body: Uint8Array): number => bodies.slice(0, bodies.indexOf(body)).reduce((at, each) => at + whole(each).length, start)
  const size = bodies.reduce((sum, body) => sum + whole(body).length, start)
  const date = Uint8Array.of(7, 234, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0)
  return joined([
    words(size, 0, 0x0440_0000),
    latin(`mntr${grey ? 'GRAY' : 'RGB '}XYZ `),
    date,
    latin('acsp'),
    words(0, 0, 0, 0, 0, 0, 0),
    fixed(...d50),
    new Uint8Array(48),
    words(tags.length),
    ...tags.flatMap(([name, body]) => [latin(name), words(placeOf(body), body.length)]),
    ...bodies.map(whole),
  ])
}

/** The profile that says what a picture's codes mean: its own as it came, else one of the lab's. */
export function profileOf(encoding: Encoding, channels: Channels): Uint8Array<ArrayBufferLike> {
  return typeof encoding === 'object' && 'icc' in encoding ? encoding.icc : writeProfile(encoding, channels < 3)
}

/** What a file's profile says: sRGB where there is none, or the lab's own. */
export function encodingOf(icc: Uint8Array | undefined): Encoding {
  if (!icc) return 'srgb'
  const own = [false, true].map((grey) => writeProfile('srgb', grey))
  return own.some((each) => each.length === icc.length && each.every((byte, i) => byte === icc[i])) ? 'srgb' : { icc: icc.slice() }
}
