import { blend, type Colour } from './canvas.ts'
import type { Random } from './random.ts'

const decode = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)

/** '8a6f4c' to linear sRGB. */
export const hex = (code: string): Colour => {
  const part = (at: number): number => decode(Number.parseInt(code.slice(at, at + 2), 16) / 255)
  return [part(0), part(2), part(4)]
}

/**
 * What things look like in white light, as sRGB codes: our own rounded readings of what colour atlases and measured
 * reflectances give for these materials. A material is any mixture of two of its codes, a little astray.
 */
const codes = {
  skin: ['f1d3c0', 'e6bfa5', 'd9a584', 'c78f6b', 'a87152', '86563b', '63402c', '45301f', 'e0ac96', 'f4dccd'],
  hair: ['17120e', '2a1c13', '4a3220', '6f4f30', 'a37d4e', 'cbb083', '8b8682', 'cfccc8', '5e2f1a'],
  foliage: ['2c3a1c', '3f5226', '566b2f', '6d7f3c', '8a9550', '47602f', '7f8f4a', '9ea765', '34482b', '5b7a3a'],
  autumn: ['a8772c', 'b5521f', '8c3a1c', 'c9993a', '6d4a22', 'd0b25a', '7a6a2e'],
  grass: ['6a7f38', '7f8f45', '95994f', '566f2e', 'a99f62', 'b3a878', '4d6630'],
  sky: ['5c8fd0', '7fabdd', '3f74be', 'a4c3e4', '8db4de', '2f5fa6', 'bcd2ea'],
  haze: ['d6dde4', 'c4cfda', 'e8e6e0', 'b7c3d0', 'dcd4c8', 'f0ece4'],
  dusk: ['f0a860', 'e8864a', 'd46a50', 'f6cf8e', 'b0667a', '8a6a96', 'f2bd9a'],
  cloud: ['ffffff', 'f2f3f5', 'dfe2e8', 'c3c8d2', 'a0a7b4', 'f8f0e4'],
  water: ['2f5a6b', '3f7a8c', '1f4456', '5a97a0', '2a4a3f', '4d6a5a', '7fb0ba', '1c3040'],
  sand: ['d9c7a0', 'c7b088', 'e6d8b8', 'b59a72', 'cfc0a6', 'a58c6c'],
  earth: ['6b5138', '86684a', '4b3a2a', '9c8264', '7a5a44', '5e4a3c', 'a4785a', '8e4a32'],
  rock: ['8a8680', '6c6a68', 'a49e94', '55534f', '9a8c7c', '7d7f84', 'b8b2a8'],
  snow: ['fbfcff', 'f0f4fb', 'e2eaf6', 'ffffff', 'd2deef'],
  wood: ['8a5f38', 'a87b4d', '6a4426', 'c49a6a', '4c301d', 'd9b88c', '7c4f34', '9a6b48'],
  brick: ['94523c', 'a8654c', '7c4030', 'b57a5e', '8a6a5a'],
  stone: ['b8ae9c', 'cfc6b4', '9a9284', 'ddd6c8', '8c867c', 'e4ded2'],
  road: ['4c4c4e', '66666a', '3a3a3c', '808084', '8f8c88'],
  wall: ['f1ede4', 'e2dccf', 'd8d9d6', 'c9d2d4', 'e8d8c0', 'd9c9b4', 'b9c2b4', 'f7f5f0', 'c4b8b0', 'aab6c0'],
  grey: ['f3f3f3', 'c8c8c8', 'a0a0a0', '7a7a7a', '555555', '343434', '1c1c1c', 'e0e0e0'],
  metal: ['c2c4c8', '8c8f94', 'dcdde0', '6a6a6c', 'b59a5e', '9a6a4a'],
  cloth: ['2a3a5c', '7a2230', '2f4a3a', 'd8d2c4', '1b1c20', '8a8f9c', 'b0a284', '5c4a6a', 'a03c3c', '3f6a94', 'e4e0dc', 'c07a94', '506a40', '44444c', '8c5a3a', '86a4bc'],
  paint: ['c8202a', '1f5fae', 'f2c31c', '1f8a4c', 'e87a1c', '6a2f8c', 'f4f4f2', '161618', '2aa4b8', 'd84a8c', '8cc63c', 'a4141c', '0e3a78', 'f0e08a'],
  flower: ['d8264a', 'f2d43a', 'f4f0f6', '8a4ab4', 'e86aa4', 'f08a2a', '5a6ad0', 'c41e6a', 'fbe8b0', 'ffb8c8'],
  fruit: ['b8202a', 'e8902a', 'f0d040', '8aa83a', '5a2440', 'd05a3a', '6e8a30', 'f4e6a0', '3a1c2a', 'c8603c'],
  food: ['c8924e', '8a4e26', 'e8d0a0', 'a8602e', 'f2e8d4', '5a3018', 'd8b070', 'b4432c', '7a8a3c'],
  fur: ['6a4e34', '9a7c58', '3a2c22', 'c8b090', '1e1a18', 'e0d4c4', '8a6a50', 'b07a48', '74706c'],
} as const

export type Material = keyof typeof codes
export const materials = Object.keys(codes) as readonly Material[]
const linear = new Map(materials.map((name) => [name, codes[name].map(hex)]))

/** Dyed, painted or grown in any colour: two codes of these do not mix, a thing has the one or the other. */
const motley: ReadonlySet<Material> = new Set(['cloth', 'paint', 'flower', 'fruit', 'food', 'metal'])

/** A piece of a material. */
export function piece(random: Random, name: Material): Colour {
  const list = linear.get(name)!
  const mixed = blend(random.pick(list), random.pick(list), motley.has(name) ? 0.5 * random.even() ** 3 : random.even())
  const lightness = Math.exp(random.normal(0, name === 'snow' || name === 'cloud' ? 0.04 : 0.18))
  const astray = name === 'grey' ? 0.012 : 0.045
  const part = (v: number): number => Math.min(0.97, Math.max(0.008, v * lightness * Math.exp(random.normal(0, astray))))
  return [part(mixed[0]), part(mixed[1]), part(mixed[2])]
}

/** A thing of a colour that no material suggests: any hue, pale more often than strong. */
export function anything(random: Random): Colour {
  const [hue, saturation, value] = [random.even(0, 6), random.even() ** 1.3, random.even(0.15, 1)]
  const part = (n: number): number => {
    const k = (n + hue) % 6
    return decode(value * (1 - saturation * Math.min(1, Math.max(0, Math.min(k, 4 - k)))))
  }
  return [part(5), part(3), part(1)]
}

/** Light sources as gains of linear sRGB, most of their colour balanced away: nobody prints a lamp-lit room as orange as it is. */
const lightGains = {
  sun: [1.01, 1, 0.98],
  low: [1.1, 1, 0.87],
  blue: [0.94, 0.99, 1.08],
  lamp: [1.1, 1, 0.86],
  candle: [1.2, 1, 0.74],
  tube: [0.985, 1.015, 0.975],
  white: [1, 1, 1],
  neonRed: [1.9, 0.35, 0.5],
  neonBlue: [0.4, 0.7, 2],
  neonPink: [1.8, 0.4, 1.5],
  sodium: [1.8, 0.95, 0.18],
} as const satisfies Record<string, Colour>
export type LightName = keyof typeof lightGains

/** A light of this kind, a little astray. */
export const light = (random: Random, name: LightName): Colour => {
  const [r, g, b] = lightGains[name]
  return [r * Math.exp(random.normal(0, 0.03)), g * Math.exp(random.normal(0, 0.015)), b * Math.exp(random.normal(0, 0.04))]
}
