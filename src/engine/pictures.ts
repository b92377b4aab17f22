import { failure } from '../kernels/failure.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import type { PictureInfo } from './protocol.ts'

/** A picture as a worker holds it: its pixels, and what was counted when it was opened. */
export interface Picture {
  readonly raster: AnyRaster
  readonly info: PictureInfo
}

/** The open pictures of one worker. A picture is here from the moment its opening starts, so that a job behind it waits for it. */
export interface Pictures {
  add<P extends Picture>(id: number, picture: Promise<P>): Promise<P>
  /** The picture if it is open. */
  find(id: number): Promise<Picture> | undefined
  /** Rejects when there is no such picture or its opening failed. */
  get(id: number): Promise<Picture>
  close(id: number): void
}

export function createPictures(): Pictures {
  const held = new Map<number, Promise<Picture>>()
  return {
    add(id, picture) {
      held.set(id, picture)
      // whoever asks for the picture is told of its failure; nobody need ask
      picture.catch(() => undefined)
      return picture
    },
    find: (id) => held.get(id),
    async get(id) {
      const picture = held.get(id)
      if (!picture) throw failure({ code: 'unexpected', message: `picture ${id} is not open` })
      return picture
    },
    close: (id) => void held.delete(id),
  }
}
