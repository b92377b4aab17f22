import type { Pipeline } from '../../kernels/compile.ts'
import { baseDensity, opticalDensity } from '../../kernels/film/step/density-scale.ts'
import type { FilmStage } from '../../kernels/film/step/film-stage.ts'
import type { ChannelName } from '../../kernels/histogram.ts'
import { tracePixel } from '../../kernels/trace-pixel.ts'
import { useWedge } from '../lab-context.tsx'
import { shareOf, type Axis } from '../plots/axis.ts'
import { channelColour } from '../plots/colours.ts'
import type { JointLayout } from '../plots/joint-layout.ts'
import { pipeOf } from '../plots/reading.ts'
import plots from '../plots/plots.module.css'

interface WedgeDotsProps {
  readonly stage: FilmStage
  readonly pipeline: Pipeline
  readonly layout: JointLayout
  readonly across: Axis
  readonly up: Axis
  readonly channels: readonly ChannelName[]
}

/** The steps of a wedge that was read, by their densities and what they print as: on the curves where the film calls them grey. */
export const WedgeDots = ({ stage, pipeline, layout: { map, side }, across, up, channels }: WedgeDotsProps) => {
  const steps = useWedge((state) => state.steps)
  const base = baseDensity(stage)
  return (
    <g data-wedge-steps={steps.length}>
      {steps
        .filter(({ flaw, codes }) => flaw === undefined && codes.length === stage.layers.length)
        .flatMap(({ codes, from }) => {
          const results = tracePixel(pipeline, codes).channels
          return channels.flatMap((channel) => {
            const pipe = pipeOf[channel]!
            const x = shareOf(across, opticalDensity(stage, pipe)(codes[pipe]!) - base[pipe]!)
            const y = shareOf(up, results[pipe]!.s)
            return x < 0 || x > 1 ? [] : [<circle key={`${from}-${channel}`} className={plots['rim']} cx={map.x + x * side} cy={map.y + (1 - Math.min(1, Math.max(0, y))) * side} r={3} fill={channelColour[channel]} />]
          })
        })}
    </g>
  )
}
