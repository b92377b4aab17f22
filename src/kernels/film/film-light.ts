import { inverted } from './step/characteristic.ts'
import { layerLight, type FilmParams, type Matrix3 } from './develop.ts'
import { filmParamsOf, negativeParams, type NegativeNumber, type NegativeParams } from './step/negative-params.ts'
import { fit } from './order.ts'

/**
 * What light the film was scanned by. A camera over a white lamp sees every dye in every channel; three narrow bands (LEDs of
 * red, green and blue, a minilab's filters) see nearly one dye each, and little has to be unmixed.
 */
export type FilmLight = 'broad' | 'narrow'

/**
 * Rows of K over their own diagonal: medians of what an estimate writes for simulated films (tests/film), under white lamps and
 * under narrow bands. What is left under narrow bands are the dyes' own side absorptions.
 */
const rows: Readonly<Record<FilmLight, Matrix3>> = {
  broad: [1, -0.22, -0.01, -0.09, 1, -0.07, 0.05, 0.16, 1],
  narrow: [1, -0.06, 0, 0.08, 1, -0.07, 0.1, 0.16, 1],
}

/** Half-way between the two above. */
const threshold = 0.145

/** How much of red's and green's densities K takes from one another, over what it takes of their own. */
const crosstalk = (k: Matrix3): number => -k[1] / k[0] - k[3] / k[4]

/** The light that the numbers of a step unmix for. */
export const filmLightOf = (params: NegativeParams): FilmLight => (crosstalk(filmParamsOf(params).unmix) > threshold ? 'broad' : 'narrow')

/** The layers' log₁₀ light at which a neutral is kept neutral: from deep shadow to white. */
const wedge = Array.from({ length: 17 }, (_, i) => -1.8 + (i * 1.8) / 16)

/** The unmixed density at which a layer saw so much light; it rises with it. */
function unmixedAt(film: FilmParams, layer: 0 | 1 | 2, light: number): number {
  let [low, high] = [-1, 9]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (layerLight(film, layer, middle) < light) low = middle
    else high = middle
  }
  return (low + high) / 2
}

const layers = [0, 1, 2] as const
const letters = ['R', 'G', 'B'] as const

const held = (name: NegativeNumber, value: number): number => {
  const { min, max } = negativeParams[name]
  return Math.min(max, Math.max(min, Math.round(value * 1e5) / 1e5))
}

/**
 * The numbers of a step as another light asks for them: K's rows get that light's proportions, and a gain and an offset by
 * which greys print as before. Colours come out livelier for a broad light and quieter for a narrow one. Nothing is changed
 * where K tells no channel from another, as with silver.
 */
export function withFilmLight(params: NegativeParams, light: FilmLight): Readonly<Partial<Record<NegativeNumber, number>>> {
  const film = filmParamsOf(params)
  const back = inverted(film.unmix)
  if (!back) return {}
  // densities of a grey wedge in the scan, which no light of the scanner changes any more
  const greys = wedge.map((light) => {
    const u = layers.map((layer) => unmixedAt(film, layer, light))
    return { u, d: layers.map((c) => back[3 * c]! * u[0]! + back[3 * c + 1]! * u[1]! + back[3 * c + 2]! * u[2]!) }
  })
  const out: Partial<Record<NegativeNumber, number>> = {}
  for (const row of layers) {
    const share = layers.map((c) => rows[light][3 * row + c]!)
    const seen = greys.map(({ d }) => share[0]! * d[0]! + share[1]! * d[1]! + share[2]! * d[2]!)
    const [gain, shift] = fit(seen.map((value) => [value, 1]), greys.map(({ u }) => u[row]!), seen.map(() => 1)) as [number, number]
    for (const c of layers) {
      const name = `k${letters[row]}${letters[c]}` as const
      out[name] = held(name, gain * share[c]!)
    }
    const name = `offset${letters[row]}` as const
    out[name] = held(name, film.offset[row] + shift)
  }
  return out
}

/** Of a step's numbers those that a light decides. */
export const unmixingOf = (numbers: Readonly<Partial<Record<NegativeNumber, number>>>): Readonly<Partial<Record<NegativeNumber, number>>> =>
  Object.fromEntries(Object.entries(numbers).filter(([name]) => /^(?:k[RGB]{2}|offset[RGB])$/.test(name)))
