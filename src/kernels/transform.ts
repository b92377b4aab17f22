import type { PixelMap, Three } from './mixing.ts'
import type { Params, ParamSpecs, ParamsOf } from './params.ts'
import type { Depth, Encoding } from './raster.ts'

/** r and s are code values, 0 … L − 1, as in a textbook: no hidden normalisation. */
export type Curve = (r: number) => number

/** What a step's input looks like: the picture's own numbers for the first step, what the step before made of them later. */
export interface Domain {
  readonly depth: Depth
  /** Significant bits of the picture (32 for float). */
  readonly bits: number
  /** Bits of the container: 8, 16 or 32. */
  readonly container: number
  /** L − 1 for integers; the value shown as white for float. */
  readonly white: number
  /** m: the largest value present, over all colour channels. Computed when first asked. */
  readonly max: () => number
  /** What the picture's codes mean, where that is known: only a step that works on light asks. */
  readonly encoding?: Encoding
}

/**
 * A step in an exported Python program. `x` is the step's input: for integer pictures one number, to be worked on with
 * `math`, whose last bit the kernels share; for float pictures an array, to be worked on with `np`.
 */
export interface CodeLine {
  /** Statements before the expression, one a line; may use `m`, the largest value at this step's input. */
  readonly setup?: readonly string[]
  readonly expression: string
  readonly needsMax?: boolean
}

export interface Laws {
  /** Every curve is monotone, so the extremes of a picture stay its extremes: that is how m is known at every step. */
  readonly monotone: 'rising' | 'falling'
  /** Applying it twice gives the picture back. */
  readonly involution?: boolean
}

interface TransformShape<S extends ParamSpecs, P> {
  readonly id: string
  readonly label: string
  readonly group: 'tone' | 'invert'
  /** Key that adds it, if one is left for it. */
  readonly key?: string
  readonly formula: string
  readonly summary: string
  readonly params: S
  readonly laws: Laws
  /** Why this picture cannot take the transform; undefined when it can. */
  readonly refuse?: (domain: Domain) => string | undefined
  /** The step's curve. Work that does not depend on r belongs outside the returned function. */
  readonly compile: (params: P, domain: Domain) => Curve
  /**
   * Where the channels of a colour picture meet: the step's map of whole pixels. `compile` is then what it does to a grey
   * picture. The result's white is the input's (1 for float pictures) and its codes are sRGB.
   */
  readonly mix?: (params: P, domain: Domain) => PixelMap
  /** The arithmetic of a map for one channel of a pixel, in shares of white. */
  readonly deriveMixed?: (params: P, domain: Domain, pixel: Three<number>, channel: number, white: number) => string
  /** White of the output, where it is not the input's. */
  readonly white?: (params: P, domain: Domain) => number
  /** The arithmetic with one pixel's own number: r = 37 → "45.99 · ln(1 + 37)". */
  readonly derive: (params: P, domain: Domain, r: number) => string
  /** Numbers that follow from the parameters, shown beside them (1/γ). */
  readonly readouts?: (params: P, domain: Domain) => readonly { readonly label: string; readonly value: number }[]
  /** One sentence on what the parameters mean for this picture. */
  readonly note?: (params: P, domain: Domain) => string | undefined
  readonly code: (params: P, domain: Domain) => CodeLine
  /** The map in Python: `x` is an array of pixels, three shares of white each. */
  readonly mixCode?: (params: P, domain: Domain) => CodeLine
}

/** A transform as the registry holds it: parameters are checked against `params` before any call. */
export type Transform = TransformShape<ParamSpecs, Params>

/** Ties a file's parameters to its functions; outside the file only the checked, untyped form is seen. */
export const defineTransform = <const S extends ParamSpecs>(spec: TransformShape<S, ParamsOf<S>>): Transform =>
  spec as unknown as Transform

/** A label inside a sentence: "Gamma" → "gamma", "Bitwise NOT" → "bitwise NOT"; what begins with several capitals keeps them. */
export const spoken = (label: string): string => label.replace(/^\p{Lu}(?!\p{Lu})/u, (initial) => initial.toLowerCase())

/** How many decimals a setting needs to be told from its neighbours, at least so many: 1.7 two, 0.0707 four. An exponent cut shorter would give another result than the one beside it. */
export const decimalsOf = (x: number, least = 2): number => {
  const exact = Number(x.toPrecision(7))
  for (let digits = least; digits < 8; digits++) if (Number(exact.toFixed(digits)) === exact) return digits
  return Math.max(least, 8)
}

/** Thousands apart from five digits on, by a narrow no-break space, and a real minus. */
const grouped = (text: string): string => {
  const [whole = '', ...fraction] = text.replaceAll('-', '−').split('.')
  return [/\d{5}/.test(whole) ? whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f') : whole, ...fraction].join('.')
}

/** A setting as every place shows it (field, history, sentence): with the decimals that tell it from its neighbours, 0.0004 at two as "0.0004". */
export const precise = (x: number, least: number): string => {
  const text = x.toFixed(decimalsOf(x, least))
  return grouped(Number(text) === 0 ? (x === 0 ? (0).toFixed(least) : x.toPrecision(3)) : text)
}

/** Numbers in a derivation: two decimals, real minus, thousands apart from five digits on, none of the noise of 0.30000000000000004. */
export const figure = (x: number, digits = 2): string => {
  if (!Number.isFinite(x)) return x > 0 ? '∞' : x < 0 ? '−∞' : 'not a number'
  return grouped(Number.isInteger(x) ? String(x) : Math.abs(x) >= 0.005 || x === 0 ? x.toFixed(digits) : x.toPrecision(3))
}

export type { Params }
