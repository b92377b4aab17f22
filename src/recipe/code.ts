import { compile, type Link, type Pipeline, type Source, type Step } from '../kernels/compile.ts'
import { transformOf } from '../kernels/registry.ts'
import { pictureCode, spectrumCode, type Dialect, type PictureCode, type SpectrumCode } from './code-picture.ts'
import { exportStem } from './file-name.ts'
import { recipeToText } from './link.ts'
import type { Recipe } from './recipe.ts'

/** Channels that share every step, and the name that the program gives their values. */
interface Group {
  readonly name: string
  readonly channels: readonly number[]
  readonly links: readonly Link[]
  readonly white: number
}

const colourNames = ['red', 'green', 'blue'] as const

const groupsOf = ({ channels }: Pipeline): readonly Group[] => {
  const chain = (index: number): string => channels[index]!.links.map((link) => link.step.key).join()
  const distinct = [...new Set(channels.map((_, index) => chain(index)))]
  return distinct.map((key) => {
    const members = [...channels.keys()].filter((index) => chain(index) === key)
    const { links, white } = channels[members[0]!]!
    return { name: distinct.length === 1 ? 'values' : members.map((index) => colourNames[index]!).join('_'), channels: members, links, white }
  })
}

const isFloat = (source: Source): boolean => source.depth === 'f32'

const codesOf = (source: Source): number => (source.depth === 'u8' ? 256 : 65_536)

const kindOf = ({ depth, white, channels }: Source): string => {
  const colour = `${channels < 3 ? 'grey' : 'colour'} picture${channels % 2 === 0 ? ' with alpha' : ''}`
  const container = depth === 'u8' ? 8 : 16
  if (depth === 'f32') return `a floating-point ${colour}, white at ${white}`
  return white === 2 ** container - 1 ? `${container === 8 ? 'an 8' : 'a 16'}-bit ${colour}` : `a ${colour}, white at ${white} in ${container} bits`
}

/** The colour channels of `img`, without alpha. */
const colours = ({ alpha }: PictureCode): string => (alpha ? 'img[..., :-1]' : 'img')

/** One colour channel of the array `name`, by its place in r, g, b. */
const plane = (name: string, { order, axes }: PictureCode, channel: number): string => (axes === 2 ? name : `${name}[..., ${order[channel]!}]`)

/** m at the first step is the picture's; later it is what the steps before made of the extremes: all curves are monotone. */
const largest = (groups: readonly Group[], first: boolean, source: Source, picture: PictureCode): readonly string[] => {
  if (isFloat(source)) {
    const each = groups.map(({ name }) => `float(np.nanmax(${name}))`)
    return [`m = ${each.length === 1 ? each[0]! : `max(${each.join(', ')})`}`]
  }
  if (first) return [`m = int(${colours(picture)}.max())`]
  if (groups.length === 1) return [`m = max(values[${colours(picture)}.min()], values[${colours(picture)}.max()])`]
  const ends = groups.flatMap(({ name, channels }) =>
    channels.flatMap((channel) => ['min', 'max'].map((end) => `    ${name}[${plane('img', picture, channel)}.${end}()],`)),
  )
  return ['m = max(', ...ends, ')']
}

const start = (groups: readonly Group[], source: Source, picture: PictureCode): readonly string[] => {
  if (!isFloat(source)) {
    return [`# What every code 0 … ${codesOf(source) - 1} becomes: real numbers until the end`, ...groups.map(({ name }) => `${name} = [float(code) for code in range(${codesOf(source)})]`)]
  }
  const planes = ({ channels }: Group): string => {
    if (picture.axes === 2) return 'img'
    if (groups.length === 1) return colours(picture)
    const places = channels.map((channel) => picture.order[channel]!)
    return `img[..., ${places.length === 1 ? places[0]! : `[${places.join(', ')}]`}]`
  }
  return ['# Real numbers until the end', ...groups.map((group) => `${group.name} = ${planes(group)}.astype(np.float64)`)]
}

/** Integer steps hand on values inside 0 … white, as the lab's kernels do. */
const assign = (name: string, expression: string, { white }: Link, source: Source): readonly string[] =>
  isFloat(source) ? [`x = ${name}`, `${name} = ${expression}`] : [`${name} = [min(max(${expression}, 0), ${white}) for x in ${name}]`]

const targetWords = { all: '', r: ', red only', g: ', green only', b: ', blue only' } as const

function stepLines(step: Step, number: number, groups: readonly Group[], { source, refused }: Pipeline, picture: PictureCode, first: boolean): readonly string[] {
  const { label, formula, code } = transformOf(step.id)
  const title = `# ${number}. ${label}: ${formula}${targetWords[step.target]}`
  const why = refused.find(({ key }) => key === step.key)?.why
  if (why) return [title, `# left out: ${why}`]
  const acting = groups.flatMap((group) => {
    const link = group.links.find((candidate) => candidate.step === step)
    return link ? [{ group, link, line: code(step.params, link.domain) }] : []
  })
  if (acting.length === 0) return [title, '# nothing to do: the picture is grey']
  const lines = [title]
  if (acting.some(({ line }) => line.needsMax)) lines.push(...largest(groups, first, source, picture))
  let ready = ''
  for (const { group, link, line } of acting) {
    const setup = line.setup ?? []
    if (setup.join('\n') !== ready) lines.push(...setup)
    ready = setup.join('\n')
    lines.push(...assign(group.name, line.expression, link, source))
  }
  return lines
}

const tableName = (group: Group): string => (group.name === 'values' ? 'lut' : `${group.name}_lut`)

const ruleOf = (recipe: Recipe): string => (recipe.rounding === 'truncate' ? 'np.trunc' : 'np.rint')

