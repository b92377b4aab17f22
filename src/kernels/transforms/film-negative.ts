import { negativeCode } from '../film/step/negative-code.ts'
import { greyCurve, negativeMap } from '../film/step/negative-map.ts'
import { negativeParams, type NegativeParams } from '../film/step/negative-params.ts'
import { mixPixel, type Three } from '../mixing.ts'
import { defineTransform, figure, type Domain } from '../transform.ts'

const colours = ['r', 'g', 'b'] as const

const listed = (values: Three<number>): string => values.map((value) => figure(value)).join(', ')

/** The way of one channel through the map, with the pixel's own numbers. */
function deriveChannel(params: NegativeParams, domain: Domain, pixel: Three<number>, channel: number, white: number): string {
  const { t, u, v, w, held } = mixPixel(negativeMap(params, domain), pixel)
  const name = colours[channel]!
  const into = held[channel] === w[channel] ? '' : `, drawn in to ${figure(held[channel]!, 3)}`
  return `D = (${listed(t)}) → K·D: ${figure(u[channel]!)} → light (${listed(v)}) → M: ${name} ${figure(w[channel]!, 3)}${into} → ${figure(white)} · sRGB(${figure(held[channel]!, 3)})`
}

/**
 * The development and print of a film negative: density over the film base, dyes told apart (K), each layer's curve undone,
 * printed, mixed to sRGB (M), colours outside drawn in, coded as sRGB. See film/develop.ts for the mathematics.
 */
export const filmNegative = defineTransform({
  id: 'film-negative',
  label: 'Film negative',
  group: 'invert',
  formula: 's = M · P(K · (D − B))',
  summary: 'Takes the film base off, tells the dyes apart and prints the picture.',
  params: negativeParams,
  laws: { monotone: 'falling' },
  compile: (params, domain) => {
    const curve = greyCurve(params, domain)
    const { white } = domain
    return (r) => white * curve(r / white)
  },
  mix: negativeMap,
  deriveMixed: deriveChannel,
  derive: (params, domain, r) => `${figure(domain.white)} · ${figure(greyCurve(params, domain)(r / domain.white), 4)}`,
  note: (params) => (params.kind === 'slide' ? 'A slide is a positive: base and curve of a film are left out.' : undefined),
  code: (params, domain) => ({ setup: negativeCode(params, domain, 1), expression: `${domain.white} * film_negative(x / ${domain.white})` }),
  mixCode: (params, domain) => ({ setup: negativeCode(params, domain, 3), expression: 'film_negative(x)' }),
})
