import { compile, type Source } from '../kernels/compile.ts'
import { pictureCode, spectrumCode, type Dialect, type PictureCode, type SpectrumCode } from './code-picture.ts'
import { frameLines } from './code-frame.ts'
import { mixedLines } from './code-mixed.ts'
import { groupsOf, isFloat, plane, start, stepLines, type Group } from './code-steps.ts'
import { exportStem } from './file-name.ts'
import { recipeToText } from './link.ts'
import type { Recipe } from './recipe.ts'

const kindOf = ({ depth, white, channels }: Source): string => {
  const colour = `${channels < 3 ? 'grey' : 'colour'} picture${channels % 2 === 0 ? ' with alpha' : ''}`
  const container = depth === 'u8' ? 8 : 16
  if (depth === 'f32') return `a floating-point ${colour}, white at ${white}`
  return white === 2 ** container - 1 ? `${container === 8 ? 'an 8' : 'a 16'}-bit ${colour}` : `a ${colour}, white at ${white} in ${container} bits`
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
  const groups = groupsOf(pipeline.mixing?.before ?? pipeline.channels)
  const result = resultName(file, recipe, spectrum !== undefined)
  const whole = spectrum ? spectrumCode(spectrum, as, file, result) : pictureCode(source, as, file, result)
  const picture = { ...whole, read: [...whole.read, ...frameLines(recipe.geometry)] }
  const enabled = recipe.steps.filter((step) => step.enabled)
  const first = enabled.find((step) => groups.some((group) => group.links.some((link) => link.step === step)))
  const steps = enabled.flatMap((step, i) => ['', ...stepLines(step, i + 1, groups, pipeline, picture, step === first)])
  const apply = isFloat(source) ? collectFloats(groups, recipe, picture) : as === 'opencv' && source.depth === 'u8' ? lookUpWithCv(groups, picture) : lookUp(groups, picture)
  const mixed = pipeline.mixing && mixedLines(recipe, pipeline, picture)
  const body = mixed ?? [...picture.read, '', ...start(groups, source, picture), ...steps, '', ...rounding(groups, recipe, source), '', ...apply, ...picture.write]
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
