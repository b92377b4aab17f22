import type { AnyRaster } from '../kernels/raster.ts'
import type { Engine } from './engine.ts'
import { createLane, type Errand } from './lane.ts'
import { createLatest } from './latest.ts'
import type { Spawn } from './port.ts'
import type { Frame, Jobs, PictureInfo, PictureSource, RenderInput } from './protocol.ts'

/** What is kept of an open picture so that a new worker can have it: its pixels where memory is shared, else its source. */
interface Open {
  readonly source: PictureSource
  readonly info: PictureInfo
  readonly raster: AnyRaster | undefined
}

const isShared = ({ data }: AnyRaster): boolean => typeof SharedArrayBuffer !== 'undefined' && data.buffer instanceof SharedArrayBuffer

/** How long opening may take: a minute, and two seconds for each megabyte of the file. */
const openingTime = (source: PictureSource): number => {
  if (source.kind === 'spectrum') return 2 * openingTime(source.of)
  return 60_000 + (source.kind === 'file' ? (2_000 * source.blob.size) / 2 ** 20 : 0)
}

/**
 * The engine over two workers: `view` renders and samples, `work` does everything that may take long, so that slow work
 * never delays a slider.
 */
export function createLanesEngine(spawn: Spawn): Engine {
  const pictures = new Map<number, Open>()
  let ids = 0

  const errands = (): Errand[] =>
    Array.from(pictures, ([id, { source, info, raster }]) =>
      raster ? { job: 'adopt', input: { id, raster, info } } : { job: 'restore', input: { id, source } },
    )
  const view = createLane('view', spawn, errands)
  const work = createLane('work', spawn, errands)

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

  // one render at a time in the worker: a sample waits behind no more than that one
  const render = createLatest<RenderInput, Frame | undefined>((input) => whileOpen(input.picture, () => view.run('render', input)))
  const measure = createLatest<Jobs['measure']['input'], Jobs['measure']['output'] | undefined>((input) =>
    whileOpen(input.picture, () => work.run('measure', input)),
  )

  return {
    async open(source, options = {}) {
      const id = ++ids
      const from = source.kind === 'spectrum' ? idOf(source.of) : undefined
      try {
        const { info, raster } = await work.run('open', { id, source, from }, { ...options, deadline: openingTime(source) })
        const shared = isShared(raster)
        pictures.set(id, { source, info, raster: shared ? raster : undefined })
        view.tell({ job: 'adopt', input: { id, raster, info } }, shared ? [] : [raster.data.buffer as ArrayBuffer])
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
    },
    render: (slot, input) => render(slot, input),
    measure: (input) => measure('measure', input),
    sample: (input) => view.run('sample', input),
    async preview(source, shots) {
      const lane = createLane('preview', spawn, () => [])
      try {
        const { info } = await lane.run('open', { id: 0, source }, { deadline: openingTime(source) })
        return { info, frames: await Promise.all(shots.map((shot) => lane.run('render', { ...shot, picture: 0 }))) }
      } finally {
        lane.dispose()
      }
    },
    export: (input, options) => work.run('export', input, options),
    dispose() {
      view.dispose()
      work.dispose()
    },
  }
}
