import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { provideEstimator } from './estimator.ts'

/** Lets film be analysed in Node. Only the command line and tests import this file; the browser's bundle never does. */
export function useNodeEstimator(): void {
  provideEstimator(() => readFile(join(import.meta.dirname, '../kernels/film/estimator/estimator.bin')))
}
