import * as fc from 'fast-check'
import type { ParamSpec } from '../../src/kernels/params.ts'
import { transforms } from '../../src/kernels/registry.ts'
import { makeStep, type Recipe } from '../../src/recipe/recipe.ts'

const anyValue = (spec: ParamSpec): fc.Arbitrary<unknown> => {
  if (spec.kind === 'toggle') return fc.boolean()
  if (spec.kind === 'choice') return fc.constantFrom(...spec.options.map(({ value }) => value))
  return fc.oneof(fc.constantFrom(spec.min, spec.initial, spec.max), fc.double({ min: spec.min, max: spec.max, noNaN: true }))
}

// one that mixes channels has tests of its own: a text of six with every number would be longer than a link
const anyStep = fc.constantFrom(...transforms.filter(({ mix }) => !mix)).chain(({ id, params }) =>
  fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(params).map(([name, spec]) => [name, anyValue(spec)])), { requiredKeys: [] }),
      fc.constantFrom('all' as const, 'r' as const, 'g' as const, 'b' as const),
      fc.boolean(),
    )
    .map(([given, target, enabled]) => makeStep(id, given, target, enabled)),
)

/** A recipe of up to six steps that keep channels apart, with any parameters that are allowed. */
export const anyRecipe: fc.Arbitrary<Recipe> = fc
  .record({ rounding: fc.constantFrom('nearest-even' as const, 'truncate' as const), steps: fc.array(anyStep, { maxLength: 6 }) })
  .map(({ rounding, steps }) => ({ version: 1, rounding, steps }))
