import { defineTransform, figure } from '../transform.ts'

/** Photographic negative: s = (L − 1) − r; white − r for float. */
export const negative = defineTransform({
  id: 'negative',
  label: 'Negative',
  group: 'invert',
  key: 'n',
  formula: 's = (L − 1) − r',
  summary: 'Black becomes white and white becomes black; every difference keeps its size.',
  params: {},
  laws: { monotone: 'falling', involution: true },
  compile: (_, { white }) => (r) => white - r,
  derive: (_, { white }, r) => `${figure(white)} − ${figure(r)}`,
  code: (_, { white }) => ({ expression: `${white} - x` }),
})
