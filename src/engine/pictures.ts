import { failure } from '../kernels/failure.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import type { PictureInfo } from './protocol.ts'

/** A picture as a worker holds it: its pixels, and what was counted when it was opened. */
export interface Picture {
  readonly raster: AnyRaster
  readonly info: PictureInfo
}

/** The open pictures of one worker. */
export interface Pictures {
  /** Pixels are here from the moment their decoding starts, so that a job behind it waits for them. */
  add(id: number, raster: Promise<AnyRaster>): void
  describe(id: number, info: PictureInfo): void
  /** The pixels, if the picture is here. */
  find(id: number): Promise<AnyRaster> | undefined
  /** Rejects when there is no such picture or its decoding failed. */
  get(id: number): Promise<Picture>
  close(id: number): void
}

export function createPictures(): Pictures {
  const rasters = new Map<number, Promise<AnyRaster>>()
  const infos = new Map<number, PictureInfo>()
  return {
    add(id, raster) {
      rasters.set(id, raster)
      // whoever asks for the picture is told of its failure; nobody need ask
      raster.catch(() => undefined)
    },
    describe: (id, info) => void infos.set(id, info),
    find: (id) => rasters.get(id),
    async get(id) {
      const raster = rasters.get(id)
      const info = infos.get(id)
      if (!raster || !info) throw failure({ code: 'unexpected', message: `picture ${id} is not open` })
      return { raster: await raster, info }
    },
    close(id) {
      rasters.delete(id)
      infos.delete(id)
    },
  }
}
