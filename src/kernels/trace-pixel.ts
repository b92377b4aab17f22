import type { Pipeline, Step } from './compile.ts'
import { mixPixel, type Mixed, type Three } from './mixing.ts'
import { quantise } from './quantise.ts'
import type { Domain, Transform } from './transform.ts'

/** A step as it acts in one channel, whether alone or with the others. */
export interface StageOfStep {
  readonly step: Step
  readonly transform: Transform
  readonly domain: Domain
}

/** Every step that acts in a channel, in order; the one where channels meet among them. */
export const stagesOf = ({ channels, mixing }: Pipeline, channel: number): readonly StageOfStep[] =>
  mixing ? [...mixing.before[channel].links, mixing, ...channels[channel].links] : channels[channel].links

export interface TracedChannel {
  /** The unrounded result of every stage of `stagesOf`. */
  readonly values: readonly number[]
  /** The code at the end; the value itself for float. */
  readonly s: number
}

export interface TracedPixel {
  readonly channels: readonly TracedChannel[]
  /** What reached the step where channels meet, in shares of white, and what each part of its map made of it. */
  readonly mixed: { readonly pixel: Three<number>; readonly parts: Mixed } | undefined
}

/** What one pixel becomes, step by step. `pixel` are its values before the recipe, a colour channel each. */
export function tracePixel(pipeline: Pipeline, pixel: readonly number[]): TracedPixel {
  const { channels, mixing, source, rounding } = pipeline
  const values = channels.map((): number[] => [])
  let now = channels.map((_, channel) => pixel[channel])
  const run = (pipes: Pipeline['channels']): void => {
    now = pipes.map(({ links }, channel) => {
      let x = now[channel]
      for (const link of links) values[channel].push((x = link.curve(x)))
      return x
    })
  }
  let mixed: TracedPixel['mixed']
  if (mixing) {
    run(mixing.before)
    const shares = now.map((x, channel) => x / mixing.before[channel].white) as unknown as Three<number>
    mixed = { pixel: shares, parts: mixPixel(mixing.map, shares) }
    now = mixed.parts.s.map((share, channel) => {
      const x = share * mixing.white
      values[channel].push(x)
      return x
    })
  }
  run(channels)
  return {
    channels: channels.map(({ white }, channel) => ({ values: values[channel], s: source.depth === 'f32' ? now[channel] : quantise(now[channel], white, rounding) })),
    mixed,
  }
}
