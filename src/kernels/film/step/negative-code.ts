import type { Matrix } from '../../mixing.ts'
import type { Domain } from '../../transform.ts'
import { transmissionFloor } from '../develop.ts'
import { bendTurn, lightCurves, negativeMap } from './negative-map.ts'
import { filmParamsOf, scanEncodingOf, type NegativeParams } from './negative-params.ts'

const list = (numbers: readonly number[]): string => `[${numbers.join(', ')}]`
const matrix = (m: Matrix): string => `np.array([${[0, 3, 6].map((row) => list(m.slice(row, row + 3))).join(', ')}])`

/**
 * Where a profile's curve is written into a program: at every code of 8 bits, else at so many places that no 16-bit code
 * is off by more than one, evenly over the root of the code, for the dark end bends most.
 */
const profilePlaces = ({ depth }: Domain): { readonly count: number; readonly at: (i: number) => number; readonly code: string } =>
  depth === 'u8' ? { count: 255, at: (i) => i / 255, code: 'np.arange(256) / 255' } : { count: 1024, at: (i) => (i / 1024) ** 2, code: '(np.arange(1025) / 1024) ** 2' }

/** The curves of a colour profile, which no formula gives: points to draw straight lines between. */
function profileDecoding(params: NegativeParams, domain: Domain, channels: 1 | 3): readonly string[] {
  const curves = lightCurves(params, domain).slice(channels === 3 ? 0 : 1, channels === 3 ? 3 : 2)
  const { count, at, code } = profilePlaces(domain)
  const points = curves.map((curve) => list(Array.from({ length: count + 1 }, (_, i) => Number(curve(at(i)).toPrecision(8)))))
  const same = points.every((one) => one === points[0])
  return [
    '    x = np.clip(x, 0, 1)',
    `    places = ${code}  # where the colour profile's curve is known`,
    ...(same
      ? [`    light = np.interp(x, places, ${points[0]})`]
      : [`    light = np.stack([np.interp(x[..., c], places, curve) for c, curve in enumerate([${points.join(', ')}])], -1)`]),
  ]
}

/** How a program makes light of shares of white. */
function decoding(params: NegativeParams, domain: Domain, channels: 1 | 3): readonly string[] {
  const { encoding = 'srgb', depth } = domain
  const said = scanEncodingOf(params) ?? encoding
  if (typeof said === 'object' && 'icc' in said) return profileDecoding(params, domain, channels)
  if (typeof said === 'object') return [`    light = np.clip(x, 0, 1) ** ${said.gamma}`]
  const linear = said === 'linear' || (params.codes === 'tagged' && depth !== 'u8')
  return linear ? ['    light = np.clip(x, 0, 1)'] : ['    x = np.clip(x, 0, 1)', '    light = np.where(x <= 0.04045, x / 12.92, ((x + 0.055) / 1.055) ** 2.4)']
}

/** Log light of the layers to the print, and the print's codes. `mixed` has three channels to mix. */
function printing({ grade, black, white, toe, shoulder }: NegativeParams, second: Matrix | undefined): readonly string[] {
  const room = 0.6 * shoulder + 0.2 * (1 / shoulder - 1)
  const knee = 1 - 0.6 * shoulder
  return [
    `    light = (10 ** (np.log10(0.18) + ${grade} * (log - np.log10(0.18))) - ${black}) / (${white} - ${black})`,
    ...(toe > 0 ? [`    light = (light + np.sqrt(light * light + (0.05 * ${toe}) ** 2)) / 2`] : []),
    ...(shoulder > 0 ? [`    light = np.where(light > ${knee}, ${knee} - ${room} * np.expm1(np.minimum((${knee} - light) / ${room}, 0)), light)`] : []),
    ...(second
      ? [
          `    rgb = light @ ${matrix(second)}.T`,
          '    # a colour outside sRGB is drawn towards the grey of its own luminance',
          '    grey = np.clip(rgb @ [0.2126, 0.7152, 0.0722], 0, 1)[..., None]',
          '    high, low = rgb.max(-1, keepdims=True), rgb.min(-1, keepdims=True)',
          '    keep = np.ones_like(grey)',
          '    keep = np.where(high > 1, np.minimum(keep, (1 - grey) / np.maximum(high - grey, 1e-30)), keep)',
          '    keep = np.where(low < 0, np.minimum(keep, grey / np.maximum(grey - low, 1e-30)), keep)',
          '    rgb = np.clip(grey + keep * (rgb - grey), 0, 1)',
        ]
      : ['    rgb = np.clip(light, 0, 1)']),
    '    return np.where(rgb <= 0.0031308, 12.92 * rgb, 1.055 * np.maximum(rgb, 0.0031308) ** (1 / 2.4) - 0.055)',
  ]
}

/** `film_negative(x)` in Python: shares of white, three to a pixel or, for a grey picture, one. */
export function negativeCode(params: NegativeParams, domain: Domain, channels: 1 | 3): readonly string[] {
  const { base, toe, offset, shoulder } = filmParamsOf(params)
  const { first, second } = negativeMap(params, domain)
  const filters = [params.cyan, params.magenta, params.yellow]
  const own = <T>(values: readonly T[]): readonly T[] => (channels === 3 ? values : [values[1]])
  const number = (values: readonly number[]): string => (channels === 3 ? `np.array(${list(values)})` : String(values[1]))
  const unmixed = channels === 3 ? `d @ ${matrix(first)}.T` : `d * ${first[3] + first[4] + first[5]}`
  const shift = `np.log10(2) * (${params.exposure} - ${channels === 3 ? `np.array(${list(own(filters))})` : filters[1]})`
  const film =
    params.kind === 'slide'
      ? [`    log = np.log10(np.maximum(light, ${transmissionFloor})) + ${shift}`]
      : [
          `    d = np.log10(${number(base)} / np.maximum(light, ${transmissionFloor}))  # density over the base`,
          `    u = ${shoulder < 0 ? `np.minimum(${unmixed}, ${bendTurn(shoulder)})` : unmixed}`,
          `    above = u + ${shoulder} * (np.logaddexp(0, 4 * (u - 1.6)) / 4) ** 2 - 0.012`,
          '    above = np.logaddexp(0, 60 * above) / 60 + 0.003',
          `    w = ${number(toe)}`,
          `    log = np.clip(above + w * np.log(-np.expm1(-above / w)) + ${number(offset)}, -4, 0.7) + ${shift}`,
        ]
  return ['def film_negative(x):', ...decoding(params, domain, channels), ...film, ...printing(params, channels === 3 ? second : undefined)]
}
