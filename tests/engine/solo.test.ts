import { afterEach, describe, expect, it } from 'vitest'
import type { Apart } from '../../src/engine/engine.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import type { PictureSource } from '../../src/engine/protocol.ts'
import { createSoloEngine } from '../../src/engine/solo.ts'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import { createRaster } from '../../src/kernels/raster.ts'
import { emptyRecipe } from '../../src/recipe/recipe.ts'
import { encodeBytes } from '../codecs/encode.ts'
import { createThreads, type Threads } from './threads.ts'

const engines: Apart[] = []
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose()
})

const soloOf = (share: boolean, most?: number): { readonly engine: Apart; readonly threads: Threads } => {
  const threads = createThreads({ share })
  const engine = createSoloEngine(threads.spawn, most)
  engines.push(engine)
  return { engine, threads }
}

const painted = (width: number, height: number) => createRaster({ width, height, channels: 3, depth: 'u16', data: Uint16Array.from({ length: 3 * width * height }, (_, i) => (i * 977) % 65_536) })

const file = async (): Promise<PictureSource> => ({ kind: 'file', name: 'scan.png', blob: new Blob([await encodeBytes(painted(30, 20), 'png', { quality: 100 })]) })

const workers = ({ all }: Threads): number => all.filter(({ name }) => name.startsWith('solo-')).length

describe('an engine for pictures that nobody sees', () => {
  it.each([true, false])('gives what the inline engine gives, of a scan and of a part of it (shared memory: %s)', async (share) => {
    const { engine } = soloOf(share)
    const inline = createInlineEngine()
    const source = await file()
    const [a, b] = [await engine.open(source), await inline.open(source)]
    expect(a).toEqual({ ...b, id: a.id })
    const framed = { kind: 'framed', of: source, geometry: { ...wholeGeometry, area: { x: 0.5, y: 0, width: 0.5, height: 1 } }, name: 'part', format: 'PNG', notes: [] } as const
    const [c, d] = [await engine.open(framed), await inline.open(framed)]
    expect([c.width, c.height]).toEqual([15, 20])
    for (const [mine, theirs] of [[a, b], [c, d]] as const) {
      expect(await engine.shrink({ picture: mine.id, longest: 12 })).toEqual(await inline.shrink({ picture: theirs.id, longest: 12 }))
      const exported = { recipe: emptyRecipe, format: 'tiff', bits: 16, quality: 100 } as const
      const [made, known] = [await engine.export({ picture: mine.id, ...exported }), await inline.export({ picture: theirs.id, ...exported })]
      expect(new Uint8Array(await made.file.arrayBuffer())).toEqual(new Uint8Array(await known.file.arrayBuffer()))
    }
    inline.dispose()
  })

  it('never sends a picture to the page: what comes back of opening it has no samples', async () => {
    const { engine, threads } = soloOf(true)
    const info = await engine.open({ kind: 'pixels', name: 'scan', raster: painted(8, 8) })
    expect(info).not.toHaveProperty('raster')
    expect(threads.all.flatMap(({ heard }) => heard).some((message) => message.kind === 'run' && (message.job === 'adopt' || message.job === 'decode'))).toBe(false)
  })

  it('has its picture again after its worker died', async () => {
    const { engine, threads } = soloOf(true)
    const { id } = await engine.open(await file())
    const before = await engine.shrink({ picture: id, longest: 12 })
    threads.all.findLast(({ name }) => name.startsWith('solo-'))!.kill()
    expect(await engine.shrink({ picture: id, longest: 12 })).toEqual(before)
  })

  it('ends its workers once too much of closed pixels lies about and none is open, and goes on with new ones', async () => {
    // 10 × 10 pixels of 3 samples of 2 bytes: the second closed one is over
    const { engine, threads } = soloOf(true, 1000)
    const take = () => engine.open({ kind: 'pixels', name: 'scan', raster: painted(10, 10) })
    engine.close((await take()).id)
    expect(workers(threads)).toBe(1)
    const [second, third] = [await take(), await take()]
    engine.close(second.id)
    expect(workers(threads)).toBe(1)
    engine.close(third.id)
    expect(workers(threads)).toBe(2)
    const fourth = await take()
    expect(await engine.shrink({ picture: fourth.id, longest: 2 })).toMatchObject({ width: 2, height: 2 })
    engine.close(fourth.id)
    expect(workers(threads)).toBe(2)
  })
})
