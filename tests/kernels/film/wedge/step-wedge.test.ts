import { describe, expect, it } from 'vitest'
import { evenSteps, findSteps, fewestSteps, readStep } from '../../../../src/kernels/film/wedge/step-wedge.ts'
import { wedgeCurve } from '../../../../src/kernels/film/wedge/curve.ts'
import { seeded } from '../frame/borders.ts'

interface Wedge {
  readonly seed: number
  readonly steps: number
  /** Log exposure from step to step. */
  readonly size?: number
  readonly noise?: number
  /** Density that the lamp adds from one end to the other. */
  readonly tilt?: number
  /** Width of the last step over the first one's. */
  readonly keystone?: number
  /** Share of the first and of the last step that the line leaves out. */
  readonly missed?: readonly [number, number]
  readonly falling?: boolean
  readonly places?: number
}

const slopes = [0.55, 0.62, 0.7]

/** A film's density: a foot, then a straight line that would start at log exposure 0.4. */
const film = (x: number, c: number): number => slopes[c]! * 0.12 * Math.log1p(Math.exp((x - 0.4) / 0.12))

/** The same with a shoulder at 2.2. */
const shouldered = (x: number): number => film(x, 1) - 0.62 * 0.12 * Math.log1p(Math.exp((x - 2.2) / 0.12))

/** Densities along a line over a made-up wedge, and where its edges truly lie. */
function wedgeOf({ seed, steps, size = 0.15, noise = 0.006, tilt = 0, keystone = 1, missed = [0.05, 0.05], falling = false, places = 640 }: Wedge) {
  const random = seeded(seed)
  const widths = Array.from({ length: steps }, (_, k) => 1 + ((keystone - 1) * k) / (steps - 1))
  const ends = [0]
  for (const width of widths) ends.push(ends.at(-1)! + width)
  const [from, to] = [missed[0] * widths[0]!, ends.at(-1)! - missed[1] * widths.at(-1)!]
  const edges = ends.map((at) => ((at - from) / (to - from)) * places)
  const blur = 1.2
  const exposure = (k: number): number => size * (falling ? steps - 1 - k : k)
  const profile = new Float64Array(3 * places)
  for (let i = 0; i < places; i++) {
    const step = Math.max(0, Math.min(steps - 1, edges.findIndex((edge) => edge > i + 0.5) - 1))
    const near = Math.max(0, Math.min(1, (i + 0.5 - edges[step + 1]!) / (2 * blur) + 0.5))
    for (let c = 0; c < 3; c++) {
      const d = (1 - near) * film(exposure(step), c) + near * film(exposure(Math.min(steps - 1, step + 1)), c)
      profile[3 * i + c] = 0.3 + d + (tilt * i) / places + noise * 3.4 * (random() + random() + random() - 1.5)
    }
  }
  return { profile, edges, exposures: Array.from({ length: steps }, (_, k) => exposure(k)) }
}

/** The largest distance of an edge between two steps from the true one, in widths of a step; infinite where the count is wrong. */
function worst(wedge: Wedge): number {
  const { profile, edges } = wedgeOf(wedge)
  const found = findSteps(profile)
  if (found.length !== wedge.steps) return Infinity
  return Math.max(...found.slice(1).map(({ from }, i) => Math.abs(from - edges[i + 1]!) / (edges[i + 2]! - edges[i + 1]!)))
}

const many = 40
const sizes = [5, 8, 11, 14, 21, 21, 31]
const found = (wedge: (seed: number, random: () => number) => Wedge): number =>
  Array.from({ length: many }, (_, i) => worst(wedge(100 + i, seeded(i)))).filter((off) => off < 0.15).length / many

