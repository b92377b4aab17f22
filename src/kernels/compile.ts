import { fillTable } from './fast/fill-table.ts'
import type { PixelMap } from './mixing.ts'
import { checkParams, type Params } from './params.ts'
import { quantise, type Rounding } from './quantise.ts'
import { bytesPerSample, colourChannels, type Channels, type Depth, type Encoding } from './raster.ts'
import { transformOf } from './registry.ts'
import { spoken, type Curve, type Domain, type Transform } from './transform.ts'

/** Which colour channels a step acts on. A grey picture has none of r, g, b: such a step passes it by. */
export type Target = 'all' | 'r' | 'g' | 'b'

/** One transform with its parameters. `key` tells two steps of a recipe apart on screen and is never saved. */
export interface Step {
  readonly key: string
  readonly id: string
  readonly params: Params
  readonly target: Target
  readonly enabled: boolean
}

/** What compiling needs to know of a picture: numbers about it, never its pixels. */
export interface Source {
  readonly depth: Depth
  readonly channels: Channels
  readonly bits: number
  readonly white: number
  /** Smallest and largest value of each colour channel. */
  readonly extents: readonly (readonly [min: number, max: number])[]
  /** What the codes mean; a step that works on light needs it. */
  readonly encoding?: Encoding
}

/** A step as it acts in one channel. */
export interface Link {
  readonly step: Step
  readonly transform: Transform
  readonly domain: Domain
  /** Unrounded, held to 0 … `white` for integer pictures. */
  readonly curve: Curve
  readonly white: number
}

export interface ChannelPipeline {
  readonly links: readonly Link[]
  /** All links composed in double precision; not yet quantised. */
  readonly curve: Curve
  /** White of the result. */
  readonly white: number
}

/** The step where the channels of a colour picture meet. */
export interface Mixing {
  readonly step: Step
  readonly transform: Transform
  readonly domain: Domain
  /** What the steps before it make of each channel. */
  readonly before: readonly ChannelPipeline[]
  readonly map: PixelMap
  readonly white: number
}

export interface Pipeline {
  readonly source: Source
  readonly rounding: Rounding
  /** One for grey, three for colour. Where channels meet, these are the steps behind that: their curves take its result, not the picture's codes. */
  readonly channels: readonly ChannelPipeline[]
  readonly mixing?: Mixing
  /** Enabled steps that this picture cannot take, with the reason. They are left out. */
  readonly refused: readonly { readonly key: string; readonly why: string }[]
}

const targets: readonly Target[] = ['r', 'g', 'b']

const actsOn = (target: Target, channel: number, channels: 1 | 3): boolean =>
  target === 'all' || (channels === 3 && targets[channel] === target)

const compose = (links: readonly Link[]): Curve => {
  const curves = links.map((link) => link.curve)
  if (curves.length === 0) return (r) => r
  if (curves.length === 1) return curves[0]!
  return (r) => {
    let s = r
    for (const curve of curves) s = curve(s)
    return s
  }
}

/** Integer steps hand on values inside 0 … white, so that the next curve is asked only where it is defined. */
const held = (curve: Curve, depth: Depth, white: number): Curve =>
  depth === 'f32' ? curve : (r) => Math.min(Math.max(curve(r), 0), white)

/**
 * Folds a recipe's steps into one curve a channel for a picture described by `source`. Neighbouring steps compose in
 * double precision; nothing is rounded here. Disabled steps are skipped. Throws `bad-recipe` or `bad-parameter`.
 */
