import * as v from 'valibot'
import { failure, type FailureError } from '../kernels/failure.ts'
import type { FilmProfile } from '../kernels/film/roll/film-profile.ts'
import { negativeParams, type NegativeNumber } from '../kernels/film/step/negative-params.ts'

/** A film profile under the name that a person gave it. */
export interface NamedProfile {
  readonly name: string
  readonly profile: FilmProfile
}

/**
 * A profile as a file is JSON, as a link the same fields behind `#`:
 *
 *     {"format": "film-profile", "version": 1, "name": "Gold 200, drum scanner", "kind": "colour", "codes": "linear",
 *      "base": [r, g, b], "unmix": [nine, row by row], "foot": [r, g, b], "bend": 0,
 *      "colour": [rg, rb, gr, gb, br, bg], "balance": [red, blue]}
 *
 * Names and ranges are those of the film negative's parameters; `colour` are the off-diagonals of M, whose rows sum to 1;
 * `balance` are the offsets of red and blue over green.
 */
const profileFormat = 'film-profile'
const profileVersion = 1

/** Longer texts are not looked at: a profile has some 500 characters. */
export const maxProfileText = 8192
export const maxProfileName = 80

const bad = (what: string): FailureError => failure({ code: 'bad-recipe', what })

/** Controls, and marks that turn the direction of what follows, have no place in a name. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]+/gu

/** A name as it may stand in a list, or nothing where nothing of it is left. */
export const cleanProfileName = (name: string): string => [...name.slice(0, 4 * maxProfileName).replace(unseen, ' ').replace(/\s+/gu, ' ').trim()].slice(0, maxProfileName).join('').trim()

const within = (parameter: NegativeNumber) => {
  const { min, max } = negativeParams[parameter]
  return v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max))
}
const three = (parameter: NegativeNumber) => v.strictTuple([within(parameter), within(parameter), within(parameter)])
const k = within('kRR')
const m = within('mRG')
/** Offsets are −8 … 4; no light is a thousand times another. */
const balance = v.pipe(v.number(), v.finite(), v.minValue(-3), v.maxValue(3))

const schema = v.strictObject({
  format: v.literal(profileFormat),
  version: v.literal(profileVersion),
  name: v.pipe(v.string(), v.maxLength(4 * maxProfileName), v.transform(cleanProfileName), v.minLength(1)),
  kind: v.picklist(['colour', 'silver']),
  codes: v.picklist(negativeParams.codes.options.map(({ value }) => value)),
  base: three('baseR'),
  unmix: v.strictTuple([k, k, k, k, k, k, k, k, k]),
  foot: three('footR'),
  bend: within('bend'),
  colour: v.strictTuple([m, m, m, m, m, m]),
  balance: v.strictTuple([balance, balance]),
})

type Raw = v.InferOutput<typeof schema>

const determinant = ([a, b, c, d, e, f, g, h, i]: Raw['unmix']): number => a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)

const shown = (value: unknown): string => (typeof value === 'string' ? `"${value.slice(0, 40)}"` : value === null || typeof value !== 'object' ? String(value).slice(0, 40) : Array.isArray(value) ? 'a list' : 'an object')

function checked(raw: unknown): NamedProfile {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) throw bad('it is not a film profile')
  const given = raw as Readonly<Record<string, unknown>>
  if (given['format'] !== profileFormat) throw bad('it is not a film profile')
  if (given['version'] !== profileVersion) throw bad(`it is of version ${shown(given['version'])}; this lab reads version ${profileVersion}`)
  const read = v.safeParse(schema, raw, { abortEarly: true })
  if (!read.success) {
    const [issue] = read.issues
    const at = issue.path?.map(({ key }) => String(key).slice(0, 20)).join(' ') ?? 'it'
    throw bad(`its ${at} is ${shown(issue.input)}`)
  }
  const { name, kind, codes, base, unmix, foot, bend, colour, balance: light } = read.output
  if (kind === 'colour' && Math.abs(determinant(unmix)) < 0.01) throw bad('its dyes cannot be told apart')
  const [rg, rb, gr, gb, br, bg] = colour
  return { name, profile: { kind, codes, film: { base, unmix, toe: foot, shoulder: bend, colour: [1 - rg - rb, rg, rb, gr, 1 - gr - gb, gb, br, bg, 1 - br - bg], balance: light } } }
}

