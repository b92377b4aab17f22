import { choice } from '../params.ts'
import { defineTransform, figure, type Domain } from '../transform.ts'

type Width = 'container' | 'significant'

const mask = (width: Width, { container, bits }: Domain): number => 2 ** (width === 'container' ? container : bits) - 1

/** One's complement: s = ~r over the word's bits. It is the negative exactly when L − 1 fills that word. */
export const bitwiseNot = defineTransform({
  id: 'bitwise-not',
  label: 'Bitwise NOT',
  group: 'invert',
  key: 'b',
  formula: 's = ~r',
  summary: 'Flips every bit of the code; the negative only when L\u00a0−\u00a01 fills the word.',
  params: {
    width: choice<Width>({
      label: 'Word',
      initial: 'container',
      options: [
        { value: 'container', label: 'All bits of the container' },
        { value: 'significant', label: 'Significant bits' },
      ],
    }),
  },
  laws: { monotone: 'falling', involution: true },
  refuse: ({ depth }) =>
    depth === 'f32' ? 'Bitwise NOT is defined on integer codes; this picture holds floating-point numbers.' : undefined,
  white: ({ width }, domain) => Math.max(mask(width, domain), domain.white),
  compile: ({ width }, domain) => {
    const word = mask(width, domain)
    // ~r over n bits is (2^n − 1) − r, which also says what NOT means for the unrounded value of a step before
    return (r) => word - r
  },
  derive: ({ width }, domain, r) =>
    Number.isInteger(r)
      ? `~${r.toString(2).padStart(width === 'container' ? domain.container : domain.bits, '0')}₂`
      : `${figure(mask(width, domain))} − ${figure(r)}`,
  note: ({ width }, domain) => {
    const word = mask(width, domain)
    if (word === domain.white) return `The same as negative here: L\u00a0−\u00a01 = ${figure(domain.white)} fills the word.`
    return `Not the negative here: the word reaches ${figure(word)}, L\u00a0−\u00a01 is ${figure(domain.white)}, so they differ by ${figure(word - domain.white)} at every r.`
  },
  code: ({ width }, domain) => ({ expression: `${mask(width, domain)} - x` }),
})
