import type { Link, Pipeline, Source, Step } from '../kernels/compile.ts'
import { transformOf } from '../kernels/registry.ts'
import type { PictureCode } from './code-picture.ts'

/** Channels that share every step, and the name that the program gives their values. */
export interface Group {
  readonly name: string
  readonly channels: readonly number[]
  readonly links: readonly Link[]
  readonly white: number
}

const colourNames = ['red', 'green', 'blue'] as const

export const groupsOf = (channels: Pipeline['channels']): readonly Group[] => {
  const chain = (index: number): string => channels[index]!.links.map((link) => link.step.key).join()
  const distinct = [...new Set(channels.map((_, index) => chain(index)))]
  return distinct.map((key) => {
    const members = [...channels.keys()].filter((index) => chain(index) === key)
    const { links, white } = channels[members[0]!]!
    return { name: distinct.length === 1 ? 'values' : members.map((index) => colourNames[index]!).join('_'), channels: members, links, white }
  })
}

export const isFloat = (source: Source): boolean => source.depth === 'f32'

export const codesOf = (source: Source): number => (source.depth === 'u8' ? 256 : 65_536)

/** The colour channels of `img`, without alpha. */
const colours = ({ alpha }: PictureCode): string => (alpha ? 'img[..., :-1]' : 'img')

/** One colour channel of the array `name`, by its place in r, g, b. */
export const plane = (name: string, { order, axes }: PictureCode, channel: number): string => (axes === 2 ? name : `${name}[..., ${order[channel]!}]`)

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

export const start = (groups: readonly Group[], source: Source, picture: PictureCode): readonly string[] => {
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
export const assign = (name: string, expression: string, { white }: Link, source: Source): readonly string[] =>
  isFloat(source) ? [`x = ${name}`, `${name} = ${expression}`] : [`${name} = [min(max(${expression}, 0), ${white}) for x in ${name}]`]

const targetWords = { all: '', r: ', red only', g: ', green only', b: ', blue only' } as const

export function stepLines(step: Step, number: number, groups: readonly Group[], { source, refused }: Pipeline, picture: PictureCode, first: boolean): readonly string[] {
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
