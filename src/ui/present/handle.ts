import type { Step } from '../../kernels/compile.ts'
import type { NumberSpec, Params } from '../../kernels/params.ts'
import { transformOf } from '../../kernels/registry.ts'
import type { Domain } from '../../kernels/transform.ts'
import { clamp } from '../kit/scale.ts'

/** The number of a step that ↑ and ↓ move. */
export interface Handle {
  readonly spec: NumberSpec
  /** The value in force, which another parameter may decide. */
  readonly value: number
  /** The parameters that set it. */
  readonly put: (value: number) => Params
}

/** The step's first number that is of use here; undefined for a step without any. */
export function handleOf(step: Step, domain: Domain): Handle | undefined {
  for (const [name, spec] of Object.entries(transformOf(step.id).params)) {
    if (spec.kind !== 'number' || (spec.when && !spec.when(step.params, domain))) continue
    const decided = spec.effective?.(step.params, domain)
    const value = decided === undefined ? Number(step.params[name]) : Number(decided.toFixed(spec.digits))
    return { spec, value: clamp(value, spec), put: (next) => ({ [name]: next, ...spec.claims }) }
  }
  return undefined
}
