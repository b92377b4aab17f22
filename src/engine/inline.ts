import { failure } from '../kernels/failure.ts'
import type { Engine, RunOptions } from './engine.ts'
import { createHandlers, type Handlers, type JobContext } from './handlers.ts'
import { createLatest } from './latest.ts'
import { describePicture } from './describing.ts'
import type { Frame, Jobs, PictureInfo, PictureSource, RenderInput } from './protocol.ts'

const contextOf = ({ signal, onProgress }: RunOptions = {}): JobContext => ({
  signal: signal ?? new AbortController().signal,
  onProgress: onProgress ?? (() => undefined),
})

/** Rejects as soon as the signal is aborted, however long the job takes to hear of it. */
const until = <T>(job: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(failure({ code: 'cancelled' }))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    job.then(resolve, reject).finally(() => signal?.removeEventListener('abort', stop))
  })

async function openIn(handlers: Handlers, input: Jobs['decode']['input'], context: JobContext): Promise<PictureInfo> {
  const { raster, head, counts } = await handlers.decode(input, context)
  const info = describePicture(input.id, raster, head, counts)
  await handlers.describe({ id: input.id, info }, context)
  return info
}

/** The same handlers without any worker, for tests and for Node. */
export function createInlineEngine(): Engine {
  const handlers = createHandlers({ share: false })
  const open = new Map<number, PictureSource>()
  let ids = 0

  const render = createLatest<RenderInput, Frame | undefined>(async (input) =>
    open.has(input.picture) ? handlers.render(input, contextOf()) : undefined,
  )
  const measure = createLatest<Jobs['measure']['input'], Jobs['measure']['output'] | undefined>(async (input) =>
    open.has(input.picture) ? handlers.measure(input, contextOf()) : undefined,
  )

  return {
    async open(source, options) {
      const id = ++ids
      const from = 'of' in source ? [...open].find(([, known]) => known === source.of)?.[0] : undefined
      const info = await until(openIn(handlers, { id, source, from }, contextOf(options)), options?.signal)
      open.set(id, source)
      return info
    },
    close(picture) {
      open.delete(picture)
      void handlers.close({ id: picture }, contextOf())
    },
    render: (slot, input) => render(slot, input),
    recycle: ({ data }) => void handlers.recycle({ memory: data.buffer }, contextOf()),
    measure: (input) => measure('measure', input),
    analyse: (input, options) => until(handlers.analyse(input, contextOf(options)), options?.signal),
    sample: (input) => handlers.sample(input, contextOf()),
    shrink: (input, options) => until(handlers.shrink(input, contextOf(options)), options?.signal),
    async preview(source, shots) {
      const apart = createHandlers({ share: false })
      const info = await openIn(apart, { id: 0, source }, contextOf())
      return { info, frames: await Promise.all(shots.map((shot) => apart.render({ ...shot, picture: 0 }, contextOf()))) }
    },
    export: (input, options) => until(handlers.export(input, contextOf(options)), options?.signal),
    apart: createInlineEngine,
    dispose: () => open.forEach((_, id) => void handlers.close({ id }, contextOf())),
  }
}
