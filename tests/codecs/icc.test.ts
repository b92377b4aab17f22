import { describe, expect, it } from 'vitest'
import { encodingOf, profileOf } from '../../src/codecs/icc.ts'
import { profileCurves } from '../../src/kernels/film/icc-curves.ts'
import type { Channels, Encoding } from '../../src/kernels/raster.ts'

const written = [
  ['sRGB', 'srgb', 3],
  ['linear light', 'linear', 3],
  ['a gamma', { gamma: 2.2 }, 4],
  ['grey', 'srgb', 1],
] as const satisfies readonly (readonly [string, Encoding, Channels])[]

const lightOf = (encoding: Encoding, code: number): number => {
  if (encoding === 'linear') return code
  if (typeof encoding === 'object' && 'gamma' in encoding) return code ** encoding.gamma
  // IEC 61966-2-1
  return code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4
}

/** Where the tags of a profile are, by name. */
function tagsOf(icc: Uint8Array): Map<string, DataView> {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength)
  return new Map(
    Array.from({ length: view.getUint32(128) }, (_, k) => {
      const at = 132 + 12 * k
      return [String.fromCharCode(...icc.subarray(at, at + 4)), new DataView(icc.buffer, icc.byteOffset + view.getUint32(at + 4), view.getUint32(at + 8))]
    }),
  )
}

type Three = readonly [number, number, number]
const times = (rows: readonly Three[], v: Three): Three => rows.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Three
const solve = (rows: readonly Three[], v: Three): Three => {
  const det = ([a, b, c]: readonly Three[]): number => a![0] * (b![1] * c![2] - b![2] * c![1]) - a![1] * (b![0] * c![2] - b![2] * c![0]) + a![2] * (b![0] * c![1] - b![1] * c![0])
  const whole = det(rows)
  return [0, 1, 2].map((k) => det(rows.map((row, i) => row.map((x, c) => (c === k ? v[i]! : x)) as unknown as Three)) / whole) as unknown as Three
}

describe.each(written)('the profile of %s', (_, encoding, channels) => {
  const icc = profileOf(encoding, channels)

  it('has the tone curve of its codes', () => {
    for (const curve of profileCurves(icc)!) for (const code of [0, 0.02, 0.04, 0.05, 0.3, 0.5, 0.9, 1]) expect(curve(code)).toBeCloseTo(lightOf(encoding, code), 4)
  })

  it('says its size, and has whole tags within it', () => {
    const view = new DataView(icc.buffer)
    expect(view.getUint32(0)).toBe(icc.length)
    expect(icc.length % 4).toBe(0)
    for (const body of tagsOf(icc).values()) {
      expect((body.byteOffset - icc.byteOffset) % 4).toBe(0)
      expect(body.byteOffset + body.byteLength).toBeLessThanOrEqual(icc.byteOffset + icc.length)
    }
  })
})

it('has the primaries of sRGB, brought from D65 to D50 as Bradford does', () => {
  // chromaticities of IEC 61966-2-1; Bradford's cone matrix as in ICC.1:2022, annex E
  const chromaticities = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06]] as const
  const cones: readonly Three[] = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
  const white: Three = [0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329]
  const d50: Three = [0.9642, 1, 0.8249]
  const columns = chromaticities.map(([x, y]): Three => [x / y, 1, (1 - x - y) / y])
  const rows = [0, 1, 2].map((k) => columns.map((column) => column[k]!) as unknown as Three)
  const luminances = solve(rows, white)
  const [from, to] = [times(cones, white), times(cones, d50)]
  const tags = tagsOf(profileOf('srgb', 3))
  ;['rXYZ', 'gXYZ', 'bXYZ'].forEach((name, c) => {
    const seen = times(cones, columns[c]!.map((x) => x * luminances[c]!) as unknown as Three)
    const want = solve(cones, seen.map((x, k) => (x * to[k]!) / from[k]!) as unknown as Three)
    want.forEach((x, k) => expect(tags.get(name)!.getInt32(8 + 4 * k) / 65_536).toBeCloseTo(x, 3))
  })
})

it('is known again, so that a picture comes back with what it meant', () => {
  expect(encodingOf(profileOf('srgb', 3))).toBe('srgb')
  expect(encodingOf(profileOf('srgb', 1))).toBe('srgb')
  expect(encodingOf(undefined)).toBe('srgb')
  const other = profileOf('linear', 3)
  expect(encodingOf(other)).toEqual({ icc: other })
  expect(profileOf({ icc: other }, 3)).toBe(other)
})
