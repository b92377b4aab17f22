import type { Apart, RunOptions } from './engine.ts'
import { decodingTime } from './decoding-time.ts'
import { createLane, type Errand } from './lane.ts'
import { createPool, handsFor } from './pool.ts'
import type { Spawn } from './port.ts'
import type { PictureInfo, PictureSource } from './protocol.ts'

/**
 * Pixels that were closed lie about in the workers until those collect their garbage, which is when they like. After so many bytes the workers are ended
 * instead: a roll then takes no more memory than a frame or two of it, and small pictures do not wait for new workers.
 */
const mostLying = 64 * 2 ** 20

const bytesOf = ({ width, height, channels, depth }: PictureInfo): number => width * height * channels * { u8: 1, u16: 2, f32: 4 }[depth]

interface Open {
  readonly source: PictureSource
  readonly info: PictureInfo
}

/**
 * One worker and its hands for pictures that nobody sees, one after the other. Their pixels never come to the page: shared memory lives as long as the
 * last who knows of it, and what the page has forgotten it clears away when it likes. Here all who knew of a picture are ended with it.
 */
export function createSoloEngine(spawn: Spawn, most = mostLying): Apart {
  const pictures = new Map<number, Open>()
  let ids = 0
  let lying = 0

  const pool = createPool({ spawn, bosses: () => [lane], count: handsFor(globalThis.navigator?.hardwareConcurrency ?? 4) })
  const lane = createLane('solo', spawn, () => [...pool.hands(), ...Array.from(pictures, ([id, { source, info }]): Errand => ({ job: 'restore', input: { id, source, info } }))])

  const idOf = (source: PictureSource): number | undefined => [...pictures].find(([, open]) => open.source === source)?.[0]

  return {
    async open(source, options: RunOptions = {}) {
      const id = ++ids
      pool.wake()
      try {
        const info = await lane.run('take', { id, source, from: 'of' in source ? idOf(source.of) : undefined }, { ...options, deadline: decodingTime(source) })
        pictures.set(id, { source, info })
        return info
      } catch (caught) {
        lane.tell({ job: 'close', input: { id } })
        throw caught
      }
    },
    close(picture) {
      const open = pictures.get(picture)
      if (open) lying += bytesOf(open.info)
      pictures.delete(picture)
      lane.tell({ job: 'close', input: { id: picture } })
      if (pictures.size > 0 || lying < most) return
      lying = 0
      pool.end()
      lane.renew()
    },
    analyse: (input, options) => lane.run('analyse', input, options),
    shrink: (input, options) => lane.run('shrink', input, options),
    export: (input, options) => lane.run('export', input, options),
    dispose() {
      lane.dispose()
      pool.end()
    },
  }
}
