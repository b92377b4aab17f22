import { toFailure } from '../kernels/failure.ts'
import { createRaster, type AnyRaster } from '../kernels/raster.ts'
import type { Handlers } from './handlers.ts'
import type { FromWorker, JobName, Jobs, Progress, ToWorker } from './protocol.ts'

/** Progress is told this often at most, in milliseconds: it is for the eye. */
const telling = 50

export type Post = (message: FromWorker, transfer?: readonly Transferable[]) => void

/** What a worker does with its messages: runs jobs, several at a time where they pause, and cancels them. */
export function serve(handlers: Handlers, post: Post): (message: ToWorker) => void {
  const running = new Map<number, AbortController>()

  const run = async <J extends JobName>(serial: number, job: J, input: Jobs[J]['input']): Promise<void> => {
    const stop = new AbortController()
    running.set(serial, stop)
    post({ kind: 'started', serial })
    try {
      const { output, transfer } = outgoing(await handlers[job](input, { signal: stop.signal, onProgress: progressOf(serial, post) }))
      post({ kind: 'done', serial, output }, transfer)
    } catch (caught) {
      post({ kind: 'failed', serial, failure: toFailure(caught) })
    } finally {
      running.delete(serial)
    }
  }

  return (message) => {
    if (message.kind === 'run') void run(message.serial, message.job, message.input)
    else if (message.kind === 'cancel') running.get(message.serial)?.abort()
    else post({ kind: 'pong' })
  }
}

const progressOf = (serial: number, post: Post): ((progress: Progress) => void) => {
  let last = -Infinity
  return (progress) => {
    const now = performance.now()
    if (now - last < telling && progress.done < 1) return
    last = now
    post({ kind: 'progress', serial, progress })
  }
}

/** Pixels that cannot be shared go over as a copy, for the worker keeps its own. */
const sendable = (raster: AnyRaster): AnyRaster => {
  if (!(raster.data.buffer instanceof ArrayBuffer)) return raster
  if (raster.depth === 'u8') return createRaster({ ...raster, data: raster.data.slice() })
  if (raster.depth === 'u16') return createRaster({ ...raster, data: raster.data.slice() })
  return createRaster({ ...raster, data: raster.data.slice() })
}

type Output = Jobs[JobName]['output']

/** A job's result as it crosses over, and what of it is handed over instead of copied. */
function outgoing(output: Output): { readonly output: Output; readonly transfer: readonly Transferable[] } {
  if (output === null) return { output, transfer: [] }
  if ('raster' in output) {
    const raster = sendable(output.raster)
    return { output: { ...output, raster }, transfer: raster === output.raster ? [] : [raster.data.buffer as ArrayBuffer] }
  }
  if ('window' in output) return { output, transfer: [output.data.buffer] }
  return { output, transfer: 'values' in output ? [output.values.buffer as ArrayBuffer] : [] }
}
