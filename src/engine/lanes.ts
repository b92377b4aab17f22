import type { AnyRaster } from '../kernels/raster.ts'
import type { Engine, RunOptions } from './engine.ts'
import { createLane, type Errand, type Lane } from './lane.ts'
import { createLatest } from './latest.ts'
import { decodingTime } from './decoding-time.ts'
import { describePicture } from './describing.ts'
import { createPool, handsFor } from './pool.ts'
import type { Spawn } from './port.ts'
import type { ExportInput, Frame, Jobs, PictureInfo, PictureSource, RenderInput } from './protocol.ts'
import { signBytes } from './right-of-way.ts'
import { isShared } from './shared.ts'
import { createSoloEngine } from './solo.ts'

/** What is kept of an open picture so that a new worker can have it: its pixels where memory is shared, else its source. */
interface Open {
  readonly source: PictureSource
  readonly info: PictureInfo
  readonly raster: AnyRaster | undefined
}

/**
 * The engine over workers: `view` renders and samples, `work` opens and counts, and every export has a worker of its own,
 * so that slow work delays neither a slider nor the next picture. The pool's hands work on large pictures with each of them.
 */
export function createLanesEngine(spawn: Spawn): Engine {
  const pictures = new Map<number, Open>()
  let ids = 0

  const sign = typeof SharedArrayBuffer !== 'undefined' && globalThis.crossOriginIsolated !== false ? new SharedArrayBuffer(signBytes) : undefined
  const heed: readonly Errand[] = sign ? [{ job: 'heed', input: { memory: sign } }] : []

  const bosses = new Set<Lane>()
  const pool = createPool({ spawn, bosses: () => [...bosses], errands: heed, count: handsFor(globalThis.navigator?.hardwareConcurrency ?? 4) })
  const errands = (): Errand[] => [
    ...heed,
    ...pool.hands(),
    ...Array.from(pictures, ([id, { source, info, raster }]): Errand =>
      raster ? { job: 'adopt', input: { id, raster, info } } : { job: 'restore', input: { id, source, info } },
    ),
  ]
  const employ = (name: string): Lane => {
    const lane = createLane(name, spawn, errands)
    bosses.add(lane)
    return lane
  }
  const view = employ('view')
  const work = employ('work')

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

  // before and after of one camera move go together; a sample waits behind no more than those two
  const render = createLatest<RenderInput, Frame | undefined>((input) => {
    pool.wake()
    return whileOpen(input.picture, () => view.run('render', input))
  }, 2)
  const measure = createLatest<Jobs['measure']['input'], Jobs['measure']['output'] | undefined>((input) => {
    pool.wake()
    return whileOpen(input.picture, () => work.run('measure', input))
  })

  /** Where pixels are shared, writing a file keeps nobody else waiting, and what it took is given back at the end. */
  const exportApart = async (input: ExportInput, options: RunOptions = {}): Promise<Jobs['export']['output']> => {
    pool.wake()
    if (!pictures.get(input.picture)?.raster) return work.run('export', input, options)
    const lane = employ('export')
    try {
      return await lane.run('export', input, options)
    } finally {
      bosses.delete(lane)
      lane.dispose()
    }
  }

  return {
    async open(source, options = {}) {
      const id = ++ids
      const from = 'of' in source ? idOf(source.of) : undefined
      pool.wake()
      try {
        const { raster, head, counts } = await work.run('decode', { id, source, from }, { ...options, deadline: decodingTime(source) })
        const info = describePicture(id, raster, head, counts)
        const shared = isShared(raster)
        pictures.set(id, { source, info, raster: shared ? raster : undefined })
        view.tell({ job: 'adopt', input: { id, raster, info }, transfer: shared ? [] : [raster.data.buffer as ArrayBuffer] })
        work.tell(shared ? { job: 'adopt', input: { id, raster, info } } : { job: 'describe', input: { id, info } })
        return info
      } catch (caught) {
        work.tell({ job: 'close', input: { id } })
        throw caught
      }
    },
    close(picture) {
      pictures.delete(picture)
      view.tell({ job: 'close', input: { id: picture } })
      work.tell({ job: 'close', input: { id: picture } })
      // a worker collects its garbage when it needs room, and shared memory lives as long as the last who knows of it
      if (pictures.size > 0) return
      pool.end()
      view.renew()
      work.renew()
    },
    render: (slot, input) => render(slot, input),
    recycle: ({ data: { buffer } }) => view.tell({ job: 'recycle', input: { memory: buffer }, transfer: [buffer] }),
    measure: (input) => measure('measure', input),
    analyse: (input, options) => work.run('analyse', input, options),
    sample: (input) => view.run('sample', input),
    shrink: (input, options) => work.run('shrink', input, options),
    async preview(source, shots) {
      const lane = createLane('preview', spawn, () => [])
      try {
        const { raster, head, counts } = await lane.run('decode', { id: 0, source }, { deadline: decodingTime(source) })
        const info = describePicture(0, raster, head, counts)
        lane.tell(isShared(raster) ? { job: 'adopt', input: { id: 0, raster, info } } : { job: 'describe', input: { id: 0, info } })
        return { info, frames: await Promise.all(shots.map((shot) => lane.run('render', { ...shot, picture: 0 }))) }
      } finally {
        lane.dispose()
      }
    },
    export: exportApart,
    apart: () => createSoloEngine(spawn),
    dispose() {
      for (const lane of bosses) lane.dispose()
      pool.end()
    },
  }
}
