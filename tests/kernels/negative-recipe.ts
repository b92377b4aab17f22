import type { Params } from '../../src/kernels/params.ts'
import type { Source, Step } from '../../src/kernels/compile.ts'
import { negativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { makeStep } from '../../src/recipe/recipe.ts'

/** Numbers that repeat: mulberry32. */
export const seeded = (seed: number): (() => number) => {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** What an estimate writes for an ordinary colour negative, and a print with everything moved. */
export const ordinary: Params = { baseR: 0.71, baseG: 0.29, baseB: 0.13, offsetR: -1.1, offsetG: -1.02, offsetB: -0.98, footR: 0.19, bend: -0.08 }
export const printed: Params = { ...ordinary, exposure: 0.4, cyan: 0.2, magenta: -0.15, yellow: 0.1, grade: 1.2, black: 0.01, white: 0.85, toe: 0.4, shoulder: 0.5, saturation: 1.2 }

export const negativeStep = (params: Params = ordinary): Step => makeStep('film-negative', params)

/** Any numbers inside the parameters' ranges. */
export const anyNegative = (random: () => number): Params =>
  Object.fromEntries(
    Object.entries(negativeParams).map(([name, spec]) => [
      name,
      spec.kind === 'number' ? Number((spec.min + random() * (spec.max - spec.min)).toFixed(5)) : spec.options[Math.floor(random() * spec.options.length)].value,
    ]),
  )

/** Any film and print that there may be: base and curves as stocks have them, the print moved as far as a person would. */
export const anyFilm = (random: () => number): Params => {
  const all = anyNegative(random)
  const near = (name: keyof typeof negativeParams, share: number): number => {
    const spec = negativeParams[name]
    if (spec.kind !== 'number') return 0
    const value = spec.initial + share * (2 * random() - 1)
    return Number(Math.min(spec.max, Math.max(spec.min, value)).toFixed(5))
  }
  const film = Object.keys(negativeParams).filter((name) => /^[kom]\w*[RGB]$|^foot|^bend/.test(name)) as (keyof typeof negativeParams)[]
  return {
    ...all,
    kind: random() < 0.8 ? 'colour' : 'slide',
    ...Object.fromEntries(film.map((name) => [name, near(name, name.startsWith('offset') ? 0.4 : name.startsWith('foot') || name.startsWith('m') ? 0.1 : 0.3)])),
    baseR: 0.3 + 0.7 * random(), baseG: 0.15 + 0.4 * random(), baseB: 0.05 + 0.3 * random(),
    exposure: near('exposure', 2), cyan: near('cyan', 1), magenta: near('magenta', 1), yellow: near('yellow', 1),
    grade: near('grade', 0.5), black: 0.03 * random(), white: near('white', 0.4), saturation: near('saturation', 0.5),
  }
}

export const scanSource = (depth: 'u8' | 'u16' | 'f32', channels: 1 | 3 | 4 = 3, bits = depth === 'u8' ? 8 : 16): Source => {
  const white = depth === 'f32' ? 1 : 2 ** bits - 1
  return { depth, channels, bits: depth === 'f32' ? 32 : bits, white, extents: Array.from({ length: channels === 1 ? 1 : 3 }, () => [0, white] as const), encoding: { gamma: 2.2 } }
}
