import type { Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import type { Geometry } from '../recipe/geometry.ts'
import { openFrame, type OpenOptions } from './roll-picture.ts'

/**
 * Pictures that were closed may lie about in the workers until those collect their garbage, which is when they like. After so many
 * bytes the workers are ended instead: a roll then takes no more memory than a frame or two of it.
 */
const most = 160 * 2 ** 20

/** Where the frames of a roll are opened one after the other, apart from the picture in the lab. */
export interface Workshop {
  open<T>(source: PictureSource, geometry: Geometry | undefined, options: OpenOptions, run: (picture: PictureInfo, at: Engine) => Promise<T>): Promise<T>
  /** Gives everything back. */
  end(): void
}

export function createWorkshop(engine: Engine): Workshop {
  let hired: Engine | undefined
  let lying = 0

  const end = (): void => {
    hired?.dispose()
    hired = undefined
    lying = 0
  }
  return {
    async open(source, geometry, options, run) {
      const at = (hired ??= engine.apart())
      const made = await openFrame(at, source, geometry, options, (picture) => {
        const { width, height, channels, depth } = picture
        // the scan and its part, at most
        lying += (geometry ? 2 : 1) * width * height * channels * { u8: 1, u16: 2, f32: 4 }[depth]
        return run(picture, at)
      })
      if (at === hired && lying > most) end()
      return made
    },
    end,
  }
}
