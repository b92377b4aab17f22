import { afterEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import type { PictureSource } from '../../src/engine/protocol.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import { createWorkshop } from '../../src/state/roll-workshop.ts'

/** An engine that tells how many pictures are open at once in those apart from it, and how many of those were ended. */
function watched() {
  const engine = createInlineEngine()
  const seen = { hired: 0, ended: 0, open: 0, most: 0 }
  const apart = (): Engine => {
    const own = createInlineEngine()
    seen.hired++
    return {
      ...own,
      open: async (...given) => {
        const info = await own.open(...given)
        seen.open++
        seen.most = Math.max(seen.most, seen.open)
        return info
      },
      close: (id) => {
        seen.open--
        own.close(id)
      },
      dispose: () => {
        seen.ended++
        own.dispose()
      },
    }
  }
  return { engine: { ...engine, apart }, seen }
}

const pixels = (side: number): PictureSource => ({ kind: 'pixels', name: 'scan', raster: createRaster({ width: side, height: side, channels: 3, depth: 'u16' }) })
const options = { signal: new AbortController().signal }
const { engine, seen } = watched()
afterEach(() => Object.assign(seen, { hired: 0, ended: 0, open: 0, most: 0 }))

describe('the workshop of a roll', () => {
  it('has a scan and its part open for a moment, and only the part while something is done with it', async () => {
    const workshop = createWorkshop(engine)
    const part = { ...wholeGeometry, area: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 } }
    const size = await workshop.open(pixels(40), part, options, async ({ width }) => [width, seen.open])
    expect(size).toEqual([20, 1])
    expect(seen).toMatchObject({ open: 0, most: 2 })
    workshop.end()
    expect(seen).toMatchObject({ hired: 1, ended: 1 })
  })

  it('ends its workers once closed pictures of more than 160 MB lie about, and goes on with new ones', async () => {
    const workshop = createWorkshop(engine)
    // 2,400 × 2,400 × 3 samples of 2 bytes are 34.6 MB: the fifth is over
    for (let frame = 1; frame <= 5; frame++) {
      expect(seen.ended).toBe(0)
      await workshop.open(pixels(2400), undefined, options, async () => undefined)
    }
    expect(seen).toMatchObject({ hired: 1, ended: 1 })
    await workshop.open(pixels(10), undefined, options, async () => undefined)
    expect(seen.hired).toBe(2)
    workshop.end()
  }, 30_000)

  it('closes what it opened when the work fails', async () => {
    const workshop = createWorkshop(engine)
    await expect(workshop.open(pixels(10), undefined, options, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(seen.open).toBe(0)
    workshop.end()
  })
})
