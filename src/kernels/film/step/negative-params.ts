import { choice, number, type ParamsOf } from '../../params.ts'
import type { FilmParams, Triple } from '../develop.ts'
import type { ScanEncoding } from '../linearise.ts'

type Kind = 'colour' | 'silver' | 'slide'
type Coding = 'tagged' | 'linear' | 'srgb' | 'gamma-1.8' | 'gamma-2.2'

const base = (symbol: string, label: string, initial: number) => number({ symbol, label, min: 0.0001, max: 1.5, initial, scale: 'log', digits: 4 })
const unmix = (symbol: string, label: string, initial: number) => number({ symbol, label, min: -4, max: 8, initial, digits: 3 })
const foot = (symbol: string, label: string) => number({ symbol, label, min: 0.01, max: 1, initial: 0.16, digits: 3 })
const offset = (symbol: string, label: string) => number({ symbol, label, min: -8, max: 4, initial: -1.05, digits: 3 })
const mix = (symbol: string, label: string, initial: number) => number({ symbol, label, min: -2, max: 2, initial, digits: 3 })
const light = (symbol: string, label: string) => number({ symbol, label, min: -3, max: 3, initial: 0 })

/**
 * Everything a film negative's step is told, as flat numbers that a link can name. The initial ones are the middle of what
 * colour negative films and scanners do; an estimate writes its own.
 */
export const negativeParams = {
  kind: choice<Kind>({
    label: 'Kind of film',
    initial: 'colour',
    options: [
      { value: 'colour', label: 'Colour' },
      { value: 'silver', label: 'B&W' },
      { value: 'slide', label: 'Slide' },
    ],
  }),
  codes: choice<Coding>({
    label: 'Scan’s codes',
    initial: 'tagged',
    options: [
      { value: 'tagged', label: 'As the file says' },
      { value: 'linear', label: 'Linear' },
      { value: 'srgb', label: 'sRGB' },
      { value: 'gamma-1.8', label: 'Gamma 1.8' },
      { value: 'gamma-2.2', label: 'Gamma 2.2' },
    ],
  }),
  exposure: number({ symbol: 'Exposure', label: 'Exposure in stops', min: -6, max: 6, initial: 0 }),
  cyan: light('Cyan', 'Printer light cyan in stops'),
  magenta: light('Magenta', 'Printer light magenta in stops'),
  yellow: light('Yellow', 'Printer light yellow in stops'),
  grade: number({ symbol: 'Grade', label: 'Grade of the paper', min: 0.4, max: 2.5, initial: 1, scale: 'log' }),
  black: number({ symbol: 'Black', label: 'Black point in linear light', min: 0, max: 0.2, initial: 0, digits: 3 }),
  white: number({ symbol: 'White', label: 'White point in linear light', min: 0.25, max: 4, initial: 1, scale: 'log' }),
  toe: number({ symbol: 'Toe', label: 'Toe of the print', min: 0, max: 1, initial: 0 }),
  shoulder: number({ symbol: 'Shoulder', label: 'Shoulder of the print', min: 0, max: 1, initial: 0 }),
  saturation: number({ symbol: 'Saturation', label: 'Saturation', min: 0, max: 2, initial: 1 }),
  baseR: base('B_r', 'Film base, red', 0.7),
  baseG: base('B_g', 'Film base, green', 0.3),
  baseB: base('B_b', 'Film base, blue', 0.15),
  kRR: unmix('K_rr', 'Red layer from red density', 1.85),
  kRG: unmix('K_rg', 'Red layer from green density', 0.12),
  kRB: unmix('K_rb', 'Red layer from blue density', 0.05),
  kGR: unmix('K_gr', 'Green layer from red density', 0.05),
  kGG: unmix('K_gg', 'Green layer from green density', 1.8),
  kGB: unmix('K_gb', 'Green layer from blue density', 0.05),
  kBR: unmix('K_br', 'Blue layer from red density', 0.05),
  kBG: unmix('K_bg', 'Blue layer from green density', 0.15),
  kBB: unmix('K_bb', 'Blue layer from blue density', 1.45),
  footR: foot('w_r', 'Foot of the red layer'),
  footG: foot('w_g', 'Foot of the green layer'),
  footB: foot('w_b', 'Foot of the blue layer'),
  offsetR: offset('o_r', 'Offset of the red layer'),
  offsetG: offset('o_g', 'Offset of the green layer'),
  offsetB: offset('o_b', 'Offset of the blue layer'),
  bend: number({ symbol: 'bend', label: 'Bend of the densest part', min: -0.5, max: 0.5, initial: 0, digits: 3 }),
  mRG: mix('M_rg', 'Green in red', -0.25),
  mRB: mix('M_rb', 'Blue in red', -0.03),
  mGR: mix('M_gr', 'Red in green', -0.12),
  mGB: mix('M_gb', 'Blue in green', -0.12),
  mBR: mix('M_br', 'Red in blue', -0.01),
  mBG: mix('M_bg', 'Green in blue', -0.16),
} as const

