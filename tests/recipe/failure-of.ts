import { toFailure, type Failure } from '../../src/kernels/failure.ts'

/** What is thrown, as data; undefined where nothing is. */
export const failureOf = (run: () => unknown): Failure | undefined => {
  try {
    run()
    return undefined
  } catch (caught) {
    return toFailure(caught)
  }
}
