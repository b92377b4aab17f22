import { failure } from './failure.ts'
import type { Domain } from './transform.ts'

export type ParamValue = number | string | boolean
export type Params = Readonly<Record<string, ParamValue>>

interface Common {
  readonly label: string
  /** Whether the control is of use with these other values and this picture; a hidden parameter keeps its value. */
  readonly when?: (params: Params, domain: Domain) => boolean
}

export interface NumberSpec extends Common {
  readonly kind: 'number'
  readonly symbol: string
  readonly min: number
  readonly max: number
  readonly initial: number
  readonly scale: 'linear' | 'log'
  /** Decimals shown in the field. */
  readonly digits: number
  /** The number in force while another parameter decides it (log's c from the image); undefined when `params` decides. */
  readonly effective?: (params: Params, domain: Domain) => number | undefined
  /** What else must change for a number set by hand to take effect. */
  readonly claims?: Params
}

export interface ChoiceSpec<V extends string = string> extends Common {
  readonly kind: 'choice'
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly initial: V
}

export interface ToggleSpec extends Common {
  readonly kind: 'toggle'
  readonly initial: boolean
}

export type ParamSpec = NumberSpec | ChoiceSpec | ToggleSpec
export type ParamSpecs = Readonly<Record<string, ParamSpec>>

export type ParamsOf<S extends ParamSpecs> = {
  readonly [K in keyof S]: S[K] extends NumberSpec ? number : S[K] extends ChoiceSpec<infer V> ? V : boolean
}

/** A number with its range, on a linear track and with two decimals unless said otherwise. */
export const number = (spec: Omit<NumberSpec, 'kind' | 'scale' | 'digits'> & Partial<Pick<NumberSpec, 'scale' | 'digits'>>): NumberSpec => ({
  kind: 'number',
  scale: 'linear',
  digits: 2,
  ...spec,
})

/** One of a few named values. */
export const choice = <V extends string>(spec: Omit<ChoiceSpec<V>, 'kind'>): ChoiceSpec<V> => ({ kind: 'choice', ...spec })

/** Yes or no. */
export const toggle = (spec: Omit<ToggleSpec, 'kind'>): ToggleSpec => ({ kind: 'toggle', ...spec })

/** The initial value of every parameter. */
export const initialParams = (specs: ParamSpecs): Params =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.initial]))

/** What a parameter takes, for a sentence: "0.05 to 10", "image, fixed or number". */
export const wanted = (spec: ParamSpec): string => {
  if (spec.kind === 'number') return `${spec.min} to ${spec.max}`
  if (spec.kind === 'toggle') return 'true or false'
  const values = spec.options.map((option) => option.value)
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

const fits = (spec: ParamSpec, value: unknown): boolean => {
  if (spec.kind === 'number') return typeof value === 'number' && value >= spec.min && value <= spec.max
  if (spec.kind === 'toggle') return typeof value === 'boolean'
  return spec.options.some((option) => option.value === value)
}

/** What came, for a sentence. Hostile objects are not asked for their own text, which may throw. */
const shown = (value: unknown): string =>
  value !== null && (typeof value === 'object' || typeof value === 'function') ? typeof value : String(value).slice(0, 40)

/**
 * Parameters completed with their initial values and held to their specs. Input may be hostile (a link): only own,
 * declared names are read. Throws `bad-parameter`.
 */
export function checkParams(specs: ParamSpecs, given: Readonly<Record<string, unknown>>): Params {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) {
      throw failure({ code: 'bad-parameter', name, got: shown(given[name]), want: Object.keys(specs).join(', ') || 'no parameter' })
    }
  }
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => {
      const value = Object.hasOwn(given, name) ? given[name] : spec.initial
      if (!fits(spec, value)) throw failure({ code: 'bad-parameter', name, got: shown(value), want: wanted(spec) })
      return [name, value as ParamValue]
    }),
  )
}
