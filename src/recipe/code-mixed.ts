import type { Link, Pipeline, Step } from '../kernels/compile.ts'
import { checkParams } from '../kernels/params.ts'
import type { PictureCode } from './code-picture.ts'
import { codesOf, groupsOf, isFloat, plane, start, stepLines, type Group } from './code-steps.ts'
import type { Recipe } from './recipe.ts'

const colourNames = ['red', 'green', 'blue'] as const

/** The values of one channel before the colours meet, as an array of shares of white. */
function share(groups: readonly Group[], channel: number, float: boolean, picture: PictureCode): string {
  const group = groups.find(({ channels }) => channels.includes(channel))!
  if (!float) return `np.array(${group.name})[${plane('img', picture, channel)}] / ${group.white}`
  const own = groups.length === 1 ? picture.order[channel]! : group.channels.indexOf(channel)
  return `${group.channels.length === 1 ? group.name : `${group.name}[..., ${own}]`} / ${group.white}`
}

/** A step behind: its arithmetic is for one number where codes are integers, so it is carried to every pixel. */
function afterLines({ transform, step, domain, white }: Link, name: string, float: boolean): readonly string[] {
  const { setup = [], expression, needsMax } = transform.code(checkParams(transform.params, step.params), domain)
  const ready = [...(needsMax ? [`m = ${domain.max()}`] : []), ...setup]
  if (float) return [...ready, `x = ${name}`, `${name} = ${expression}`]
  return [...ready, `${name} = np.vectorize(lambda x: float(min(max(${expression}, 0), ${white})))(${name})`]
}

const ruleOf = ({ rounding }: Recipe): string => (rounding === 'truncate' ? 'np.trunc' : 'np.rint')

/** The codes of one channel in the file: its own container, or 16 bits for float. */
function codeOf(name: string, white: number, recipe: Recipe, { source }: Pipeline): string {
  if (isFloat(source)) return `np.clip(${ruleOf(recipe)}(np.nan_to_num(${name} * 65535.0 / ${white})), 0, 65535).astype(np.uint16)`
  return `np.clip(${ruleOf(recipe)}(${name}), 0, ${white}).astype(${codesOf(source) === 256 ? 'np.uint8' : 'np.uint16'})`
}

/**
 * The body of a program whose recipe mixes the colours. Logarithms and powers are NumPy's here, which differ from the lab's
 * in their last bits: a code may be one off.
 */
export function mixedLines(recipe: Recipe, pipeline: Pipeline, picture: PictureCode): readonly string[] {
  const { mixing, channels, source } = pipeline
  if (!mixing?.transform.mixCode) throw new RangeError('the channels of this recipe do not meet')
  const float = isFloat(source)
  const enabled = recipe.steps.filter((step) => step.enabled)
  const at = enabled.indexOf(mixing.step)
  const groups = groupsOf(mixing.before)
  const acts = (step: Step): boolean => groups.some((group) => group.links.some((link) => link.step === step))
  const first = enabled.find(acts)
  const before = enabled.slice(0, at).flatMap((step, i) => ['', ...stepLines(step, i + 1, groups, pipeline, picture, step === first)])
  const { setup = [], expression } = mixing.transform.mixCode(checkParams(mixing.transform.params, mixing.step.params), mixing.domain)
  const after = enabled.slice(at + 1).flatMap((step, i) => {
    const lines = channels.flatMap(({ links }, channel) => links.filter((link) => link.step === step).flatMap((link) => afterLines(link, colourNames[channel]!, float)))
    const why = pipeline.refused.find(({ key }) => key === step.key)?.why
    return ['', `# ${at + 2 + i}. ${step.id}`, ...(why ? [`# left out: ${why}`] : lines)]
  })
  return [
    ...picture.read,
    '',
    ...start(groups, source, picture),
    ...before,
    '',
    `# ${at + 1}. ${mixing.transform.label}: ${mixing.transform.formula}`,
    ...setup,
    '',
    `x = np.stack([${[0, 1, 2].map((channel) => share(groups, channel, float, picture)).join(', ')}], -1)`,
    `red, green, blue = np.moveaxis(${mixing.white} * ${expression}, -1, 0)`,
    ...after,
    '',
    `# Round once, ${recipe.rounding === 'truncate' ? 'cutting off the fraction' : 'halves to the even code'}`,
    float ? 'out = np.zeros(img.shape, np.uint16)' : 'out = img.copy()',
    ...channels.map(({ white }, channel) => `${plane('out', picture, channel)} = ${codeOf(colourNames[channel]!, white, recipe, pipeline)}`),
    ...(float && picture.alpha ? [`out[..., -1] = ${codeOf('img[..., -1]', 1, recipe, pipeline)}`] : []),
    ...picture.write,
  ]
}
