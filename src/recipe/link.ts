import * as v from 'valibot'
import type { Target } from '../kernels/compile.ts'
import { failure, type FailureError } from '../kernels/failure.ts'
import { checkParams, wanted, type ParamSpec, type ParamValue } from '../kernels/params.ts'
import { isTransform, transformOf, transforms } from '../kernels/registry.ts'
import { sampleIds, type SampleId } from '../kernels/samples/ids.ts'
import { geometryToText, textToGeometry } from './geometry.ts'
import { makeStep, withGeometry, type Recipe } from './recipe.ts'

/**
 * The text of a recipe, the same in an address and on a command line:
 *
 *     recipe = [ "rounding=truncate" ] [ frame ] { step }        joined by ";"
 *     step   = [ "-" ] id [ ".r" | ".g" | ".b" ] [ "(" name=value { "," name=value } ")" ]
 *
 * "-" switches the step off; ".r" lets it act on red alone; parameters at their initial value are left out. The frame is that of
 * geometry.ts: frame(x=0.04,y=0.05,w=0.9,h=0.9,angle=0.4).
 */
export const maxTextLength = 4096
export const maxSteps = 64

/** The version that links carry. It changes when a link's text would come to mean other pixels. */
const linkVersion = '1'

const bad = (what: string): FailureError => failure({ code: 'bad-recipe', what })

/** What came, short enough for a sentence. */
const quoted = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`

/** The recipe's text; `textToRecipe` reads it back. The empty recipe is the empty text. */
export function recipeToText(recipe: Recipe): string {
  const steps = recipe.steps.map(({ id, params, target, enabled }) => {
    const changed = Object.entries(transformOf(id).params)
      .filter(([name, spec]) => params[name] !== spec.initial)
      .map(([name]) => `${name}=${params[name]!}`)
    return `${enabled ? '' : '-'}${id}${target === 'all' ? '' : `.${target}`}${changed.length > 0 ? `(${changed.join()})` : ''}`
  })
  return [...(recipe.rounding === 'truncate' ? ['rounding=truncate'] : []), ...(recipe.geometry ? [geometryToText(recipe.geometry)] : []), ...steps].join(';')
}

/** Digits with at most one point, and an exponent only of what is tiny: neither 1e999 nor 0x10 nor Infinity is a number here. */
const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:e-\d{1,3})?$/

const readValue = (spec: ParamSpec, text: string): ParamValue | undefined => {
  if (spec.kind === 'number') return decimal.test(text) ? Number(text) : undefined
  if (spec.kind === 'toggle') return text === 'true' || (text === 'false' ? false : undefined)
  return text
}

const readParams = (id: string, text: string): Readonly<Record<string, ParamValue>> => {
  const { params: specs } = transformOf(id)
  const given = new Map<string, ParamValue>()
  for (const item of text.trim() === '' ? [] : text.split(',')) {
    const [name = '', value, ...more] = item.split('=').map((part) => part.trim())
    if (value === undefined || more.length > 0) throw bad(`${quoted(item.trim())} in ${id} is not of the form name=value`)
    if (!Object.hasOwn(specs, name)) {
      throw bad(`${id} has no parameter ${quoted(name)}; it has ${Object.keys(specs).join(' and ') || 'none'}`)
    }
    if (given.has(name)) throw bad(`${id} names ${name} twice`)
    const read = readValue(specs[name]!, value)
    if (read === undefined) throw failure({ code: 'bad-parameter', name, got: value.slice(0, 40), want: wanted(specs[name]!) })
    given.set(name, read)
  }
  return checkParams(specs, Object.fromEntries(given))
}

const stepForm = /^(-?)([A-Za-z][A-Za-z0-9-]*)(?:\.([A-Za-z]+))?(?:\(([^()]*)\))?$/

const isTarget = (text: string): text is Target => text === 'r' || text === 'g' || text === 'b'

const readStep = (item: string, index: number): ReturnType<typeof makeStep> => {
  const text = item.trim()
  if (text === '') throw bad(`step ${index + 1} is empty`)
  const found = stepForm.exec(text)
  if (!found) throw bad(`step ${index + 1}, ${quoted(text)}, is not of the form id(name=value)`)
  const [, off, id = '', channel, params = ''] = found
  if (!isTransform(id)) throw bad(`step ${index + 1}: there is no transform ${quoted(id)}; there are ${transforms.map((transform) => transform.id).join(', ')}`)
  if (channel !== undefined && !isTarget(channel)) throw bad(`step ${index + 1}: a step acts on .r, .g or .b, not on .${channel.slice(0, 40)}`)
  return makeStep(id, readParams(id, params), channel ?? 'all', off === '')
}

/**
 * The recipe that a text describes, with step keys of its own. The text may be hostile: its length, the number of steps,
 * every name and every number are held to their bounds. Throws `bad-recipe` or `bad-parameter`.
 */
export function textToRecipe(text: string): Recipe {
  if (text.length > maxTextLength) throw bad(`the text has ${text.length} characters; at most ${maxTextLength} are read`)
  const items = text.trim() === '' ? [] : text.split(';')
  const rounding = /^\s*rounding\s*=\s*(.*?)\s*$/s.exec(items[0] ?? '')
  if (rounding) items.shift()
  if (rounding && rounding[1] !== 'truncate' && rounding[1] !== 'nearest-even') {
    throw bad(`rounding is nearest-even or truncate, not ${quoted(rounding[1]!)}`)
  }
  const geometry = textToGeometry(items[0] ?? '')
  if (geometry) items.shift()
  if (items.length > maxSteps) throw bad(`the text has ${items.length} steps; at most ${maxSteps} are read`)
  return withGeometry({ version: 1, rounding: rounding?.[1] === 'truncate' ? 'truncate' : 'nearest-even', steps: items.map(readStep) }, geometry)
}

export interface LinkState {
  readonly recipe: Recipe
  /** The painted sample that the link opens; a picture from a file is never in a link. */
  readonly sample?: SampleId
}

const addressFields = v.object({
  v: v.literal(linkVersion),
  sample: v.optional(v.picklist(sampleIds)),
  recipe: v.optional(v.pipe(v.string(), v.maxLength(maxTextLength)), ''),
})

/** What a field should have been, for the sentence about a link that cannot be read. */
const complaint = (field: string, got: string | undefined): string => {
  if (field === 'v') return got === undefined ? 'the link does not say which version it is' : `the link is of version ${quoted(got)}; this lab reads version ${linkVersion}`
  if (field === 'sample') return `there is no sample ${quoted(got ?? '')}; there are ${sampleIds.join(', ')}`
  return `the recipe in the link has over ${maxTextLength} characters`
}

/**
 * What the part of an address behind `#` asks for, with or without the `#`; undefined when it is no link of the lab.
 * Unknown fields are ignored. Throws `bad-recipe` or `bad-parameter`.
 */
