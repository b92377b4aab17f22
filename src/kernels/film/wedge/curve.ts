import { fit, median } from '../order.ts'

/** The straight part of a film's curve: density = slope · (log exposure − start). */
export interface StraightLine {
  /** Slope of density over log₁₀ exposure: the film's gamma in that channel. */
  readonly gamma: number
  /** Where the line would reach the base's density: the inertia point of Hurter and Driffield. */
  readonly start: number
  /** The first and the last step that lie on it. */
  readonly from: number
  readonly to: number
}

export interface WedgeCurve {
  readonly line: StraightLine | undefined
  /** Log exposure at which the film is 0.1 denser than its base, as film speed is measured (ISO 6); undefined where no step is below or above. */
  readonly foot: number | undefined
  /** The least and the greatest density that was read. */
  readonly least: number
  readonly greatest: number
}

/** Steps lie on the line when they are off it by no more than this in density, or by three deviations of their noise. */
const off = 0.02
/** The line is the steepest part of the curve, and what is at least so steep beside it. */
const steep = 0.85
const fewest = 3

const speedPoint = 0.1

interface Fitted {
  readonly gamma: number
  readonly at: number
  readonly worst: number
}

function lineThrough(x: readonly number[], y: readonly number[]): Fitted {
  const middle = x.reduce((sum, one) => sum + one, 0) / x.length
  const [level, slope] = fit(x.map((one) => [1, one - middle]), y, x.map(() => 1), 1e-9)
  return { gamma: slope!, at: middle - level! / slope!, worst: Math.max(...x.map((one, i) => Math.abs(y[i]! - level! - slope! * (one - middle)))) }
}

/**
 * Reads a film's characteristic curve in one channel off the steps of a wedge: its straight line, the longest run of steps on
 * one line among the steepest, and its foot. The definitions are those of sensitometry (Hurter and Driffield, 1890; ISO 6).
 *
 * @param exposures log₁₀ exposure of each step, rising. @param densities above the base, undefined for a step that is left out
 * @param noise deviation of a step's density
 */
export function wedgeCurve(exposures: readonly number[], densities: readonly (number | undefined)[], noise = 0): WedgeCurve | undefined {
  const known = exposures.flatMap((x, i) => (densities[i] === undefined ? [] : [{ x, y: densities[i], step: i }]))
  if (known.length < fewest) return undefined
  const ys = known.map(({ y }) => y)
  return { line: straightLine(known, Math.max(off, 3 * noise)), foot: footOf(known), least: Math.min(...ys), greatest: Math.max(...ys) }
}

interface Point {
  readonly x: number
  readonly y: number
  readonly step: number
}

function straightLine(points: readonly Point[], tolerance: number): StraightLine | undefined {
  const runs: (Fitted & { readonly from: number; readonly to: number })[] = []
  for (let from = 0; from + fewest <= points.length; from++) {
    for (let to = from + fewest; to <= points.length; to++) {
      const run = points.slice(from, to)
      const line = lineThrough(run.map(({ x }) => x), run.map(({ y }) => y))
      if (line.worst <= tolerance && line.gamma > 0) runs.push({ ...line, from, to })
    }
  }
  if (runs.length === 0) return undefined
  // one step in two that is noise must not make the steepest run: of short runs the fourth part from above counts
  const steepest = Math.max(...runs.filter(({ from, to }) => to - from >= Math.min(fewest + 2, points.length - 1)).map(({ gamma }) => gamma), median(runs.map(({ gamma }) => gamma)))
  const straight = runs.filter(({ gamma }) => gamma >= steep * steepest)
  const [best] = straight.toSorted((a, b) => b.to - b.from - (a.to - a.from) || b.gamma - a.gamma)
  return best && { gamma: best.gamma, start: best.at, from: points[best.from]!.step, to: points[best.to - 1]!.step }
}

function footOf(points: readonly Point[]): number | undefined {
  const above = points.findIndex(({ y }) => y >= speedPoint)
  if (above < 1) return undefined
  const [a, b] = [points[above - 1]!, points[above]!]
  return a.x + ((speedPoint - a.y) / (b.y - a.y)) * (b.x - a.x)
}
