import { toFailure } from '../kernels/failure.ts'
import { createRaster, type AnyRaster } from '../kernels/raster.ts'
import { createHandlers } from './handlers.ts'
import type { FromWorker, JobName, Jobs, Progress, ToWorker } from './protocol.ts'

declare const self: DedicatedWorkerGlobalScope

/** Progress is told this often at most: it is for the eye. */
const telling = 50

const handlers = createHandlers({ share: self.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined' })
const running = new Map<number, AbortController>()

const post = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, transfer)

const progressOf = (serial: number): ((progress: Progress) => void) => {
  let last = -Infinity
  return (progress) => {
    const now = performance.now()
    if (now - last < telling && progress.done < 1) return
    last = now
    post({ kind: 'progress', serial, progress })
  }
}

/** Pixels that cannot be shared go over as a copy, for this worker keeps its own. */
const sendable = (raster: AnyRaster): AnyRaster => {
  if (raster.data.buffer instanceof ArrayBuffer === false) return raster
  if (raster.depth === 'u8') return createRaster({ ...raster, data: raster.data.slice() })
  if (raster.depth === 'u16') return createRaster({ ...raster, data: raster.data.slice() })
  return createRaster({ ...raster, data: raster.data.slice() })
}

/** The result of a job as it crosses over, and what of it is handed over instead of copied. */
function outgoing(job: JobName, output: Jobs[JobName]['output']): { output: Jobs[JobName]['output']; transfer: Transferable[] } {
  if (output === null) return { output, transfer: [] }
  if ('raster' in output) {
    const raster = sendable(output.raster)
    return { output: { ...output, raster }, transfer: raster === output.raster ? [] : [raster.data.buffer as ArrayBuffer] }
  }
  if ('window' in output) return { output, transfer: [output.data.buffer] }
  if ('bytes' in output) return { output, transfer: [output.bytes.buffer] }
  return { output, transfer: job === 'sample' && 'values' in output ? [output.values.buffer as ArrayBuffer] : [] }
}

async function run<J extends JobName>(serial: number, job: J, input: Jobs[J]['input']): Promise<void> {
  const stop = new AbortController()
  running.set(serial, stop)
  try {
    const result = await handlers[job](input, { signal: stop.signal, onProgress: progressOf(serial) })
    const { output, transfer } = outgoing(job, result)
    post({ kind: 'done', serial, output }, transfer)
  } catch (caught) {
    post({ kind: 'failed', serial, failure: toFailure(caught) })
  } finally {
    running.delete(serial)
  }
}

self.addEventListener('message', ({ data: message }: MessageEvent<ToWorker>) => {
  if (message.kind === 'run') void run(message.serial, message.job, message.input)
  else if (message.kind === 'cancel') running.get(message.serial)?.abort()
  else post({ kind: 'pong' })
})

// the page waits for this lock and gets it the moment this worker is gone, however it went
if ('locks' in navigator) {
  void navigator.locks.request(self.name, () => {
    post({ kind: 'ready', locked: true })
    return new Promise(() => undefined)
  })
} else {
  post({ kind: 'ready', locked: false })
}
