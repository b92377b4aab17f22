import { number } from '../params.ts'
import { decimalsOf, defineTransform, figure } from '../transform.ts'

/** x^γ with the exponents that have an exact form taken exactly, so that truncation never loses a code to the last bit of pow. */
const power = (gamma: number): ((x: number) => number) => {
  if (gamma === 1) return (x) => x
  if (gamma === 2) return (x) => x * x
  if (gamma === 0.5) return Math.sqrt
  return (x) => x ** gamma
}

/** Power law on the normalised value: s = c · (L − 1) · (r / (L − 1))^γ. Negative float values have no real power and become 0. */
export const gamma = defineTransform({
  id: 'gamma',
  label: 'Gamma',
  group: 'tone',
  key: 'g',
  formula: 's = c · r^γ',
  summary: 'γ below 1 lifts the shadows, γ above 1 deepens them.',
  params: {
    gamma: number({ symbol: 'γ', label: 'Exponent γ', min: 0.05, max: 10, initial: 1, scale: 'log' }),
    c: number({ symbol: 'c', label: 'Gain c', min: 0.01, max: 100, initial: 1, scale: 'log' }),
  },
  laws: { monotone: 'rising' },
  compile: ({ gamma, c }, { white }) => {
    const pow = power(gamma)
    const top = c * white
    return (r) => top * pow(Math.max(r, 0) / white)
  },
  derive: ({ gamma, c }, { white }, r) => `${figure(c * white)} · (${figure(r)} / ${figure(white)})^${figure(gamma, decimalsOf(gamma))}`,
  readouts: ({ gamma }) => [{ label: '1/γ', value: 1 / gamma }],
  code: ({ gamma, c }, { white, depth }) => {
    const gain = c === 1 ? white : `${c} * ${white}`
    if (depth === 'f32') return { expression: `${gain} * (np.maximum(x, 0) / ${white}) ** ${gamma}` }
    // the same exact forms as above, for the same last bit
    if (gamma === 0.5) return { expression: `${gain} * math.sqrt(x / ${white})` }
    if (gamma === 2) return { expression: `${gain} * ((x / ${white}) * (x / ${white}))` }
    return { expression: `${gain} * (x / ${white}) ** ${gamma}` }
  },
})