/** So many decimals move no 16-bit code by more than one. */
const rounded = (value: number): number => Math.round(value * 1e5) / 1e5 + 0

function rawOf({ name, profile }: NamedProfile): Raw {
  const { kind, codes, film } = profile
  const { base, unmix, toe, shoulder, colour: c } = film
  const all = <T extends readonly number[]>(values: T): T => values.map(rounded) as unknown as T
  return {
    format: profileFormat,
    version: profileVersion,
    name: cleanProfileName(name),
    kind,
    codes,
    base: [...all(base)],
    unmix: [...all(unmix)],
    foot: [...all(toe)],
    bend: rounded(shoulder),
    colour: [rounded(c[1]), rounded(c[2]), rounded(c[3]), rounded(c[5]), rounded(c[6]), rounded(c[7])],
    balance: [...all(film.balance)],
  }
}

/** The profile as the text of a file, a field a line; `textToProfile` reads it back. Throws `bad-recipe` for what it could not bring back. */
export function profileToText(named: NamedProfile): string {
  const raw = rawOf(named)
  checked(raw)
  return `{\n${Object.entries(raw).map(([field, value]) => `  ${JSON.stringify(field)}: ${Array.isArray(value) ? `[${value.join(', ')}]` : JSON.stringify(value)}`).join(',\n')}\n}\n`
}

/** The profile that a file's text holds. The text may be hostile: its length, every field and every number are held to their bounds. Throws `bad-recipe`. */
export function textToProfile(text: string): NamedProfile {
  if (text.length > maxProfileText) throw bad(`it has ${text.length} characters; at most ${maxProfileText} are read`)
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw bad('it is not a film profile')
  }
  return checked(raw)
}

const lists = ['base', 'unmix', 'foot', 'colour', 'balance'] as const
const fields = ['name', 'kind', 'codes', 'bend', ...lists] as const

/** The part of an address from `#` on that `linkToProfile` reads back. Throws `bad-recipe`. */
export function profileToLink(named: NamedProfile): string {
  const raw = rawOf(named)
  checked(raw)
  return `#${new URLSearchParams([[profileFormat, String(profileVersion)], ...fields.map((field): [string, string] => [field, String(raw[field])])])}`
}

const decimal = /^-?(?:\d+\.?\d*|\.\d+)(?:e-\d{1,3})?$/
const numberOf = (text: string): number | string => (decimal.test(text) ? Number(text) : text)

/** The profile that the part of an address behind `#` holds; undefined when it is no link of one. Throws `bad-recipe`. */
export function linkToProfile(hash: string): NamedProfile | undefined {
  const text = hash.replace(/^#/, '')
  if (!text.startsWith(`${profileFormat}=`)) return undefined
  if (text.length > maxProfileText) throw bad(`it has ${text.length} characters; at most ${maxProfileText} are read`)
  const search = new URLSearchParams(text)
  for (const field of [profileFormat, ...fields]) if (search.getAll(field).length > 1) throw bad(`it names ${field} twice`)
  const given = fields.flatMap((field): readonly (readonly [string, unknown])[] => {
    const value = search.get(field)
    if (value === null) return []
    const isList = lists.some((list) => list === field)
    return [[field, isList ? value.split(',').map(numberOf) : field === 'bend' ? numberOf(value) : value]]
  })
  return checked({ format: profileFormat, version: numberOf(search.get(profileFormat)!), ...Object.fromEntries(given) })
}