export function compile(steps: readonly Step[], rounding: Rounding, source: Source): Pipeline {
  const count = colourChannels(source.channels)
  const chains = Array.from({ length: count }, (_, channel) => ({
    links: [] as Link[],
    white: source.white,
    extent: source.extents[channel] ?? ([0, source.white] as const),
  }))
  const refused: { key: string; why: string }[] = []

  let mixing: Mixing | undefined

  for (const step of steps) {
    if (!step.enabled) continue
    const transform = transformOf(step.id)
    const params = checkParams(transform.params, step.params)
    const m = Math.max(...chains.map((chain) => chain.extent[1]))
    const domainOf = (white: number): Domain => ({
      depth: source.depth,
      bits: source.bits,
      container: 8 * bytesPerSample[source.depth],
      white,
      max: () => m,
      encoding: source.encoding,
    })
    const why = transform.refuse?.(domainOf(source.white)) ?? (transform.mix && refuseMixing(step, mixing))
    if (why) {
      refused.push({ key: step.key, why })
      continue
    }
    if (transform.mix && count === 3) {
      const white = source.depth === 'f32' ? 1 : Math.max(...chains.map((chain) => chain.white))
      const domain = domainOf(white)
      mixing = { step, transform, domain, before: chains.map(pipelineOf), map: transform.mix(params, domain), white }
      for (const chain of chains) Object.assign(chain, { links: [], white, extent: [0, white] })
      continue
    }
    chains.forEach((chain, channel) => {
      if (!actsOn(step.target, channel, count)) return
      const domain = domainOf(chain.white)
      const white = transform.white?.(params, domain) ?? chain.white
      const curve = held(transform.compile(params, domain), source.depth, white)
      const ends = chain.extent.map(curve) as [number, number]
      chain.links.push({ step, transform, domain, curve, white })
      chain.white = white
      chain.extent = [Math.min(...ends), Math.max(...ends)]
    })
  }

  return { source, rounding, refused, channels: chains.map(pipelineOf), ...(mixing && { mixing }) }
}

const pipelineOf = ({ links, white }: Pick<ChannelPipeline, 'links' | 'white'>): ChannelPipeline => ({ links, white, curve: compose(links) })

/** Why a step that takes whole pixels is left out. */
const refuseMixing = (step: Step, before: Mixing | undefined): string | undefined => {
  const name = transformOf(step.id).label
  if (step.target !== 'all') return `${name} takes the three colours together and cannot act on one alone.`
  return before && `A picture is developed once; the ${spoken(before.transform.label)} before this one is in force.`
}

/** Whether any step is in force. */
export const isIdle = ({ channels, mixing }: Pipeline): boolean => !mixing && channels.every((pipe) => pipe.links.length === 0)

export type Table = Uint8Array | Uint16Array

/** How far an integer picture's codes reach: 256 or 65,536. */
export const codesOf = (depth: 'u8' | 'u16'): number => (depth === 'u8' ? 256 : 65_536)

/**
 * One look-up table a colour channel, over every code of the picture's container. `output` is the container of the
 * result: the picture's own keeps its codes, another scales white to that container's white. Channels that share
 * their curve share their table.
 */
export function buildTables(pipeline: Pipeline, output: 'u8' | 'u16'): readonly Table[] {
  const { source, rounding, channels } = pipeline
  if (source.depth === 'f32') throw new RangeError('float pictures have curves, not code tables')
  if (pipeline.mixing) throw new RangeError('channels that meet have no tables of their own')
  const codes = codesOf(source.depth)
  const tables: Table[] = []
  channels.forEach((pipe, channel) => {
    const twin = channels.findIndex((other) => sameChain(other, pipe))
    if (twin < channel) {
      tables.push(tables[twin]!)
      return
    }
    const white = output === source.depth ? pipe.white : codesOf(output) - 1
    const scale = white / pipe.white
    const table = output === 'u8' ? new Uint8Array(codes) : new Uint16Array(codes)
    fillTable(table, pipe.curve, scale, white, rounding)
    tables.push(table)
  })
  return tables
}

const sameChain = (a: ChannelPipeline, b: ChannelPipeline): boolean =>
  a.links.length === b.links.length && a.links.every((link, i) => link.step === b.links[i]!.step)

/** What one value becomes where channels keep apart, step by step: the unrounded output of every link, and the code at the end (the value itself for float). */
export function trace(pipeline: Pipeline, channel: number, r: number): { readonly values: readonly number[]; readonly s: number } {
  const pipe = pipeline.channels[channel]!
  const values: number[] = []
  let x = r
  for (const link of pipe.links) values.push((x = link.curve(x)))
  return { values, s: pipeline.source.depth === 'f32' ? x : quantise(x, pipe.white, pipeline.rounding) }
}