/** Float values as 16-bit codes, `white` sent to the last; not-a-number becomes black. */
const asCodes = (name: string, white: number, recipe: Recipe): string =>
  `np.clip(${ruleOf(recipe)}(np.nan_to_num(${name} * 65535.0 / ${white})), 0, 65535).astype(np.uint16)`

/** Rounds once, by the recipe's rule, and holds the result to the codes there are. */
const rounding = (groups: readonly Group[], recipe: Recipe, source: Source): readonly string[] => {
  const comment = `# Round once, ${recipe.rounding === 'truncate' ? 'cutting off the fraction' : 'halves to the even code'}`
  if (isFloat(source)) return [`${comment}; white becomes 65535`, ...groups.map(({ name, white }) => `${name} = ${asCodes(name, white, recipe)}`)]
  const type = source.depth === 'u8' ? 'np.uint8' : 'np.uint16'
  return [comment, ...groups.map((group) => `${tableName(group)} = np.clip(${ruleOf(recipe)}(${group.name}), 0, ${group.white}).astype(${type})`)]
}

const alphaComment = '# alpha is coverage, not light: it stays'

function lookUp(groups: readonly Group[], picture: PictureCode): readonly string[] {
  if (groups.length === 1 && !picture.alpha) return ['out = lut[img]']
  if (groups.length === 1) return [alphaComment, 'out = img.copy()', 'out[..., :-1] = lut[img[..., :-1]]']
  const planes = groups.flatMap((group) => group.channels.map((channel) => `${plane('out', picture, channel)} = ${tableName(group)}[${plane('img', picture, channel)}]`))
  return [...(picture.alpha ? [alphaComment] : []), 'out = img.copy()', ...planes]
}

/** cv2.LUT takes 8 bits only, and one table for all channels or one for each, alpha included. */
function lookUpWithCv(groups: readonly Group[], picture: PictureCode): readonly string[] {
  if (groups.length === 1 && !picture.alpha) return ['out = cv2.LUT(img, lut)']
  const names = [2, 1, 0].map((channel) => tableName(groups.find((group) => groups.length === 1 || group.channels.includes(channel))!))
  const keep = picture.alpha ? [alphaComment, 'keep = np.arange(256, dtype=np.uint8)'] : []
  return [...keep, `out = cv2.LUT(img, np.dstack([${[...names, ...(picture.alpha ? ['keep'] : [])].join(', ')}]))`]
}

function collectFloats(groups: readonly Group[], recipe: Recipe, picture: PictureCode): readonly string[] {
  if (groups.length === 1 && !picture.alpha) return ['out = values']
  return [
    ...(picture.alpha ? [alphaComment] : []),
    'out = np.zeros(img.shape, np.uint16)',
    ...groups.flatMap((group) => {
      if (groups.length === 1) return ['out[..., :-1] = values']
      const places = group.channels.map((channel) => picture.order[channel]!)
      return [`out[..., ${places.length === 1 ? places[0]! : `[${places.join(', ')}]`}] = ${group.name}`]
    }),
    ...(picture.alpha ? [`out[..., -1] = ${asCodes('img[..., -1]', 1, recipe)}`] : []),
  ]
}

/** Beside the picture, named as an export is; never the picture itself. */
const resultName = (file: string, recipe: Recipe, ofSpectrum: boolean): string => {
  const [, folder = '', name = ''] = /^(.*[/\\])?(.*)$/s.exec(file) ?? []
  const stem = exportStem(name, recipe, ofSpectrum)
  return `${folder}${name.startsWith(`${stem}.`) ? `${stem}_copy` : stem}.png`
}

/**
 * A complete Python 3 program that reads the file `named`, applies the recipe to a picture like `source` and writes a PNG whose
 * samples are the lab's own. Every code is worked out once with Python's `math`, one number at a time: the loops of
 * np.log and np.power round the last bit differently on different processors, and truncation shows it. The goldens run
 * these programs. Where `source` is a spectrum, `spectrum` tells of what and how. Throws `bad-recipe` or `bad-parameter`.
 */
export function recipeToCode(recipe: Recipe, source: Source, as: Dialect, named?: string, spectrum?: SpectrumCode): string {
  const file = named ?? ((spectrum?.of ?? source).depth === 'f32' ? 'picture.tif' : 'picture.png')
  const pipeline = compile(recipe.steps, recipe.rounding, source)
  const groups = groupsOf(pipeline)
  const result = resultName(file, recipe, spectrum !== undefined)
  const picture = spectrum ? spectrumCode(spectrum, as, file, result) : pictureCode(source, as, file, result)
  const enabled = recipe.steps.filter((step) => step.enabled)
  const first = enabled.find((step) => groups.some((group) => group.links.some((link) => link.step === step)))
  const steps = enabled.flatMap((step, i) => ['', ...stepLines(step, i + 1, groups, pipeline, picture, step === first)])
  const apply = isFloat(source) ? collectFloats(groups, recipe, picture) : as === 'opencv' && source.depth === 'u8' ? lookUpWithCv(groups, picture) : lookUp(groups, picture)
  const body = [...picture.read, '', ...start(groups, source, picture), ...steps, '', ...rounding(groups, recipe, source), '', ...apply, ...picture.write]
  const imports = [...(body.some((line) => line.includes('math.')) ? ['import math', ''] : []), ...picture.imports]
  return [
    `# ${recipeToText(recipe) || 'no step'}`,
    `# The Image Transform Lab's recipe for ${kindOf(source)}. Needs: pip install numpy ${picture.packages.join(' ')}`,
    ...imports,
    '',
    ...body,
    '',
  ].join('\n')
}
