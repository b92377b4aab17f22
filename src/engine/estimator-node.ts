import { readFile } from 'node:fs/promises'
import { provideEstimator } from './estimator.ts'

/** Lets film be analysed in Node. Only the command line and tests import this file; the browser's bundle never does. */
export function useNodeEstimator(): void {
  provideEstimator(() => readFile(new URL('../kernels/film/estimator.bin', import.meta.url)))
}
