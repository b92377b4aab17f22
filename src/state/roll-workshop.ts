import type { Apart, Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import type { Geometry } from '../recipe/geometry.ts'
import { openFrame, type OpenOptions } from './roll-picture.ts'

/** Where the frames of a roll are opened one after the other, apart from the picture in the lab. */
export interface Workshop {
  open<T>(source: PictureSource, geometry: Geometry | undefined, options: OpenOptions, run: (picture: PictureInfo, at: Apart) => Promise<T>): Promise<T>
  /** Gives everything back. */
  end(): void
}

export function createWorkshop(engine: Engine): Workshop {
  let hired: Apart | undefined
  return {
    open(source, geometry, options, run) {
      const at = (hired ??= engine.apart())
      return openFrame(at, source, geometry, options, (picture) => run(picture, at))
    },
    end() {
      hired?.dispose()
      hired = undefined
    },
  }
}
