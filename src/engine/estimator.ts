import { readWeights } from '../kernels/film/estimator/estimate.ts'

/** Weights of the film estimator, beside the kernels that run it. */
const address = new URL('../kernels/film/estimator/estimator.bin', import.meta.url)

let load = async (): Promise<Uint8Array> => new Uint8Array(await (await fetch(address)).arrayBuffer())
let loading: Promise<Float32Array> | undefined

/** Where there is no fetch of our own files (Node), the bytes come from here instead. */
export function provideEstimator(from: () => Promise<Uint8Array>): void {
  load = from
  loading = undefined
}

/** The weights, fetched once. A file that did not come is asked for again at the next call. */
export function estimatorWeights(): Promise<Float32Array> {
  loading ??= load().then(readWeights)
  loading.catch(() => {
    loading = undefined
  })
  return loading
}
