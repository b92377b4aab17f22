import type { AnyRaster } from '../kernels/raster.ts'
import { createCache } from './cache.ts'
import { createCrowd } from './crowd.ts'
import type { Engine } from './engine.ts'
import { createLane, type Errand } from './lane.ts'
import { createLatest } from './latest.ts'
import { describePicture } from './opening.ts'
import type { Spawn } from './port.ts'
import type { Frame, Jobs, PictureInfo, PictureSource, RenderInput, Window } from './protocol.ts'
import { windowKey } from './rendering.ts'
import { isShared } from './shared.ts'

/** What is kept of an open picture so that a new worker can have it: its pixels where memory is shared, else its source. */
interface Open {
  readonly source: PictureSource
  readonly info: PictureInfo
  readonly raster: AnyRaster | undefined
}

/** From so many source pixels a window on, several workers average it. */
const worthCrowd = 1_000_000

/** How long decoding may take: a minute, and two seconds for each megabyte of the file. */
const decodingTime = (source: PictureSource): number => {
  if (source.kind === 'spectrum') return 2 * decodingTime(source.of)
  return 60_000 + (source.kind === 'file' ? (2_000 * source.blob.size) / 2 ** 20 : 0)
}

/**
 * The engine over workers: `view` renders and samples, `work` does everything that may take long, so that slow work never
 * delays a slider; helpers count and average large pictures beside them.
 */
export function createLanesEngine(spawn: Spawn): Engine {
  const pictures = new Map<number, Open>()
  const proxies = createCache<Promise<AnyRaster | undefined>>(3)
  let ids = 0

  const errands = (): Errand[] =>
    Array.from(pictures, ([id, { source, info, raster }]) =>
      raster ? { job: 'adopt', input: { id, raster, info } } : { job: 'restore', input: { id, source, info } },
    )
  const view = createLane('view', spawn, errands)
  const work = createLane('work', spawn, errands)
  const crowd = createCrowd(spawn, view, work)

  const idOf = (source: PictureSource): number | undefined => {
    for (const [id, open] of pictures) if (open.source === source) return id
    return undefined
  }

  /** A job of a picture that was closed meanwhile has nobody who waits for it. */
  const whileOpen = async <O>(picture: number, run: () => Promise<O>): Promise<O | undefined> => {
    if (!pictures.has(picture)) return undefined
    try {
      return await run()
    } catch (caught) {
      if (!pictures.has(picture)) return undefined
      throw caught
    }
  }

  /** The proxy of a window that is worth several workers; the view worker makes and keeps the others by itself. */
  const proxyOf = (picture: number, window: Window): Promise<AnyRaster | undefined> | undefined => {
    const raster = pictures.get(picture)?.raster
    const averaged = window.outWidth < window.width && window.outHeight < window.height
    if (!raster || !averaged || window.width * window.height < worthCrowd) return undefined
    // where averaging together fails, the view worker still can do it alone
    return proxies.get(picture, windowKey(window), () => crowd.average(raster, window).catch(() => undefined))
  }

  // before and after of one camera move go together; a sample waits behind no more than those two
  const render = createLatest<RenderInput, Frame | undefined>(
    (input) =>
      whileOpen(input.picture, async () => {
        const proxy = proxyOf(input.picture, input.window)
        return view.run('render', proxy ? { ...input, proxy: await proxy } : input)
      }),
    2,
  )
  const measure = createLatest<Jobs['measure']['input'], Jobs['measure']['output'] | undefined>((input) =>
    whileOpen(input.picture, () => work.run('measure', input)),
  )

  return {
    async open(source, options = {}) {
      const id = ++ids
      const from = source.kind === 'spectrum' ? idOf(source.of) : undefined
      crowd.wake()
      try {
        const { raster, head, counts } = await work.run('decode', { id, source, from }, { ...options, deadline: decodingTime(source) })
        const info = describePicture(id, raster, head, counts ?? (await crowd.count(raster, options.signal)))
        const shared = isShared(raster)
        pictures.set(id, { source, info, raster: shared ? raster : undefined })
        view.tell({ job: 'adopt', input: { id, raster, info } }, shared ? [] : [raster.data.buffer as ArrayBuffer])
        work.tell(shared ? { job: 'adopt', input: { id, raster, info } } : { job: 'describe', input: { id, info } })
        return info
      } catch (caught) {
        work.tell({ job: 'close', input: { id } })
        throw caught
      }
    },
    close(picture) {
      pictures.delete(picture)
      proxies.forget(picture)
      view.tell({ job: 'close', input: { id: picture } })
      work.tell({ job: 'close', input: { id: picture } })
    },
    render: (slot, input) => render(slot, input),
    measure: (input) => measure('measure', input),
    sample: (input) => view.run('sample', input),
    async preview(source, shots) {
      const lane = createLane('preview', spawn, () => [])
      try {
        const { raster, head, counts } = await lane.run('decode', { id: 0, source }, { deadline: decodingTime(source) })
        const info = describePicture(0, raster, head, counts ?? (await lane.run('count', { raster, from: 0, to: raster.height })))
        lane.tell(isShared(raster) ? { job: 'adopt', input: { id: 0, raster, info } } : { job: 'describe', input: { id: 0, info } })
        return { info, frames: await Promise.all(shots.map((shot) => lane.run('render', { ...shot, picture: 0 }))) }
      } finally {
        lane.dispose()
      }
    },
    export: (input, options) => work.run('export', input, options),
    dispose() {
      view.dispose()
      work.dispose()
      crowd.dispose()
    },
  }
}