describe('findSteps', () => {
  it('finds every step of a wedge and where it lies, those of the foot too', () => {
    expect(found((seed, random) => ({ seed, steps: sizes[seed % sizes.length]!, size: random() < 0.5 ? 0.15 : 0.3, missed: [0.3 * random(), 0.3 * random()] }))).toBeGreaterThanOrEqual(0.95)
  })

  it('finds them under noise and a lamp that falls off along the wedge', () => {
    expect(found((seed, random) => ({ seed, steps: sizes[seed % sizes.length]!, size: seed % 2 === 0 ? 0.15 : 0.3, noise: 0.015, tilt: 0.3 * (random() - 0.5) }))).toBeGreaterThanOrEqual(0.9)
  })

  it('finds them where the wedge was taken at an angle', () => {
    expect(found((seed, random) => ({ seed, steps: 11 + (seed % 11), keystone: 0.8 + 0.45 * random() }))).toBeGreaterThanOrEqual(0.9)
  })

  it('finds them from the dense end as from the thin one', () => {
    expect(found((seed) => ({ seed, steps: 21, falling: true }))).toBeGreaterThanOrEqual(0.95)
  })

  it('finds none in an even area, in noise or in a slope', () => {
    const random = seeded(4)
    for (const slope of [0, 0.5, 1.5]) {
      for (const noise of [0, 0.01, 0.05]) {
        const profile = Float64Array.from({ length: 3 * 500 }, (_, i) => 0.4 + (slope * Math.floor(i / 3)) / 500 + noise * (random() - 0.5))
        expect(findSteps(profile)).toEqual([])
      }
    }
  })

  it('finds none in a row of patches that go up and down', () => {
    const random = seeded(12)
    const patches = Array.from({ length: 12 }, () => 0.2 + random())
    const profile = Float64Array.from({ length: 3 * 600 }, (_, i) => patches[Math.floor(i / 150)]! + 0.005 * random())
    expect(findSteps(profile)).toEqual([])
  })

  it('finds none where fewer than five steps lie on the line, or none at all', () => {
    for (const steps of [2, 3, 4]) expect(findSteps(wedgeOf({ seed: steps, steps, size: 0.5, missed: [0, 0] }).profile)).toEqual([])
    expect(findSteps(new Float64Array(0))).toEqual([])
    expect(findSteps(new Float64Array(9))).toEqual([])
  })
})

describe('what is read of a step', () => {
  it('is the middle of it, whatever lies at its edges', () => {
    const channel = Float64Array.from({ length: 40 }, (_, i) => (i < 8 ? 9 : i >= 32 ? -9 : 0.5))
    expect(readStep(channel, { from: 0, to: 40 }).value).toBeCloseTo(0.5, 12)
    expect(readStep(channel, { from: 0, to: 40 }).deviation).toBeCloseTo(0, 12)
  })

  it('is the film’s density in every channel, to a hundredth', () => {
    const { profile, exposures } = wedgeOf({ seed: 9, steps: 21 })
    const channels = [0, 1, 2].map((c) => profile.filter((_, i) => i % 3 === c))
    findSteps(profile).forEach((place, k) => channels.forEach((channel, c) => expect(Math.abs(readStep(channel, place).value - 0.3 - film(exposures[k]!, c))).toBeLessThan(0.01)))
  })

  it('is cut evenly where a person has counted the steps', () => {
    expect(evenSteps(100, 5).map(({ from, to }) => [from, to])).toEqual([[0, 20], [20, 40], [40, 60], [60, 80], [80, 100]])
    expect(fewestSteps).toBe(5)
  })
})

describe('wedgeCurve', () => {
  const exposures = Array.from({ length: 21 }, (_, k) => 0.15 * k)

  it('has the slope of the straight part, where it would start and the film’s speed point', () => {
    for (const [c, slope] of slopes.entries()) {
      const curve = wedgeCurve(exposures, exposures.map((x) => film(x, c)))!
      expect(Math.abs(curve.line!.gamma - slope)).toBeLessThan(0.015)
      expect(Math.abs(curve.line!.start - 0.4)).toBeLessThan(0.03)
      // softplus(v) = w where v = ln(eʷ − 1)
      const foot = 0.4 + 0.12 * Math.log(Math.expm1(0.1 / (slope * 0.12)))
      expect(Math.abs(curve.foot! - foot)).toBeLessThan(0.03)
    }
  })

  it('leaves foot and shoulder out of the line', () => {
    const { line, greatest } = wedgeCurve(exposures, exposures.map(shouldered))!
    expect(Math.abs(line!.gamma - 0.62)).toBeLessThan(0.03)
    expect(exposures[line!.from]!).toBeGreaterThan(0.3)
    expect(exposures[line!.to]!).toBeLessThan(2.4)
    expect(greatest).toBeLessThan(0.62 * 1.85)
  })

  it('is moved little by noise', () => {
    const random = seeded(8)
    const off = Array.from({ length: 20 }, () => wedgeCurve(exposures, exposures.map((x) => film(x, 1) + 0.02 * (random() - 0.5)), 0.006)!.line!.gamma - 0.62)
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.05)
  })

  it('does without steps that are left out, and says nothing of two', () => {
    const some = exposures.map((x, k) => (k % 4 === 1 ? undefined : film(x, 0)))
    expect(Math.abs(wedgeCurve(exposures, some)!.line!.gamma - 0.55)).toBeLessThan(0.02)
    expect(wedgeCurve([0, 0.15], [0.1, 0.2])).toBeUndefined()
  })
})
