import type { Link, Pipeline, Step } from '../../compile.ts'
import type { PixelMap } from '../../mixing.ts'
import type { Curve, Domain } from '../../transform.ts'
import { negativeMap } from './negative-map.ts'
import type { NegativeParams } from './negative-params.ts'

export type Layer = 0 | 1 | 2

/** The film negative of a recipe as it acts on one picture: its own map, and what stands before and behind it. */
export interface FilmStage {
  readonly step: Step
  readonly params: NegativeParams
  readonly domain: Domain
  readonly map: PixelMap
  /** The layer that each channel of the picture is read with: all three, or green's for a grey picture. */
  readonly layers: readonly Layer[]
  /** A value of the picture to the share of white that reaches the step, a channel each. */
  readonly before: readonly Curve[]
  /** The steps before, a channel each: steps are never edited, so the same ones are the same curves. */
  readonly earlier: readonly (readonly Step[])[]
  /** A share of white that leaves the step to the recipe's unrounded value. */
  readonly after: readonly Curve[]
}

const filmId = 'film-negative'

const chain = (links: readonly Link[]): Curve => (r) => links.reduce((x, link) => link.curve(x), r)

/** The film negative in a pipeline, if one is in force. */
export function filmStageOf({ channels, mixing, source }: Pipeline): FilmStage | undefined {
  if (mixing?.step.id === filmId) {
    const { step, map, domain, before, white } = mixing
    return {
      step,
      params: step.params as unknown as NegativeParams,
      domain,
      map,
      layers: [0, 1, 2],
      before: before.map((pipe) => (r) => pipe.curve(r) / pipe.white),
      earlier: before.map(({ links }) => links.map((link) => link.step)),
      after: channels.map((pipe) => (share) => pipe.curve(share * white)),
    }
  }
  const [pipe] = channels
  const at = pipe ? pipe.links.findIndex(({ step }) => step.id === filmId) : -1
  const link = pipe?.links[at]
  if (!pipe || !link) return undefined
  const earlier = pipe.links.slice(0, at)
  const white = earlier.at(-1)?.white ?? source.white
  const [first, last] = [chain(earlier), chain(pipe.links.slice(at + 1))]
  const params = link.step.params as unknown as NegativeParams
  return {
    step: link.step,
    params,
    domain: link.domain,
    map: negativeMap(params, link.domain),
    layers: [1],
    before: [(r) => first(r) / white],
    earlier: [earlier.map(({ step }) => step)],
    after: [(share) => last(share * link.white)],
  }
}
