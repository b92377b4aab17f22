import { afterEach, describe, expect, it } from 'vitest'
import type { Apart } from '../../src/engine/engine.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import type { PictureSource } from '../../src/engine/protocol.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import { createWorkshop } from '../../src/state/roll-workshop.ts'

/** An engine that tells how many pictures are open at once in those apart from it, and how many of those were ended. */
function watched() {
  const engine = createInlineEngine()
  const seen = { hired: 0, ended: 0, open: 0, most: 0 }
  const apart = (): Apart => {
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

  it('has one engine for all frames, and none before the first or behind the end', async () => {
    const workshop = createWorkshop(engine)
    expect(seen.hired).toBe(0)
    for (let frame = 1; frame <= 3; frame++) await workshop.open(pixels(10), undefined, options, async () => undefined)
    expect(seen).toMatchObject({ hired: 1, ended: 0, open: 0, most: 1 })
    workshop.end()
    workshop.end()
    expect(seen.ended).toBe(1)
  })

  it('closes what it opened when the work fails', async () => {
    const workshop = createWorkshop(engine)
    await expect(workshop.open(pixels(10), undefined, options, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(seen.open).toBe(0)
    workshop.end()
  })
})