export function linkToState(hash: string): LinkState | undefined {
  // percent-encoding makes three characters of one
  if (hash.length > 4 * maxTextLength) throw bad(`the link has ${hash.length} characters; at most ${4 * maxTextLength} are read`)
  const search = new URLSearchParams(hash.replace(/^#/, ''))
  const known = Object.keys(addressFields.entries).filter((field) => search.has(field))
  if (known.length === 0) return undefined
  for (const field of known) if (search.getAll(field).length > 1) throw bad(`the link names ${field} twice`)
  const given = Object.fromEntries(known.map((field) => [field, search.get(field)!]))
  const read = v.safeParse(addressFields, given, { abortEarly: true })
  if (!read.success) {
    const field = String(read.issues[0].path?.[0]?.key)
    throw bad(complaint(field, given[field]))
  }
  const { sample, recipe } = read.output
  return { recipe: textToRecipe(recipe), ...(sample && { sample }) }
}

/** The part of an address from `#` on that `linkToState` reads back. Throws `bad-recipe` when the recipe is longer than a link may be. */
export function stateToLink({ recipe, sample }: LinkState): string {
  const text = recipeToText(recipe)
  if (recipe.steps.length > maxSteps) throw bad(`the recipe has ${recipe.steps.length} steps; a link holds ${maxSteps}`)
  if (text.length > maxTextLength) throw bad(`the recipe's text has ${text.length} characters; a link holds ${maxTextLength}`)
  return `#${new URLSearchParams({ v: linkVersion, ...(sample && { sample }), recipe: text })}`
}
