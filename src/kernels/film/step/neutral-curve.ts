import type { Pipeline } from '../../compile.ts'
import type { Curve } from '../../transform.ts'
import { characteristicOf } from './characteristic.ts'
import { baseDensity, opticalDensity } from './density-scale.ts'
import { filmStageOf } from './film-stage.ts'

/** `output` over `density`, straight between points and level outside. Densities rise for a negative and fall for a slide. */
function between(density: Float64Array, output: Float64Array): Curve {
  const last = density.length - 1
  const rising = density[last]! >= density[0]!
  return (d) => {
    let [from, to] = [0, last]
    while (to - from > 1) {
      const middle = (from + to) >> 1
      if (density[middle]! <= d === rising) from = middle
      else to = middle
    }
    const [a, b] = [density[from]!, density[to]!]
    const share = a === b ? 0 : Math.min(1, Math.max(0, (d - a) / (b - a)))
    return output[from]! + share * (output[to]! - output[from]!)
  }
}

/**
 * A film negative mixes the channels, so a code has no one result; but a grey in front of the camera has: each channel's
 * code of it, and the code that it prints as, the same for all. These are those curves, one a channel of the picture, from
 * its values to the recipe's unrounded results. Undefined where no film negative is in force that mixes.
 */
export function neutralCurves(pipeline: Pipeline): readonly Curve[] | undefined {
  const stage = pipeline.mixing && filmStageOf(pipeline)
  if (!stage) return undefined
  const { density, output } = characteristicOf(stage)
  const base = baseDensity(stage)
  return density.map((points, channel) => {
    const optical = opticalDensity(stage, channel)
    const curve = between(points, output[channel]!)
    return (r) => curve(optical(r) - base[channel]!)
  })
}
