import { ln } from '../logarithm.ts'
import { choice, number } from '../params.ts'
import { defineTransform, figure, type Domain } from '../transform.ts'

type Scale = 'image' | 'fixed' | 'number'

/**
 * L − 1 of the output. A float picture has no L of its own, so its logarithm is scaled to the 0 … 255 of a textbook: a
 * spectrum then shows c = 255 / ln(1 + max |F|).
 */
const outputWhite = ({ depth, white }: Domain): number => (depth === 'f32' ? 255 : white)

/** c that sends the image's largest value (or, fixed, the largest code there can be) to white; an all-black picture stays black. */
const scaleFactor = (params: { scale: Scale; c: number; k: number }, domain: Domain): number => {
  if (params.scale === 'number') return params.c
  const top = Math.max(0, params.scale === 'image' ? domain.max() : domain.white)
  const span = domain.depth === 'f32' ? Math.log1p(params.k * top) : ln(1 + top)
  return span > 0 ? outputWhite(domain) / span : 0
}

/** Logarithm: s = c · ln(1 + r); s = c · ln(1 + k · r) for float, where k states the unit. Gonzalez & Woods, Digital Image Processing, 3.2.2. */
export const log = defineTransform({
  id: 'log',
  label: 'Log',
  group: 'tone',
  key: 'l',
  formula: 's = c · ln(1 + r)',
  summary: 'Spreads dark values and compresses bright ones.',
  params: {
    scale: choice<Scale>({
      label: 'Scale',
      initial: 'image',
      options: [
        { value: 'image', label: 'From image' },
        { value: 'fixed', label: 'Fixed, from L' },
        { value: 'number', label: 'A number' },
      ],
    }),
    c: number({
      symbol: 'c',
      label: 'Scale factor c',
      min: 0.01,
      max: 100_000,
      initial: 45.99,
      scale: 'log',
      effective: (params, domain) =>
        params['scale'] === 'number' ? undefined : scaleFactor(params as { scale: Scale; c: number; k: number }, domain),
      claims: { scale: 'number' },
    }),
    k: number({
      symbol: 'k',
      label: 'Unit k of a float picture',
      min: 1e-6,
      max: 1e6,
      initial: 1,
      scale: 'log',
      digits: 3,
      when: (_, domain) => domain.depth === 'f32',
    }),
  },
  laws: { monotone: 'rising' },
  white: (_, domain) => outputWhite(domain),
  compile: (params, domain) => {
    const c = scaleFactor(params, domain)
    if (domain.depth !== 'f32') return (r) => c * ln(1 + r)
    const k = params.k
    return (r) => c * Math.log1p(k * Math.max(r, 0))
  },
  derive: (params, domain, r) =>
    `${figure(scaleFactor(params, domain))} · ln(1 + ${domain.depth === 'f32' && params.k !== 1 ? `${figure(params.k, 3)} · ` : ''}${figure(r)})`,
  note: (params, domain) => {
    if (params.scale === 'image' && domain.max() <= 0) return 'The picture is all black, so c has no value and the result stays black.'
    if (params.scale === 'image') return `c = ${figure(outputWhite(domain))} / ln(1 + m), m = ${figure(domain.max())}, the largest value in the picture.`
    if (params.scale === 'fixed') return `c = ${figure(outputWhite(domain))} / ln ${figure(domain.white + 1)}, the same for every picture of this depth.`
    return undefined
  },
  code: (params, domain) => {
    const white = outputWhite(domain)
    const float = domain.depth === 'f32'
    const unit = params.k === 1 ? '' : `${params.k} * `
    const scaled = (top: string | number): string => (float ? `${white} / math.log1p(${unit}${top})` : `${white} / math.log(1 + ${top})`)
    const expression = float ? `c * np.log1p(${unit}np.maximum(x, 0))` : 'c * math.log(1 + x)'
    if (params.scale === 'number') return { setup: [`c = ${params.c}`], expression }
    if (params.scale === 'fixed') return { setup: [`c = ${scaled(domain.white)}`], expression }
    return { setup: [`c = ${scaled('m')} if m > 0 else 0.0`], expression, needsMax: true }
  },
})
