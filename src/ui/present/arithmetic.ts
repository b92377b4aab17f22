import type { Pipeline } from '../../kernels/compile.ts'
import type { ChannelName } from '../../kernels/histogram.ts'
import { stagesOf, tracePixel } from '../../kernels/trace-pixel.ts'
import { figure } from '../../kernels/transform.ts'

/** One step's arithmetic with one channel of one pixel. */
export interface Arithmetic {
  readonly channel: number
  readonly name: ChannelName
  /** What reaches the step. */
  readonly r: number
  /** With the pixel's own number: "45.99 · ln(1 + 38)". */
  readonly derivation: string
  /** Before rounding: "168.47"; undefined where rounding changes nothing. */
  readonly unrounded: string | undefined
  readonly s: string
}

const names = (count: number): readonly ChannelName[] => (count === 1 ? ['grey'] : ['r', 'g', 'b'])

/**
 * The last step's arithmetic in the channel that says most: of those it acts on, the one whose value is largest.
 * `values` are the pixel's codes as opened. Undefined when the pipeline has no step.
 */
export function lastArithmetic(pipeline: Pipeline, values: readonly number[]): Arithmetic | undefined {
  const last = (channel: number) => stagesOf(pipeline, channel).at(-1)
  const key = pipeline.channels.map((_, channel) => last(channel)).find(Boolean)?.step.key
  const acting = pipeline.channels.flatMap((_, channel) => (last(channel)?.step.key === key && key !== undefined && values[channel] !== undefined ? [channel] : []))
  const [channel] = acting.toSorted((a, b) => values[b]! - values[a]!)
  if (channel === undefined) return undefined
  const { transform, step, domain } = last(channel)!
  const { channels, mixed } = tracePixel(pipeline, values)
  const traced = channels[channel]!
  const r = traced.values.at(-2) ?? values[channel]!
  const s = figure(traced.s)
  const unrounded = figure(traced.values.at(-1)!)
  return {
    channel,
    name: names(pipeline.channels.length)[channel]!,
    r,
    derivation: mixed && step.key === pipeline.mixing?.step.key && transform.deriveMixed ? transform.deriveMixed(step.params, domain, mixed.pixel, channel, pipeline.mixing.white) : transform.derive(step.params, domain, r),
    unrounded: unrounded === s ? undefined : unrounded,
    s,
  }
}