export type NegativeParams = ParamsOf<typeof negativeParams>
export type NegativeNumber = { [K in keyof NegativeParams]: NegativeParams[K] extends number ? K : never }[keyof NegativeParams]

const codings: Readonly<Record<Coding, ScanEncoding | undefined>> = { tagged: undefined, linear: 'linear', srgb: 'srgb', 'gamma-1.8': { gamma: 1.8 }, 'gamma-2.2': { gamma: 2.2 } }

/** What a person says of the scan's codes; undefined when the file's own tags count. */
export const scanEncodingOf = ({ codes }: Pick<NegativeParams, 'codes'>): ScanEncoding | undefined => codings[codes]

/** The numbers of the film alone, as the kernels take them; the print's exposure is among them. */
export const filmParamsOf = (p: NegativeParams): FilmParams => ({
  base: [p.baseR, p.baseG, p.baseB],
  unmix: [p.kRR, p.kRG, p.kRB, p.kGR, p.kGG, p.kGB, p.kBR, p.kBG, p.kBB],
  toe: [p.footR, p.footG, p.footB],
  offset: [p.offsetR, p.offsetG, p.offsetB],
  shoulder: p.bend,
  colour: [1 - p.mRG - p.mRB, p.mRG, p.mRB, p.mGR, 1 - p.mGR - p.mGB, p.mGB, p.mBR, p.mBG, 1 - p.mBR - p.mBG],
  exposure: p.exposure,
})

/** So many decimals move no 16-bit code by more than one, and keep a link short. */
const rounded = (value: number, name: NegativeNumber): number => {
  const { min, max } = negativeParams[name]
  return Math.min(max, Math.max(min, Math.round(value * 1e5) / 1e5))
}

/**
 * The film's numbers of an estimate as parameters of a step, rounded and inside their ranges. The exposure is one that a person
 * would set, in hundredths of a stop; what that leaves over goes into the offsets, where it prints the same.
 */
export function paramsOfFilm({ base: b, unmix: k, toe: w, offset, shoulder, colour: m, exposure: stops }: FilmParams): Readonly<Partial<Record<NegativeNumber, number>>> {
  const exposure = Math.round(stops * 100) / 100
  const o = offset.map((one) => one + (stops - exposure) * Math.log10(2))
  const numbers: Partial<Record<NegativeNumber, number>> = {
    exposure,
    baseR: b[0], baseG: b[1], baseB: b[2],
    kRR: k[0], kRG: k[1], kRB: k[2], kGR: k[3], kGG: k[4], kGB: k[5], kBR: k[6], kBG: k[7], kBB: k[8],
    footR: w[0], footG: w[1], footB: w[2],
    offsetR: o[0], offsetG: o[1], offsetB: o[2],
    bend: shoulder,
    mRG: m[1], mRB: m[2], mGR: m[3], mGB: m[5], mBR: m[6], mBG: m[7],
  }
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, rounded(value, name as NegativeNumber)]))
}

/** The film base alone, as parameters. */
export const paramsOfBase = ([r, g, b]: Triple): Readonly<Record<'baseR' | 'baseG' | 'baseB', number>> => ({
  baseR: rounded(r, 'baseR'),
  baseG: rounded(g, 'baseG'),
  baseB: rounded(b, 'baseB'),
})
