import type { Pipeline, Step } from '../../kernels/compile.ts'
import { stagesOf, tracePixel, type StageOfStep, type TracedPixel } from '../../kernels/trace-pixel.ts'
import { spoken } from '../../kernels/transform.ts'
import { figure } from '../format.ts'
import { channelLetters, channelWords } from './names.ts'

/** One channel of the probed pixel: what went in, what each step made of it, what came out. */
export interface Reading {
  /** R, G or B; undefined for a grey picture. */
  readonly letter: string | undefined
  readonly r: string
  /** After each of the shown steps, unrounded; no text where the step passes this channel by. */
  readonly values: readonly { readonly step: string; readonly text: string | undefined }[]
  readonly s: string
  /** The arithmetic of one step, with this pixel's own numbers. */
  readonly arithmetic: string | undefined
}

export interface ProbeReading {
  /** Names of the shown steps, in order, and how the result is made a code. */
  readonly names: readonly string[]
  /** Steps before the first shown one, for which the card has no room. */
  readonly skipped: number
  readonly readings: readonly Reading[]
}

const mostSteps = 3

const code = (value: number, pipeline: Pipeline): string => figure(value, pipeline.source.depth === 'f32' ? 4 : 0)
const real = (value: number, pipeline: Pipeline): string => figure(value, pipeline.source.depth === 'f32' ? 4 : 2)

const ending = ({ source, rounding }: Pipeline): readonly string[] =>
  source.depth === 'f32' ? [] : [rounding === 'truncate' ? 'truncated' : 'rounded']

/** Steps that act on any channel of this picture, in the recipe's order. */
const acting = (pipeline: Pipeline, steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => pipeline.channels.some((_, channel) => stagesOf(pipeline, channel).some((link) => link.step.key === step.key)))

/** The chosen step where it acts on this channel, else the last one, whose result is the code on screen. */
const explained = (links: readonly StageOfStep[], chosen: string | undefined): number => {
  const at = links.findIndex((link) => link.step.key === chosen)
  return at >= 0 ? at : links.length - 1
}

function arithmeticOf(pipeline: Pipeline, channel: number, r: number, traced: TracedPixel, chosen: string | undefined): string | undefined {
  const links = stagesOf(pipeline, channel)
  const at = explained(links, chosen)
  const link = links[at]
  if (!link) return undefined
  const { values, s } = traced.channels[channel]!
  const input = at === 0 ? r : values[at - 1]!
  const { transform, step, domain } = link
  if (traced.mixed && pipeline.mixing?.step.key === step.key && transform.deriveMixed) {
    const text = `${transform.deriveMixed(step.params, domain, traced.mixed.pixel, channel, pipeline.mixing.white)} = ${real(values[at]!, pipeline)}`
    return at < links.length - 1 ? text : `${text} → ${code(s, pipeline)}`
  }
  // the curve before it is held to black and white: the arithmetic must come out as written
  const result = transform.compile(step.params, domain)(input)
  const held = values[at]!
  const from = `r = ${at === 0 ? code(input, pipeline) : real(input, pipeline)} → ${transform.derive(step.params, domain, input)} = ${real(result, pipeline)}`
  if (at < links.length - 1) return result === held ? from : `${from}, held to ${real(held, pipeline)}`
  return pipeline.source.depth === 'f32' && result === s ? from : `${from} → ${code(s, pipeline)}`
}

/**
 * Everything the probe tells of one pixel. `values` are its codes before the recipe, a colour channel each (alpha, if it
 * follows, is not read); `steps` is the recipe in force.
 */
export function readProbe(pipeline: Pipeline, steps: readonly Step[], values: readonly number[], chosen: string | undefined): ProbeReading {
  const all = acting(pipeline, steps)
  const shown = all.slice(-mostSteps)
  const labels = shown.map((step) => {
    const link = pipeline.channels.flatMap((_, channel) => stagesOf(pipeline, channel)).find((candidate) => candidate.step.key === step.key)!
    return spoken(link.transform.label)
  })
  const grey = pipeline.channels.length === 1
  const whole = tracePixel(pipeline, values)
  const readings = whole.channels.map((traced, channel): Reading => {
    const links = stagesOf(pipeline, channel)
    const r = values[channel]!
    return {
      letter: grey ? undefined : channelLetters[channel],
      r: code(r, pipeline),
      values: shown.map((step) => {
        const at = links.findIndex((link) => link.step.key === step.key)
        return { step: step.key, text: at < 0 ? undefined : real(traced.values[at]!, pipeline) }
      }),
      s: code(traced.s, pipeline),
      arithmetic: arithmeticOf(pipeline, channel, r, whole, chosen),
    }
  })
  return { names: [...labels, ...(shown.length > 0 ? ending(pipeline) : [])], skipped: all.length - shown.length, readings }
}

/** The pixel as a sentence, for who hears the page. */
export function probeSentence(pipeline: Pipeline, x: number, y: number, values: readonly number[]): string {
  const parts = tracePixel(pipeline, values).channels.map(({ s }, channel) => {
    const name = pipeline.channels.length === 1 ? 'grey' : channelWords[channel]!
    return `${name} ${code(values[channel]!, pipeline)} becomes ${code(s, pipeline)}`
  })
  return `Pixel x ${x}, y ${y}: ${parts.join(', ')}.`
}
