import { afterEach, expect, it } from 'vitest'
import { begin, boss, claimsBytes, claimsOn, close, report, settled, takeTile } from '../../src/engine/claims.ts'
import { countsFrom, lumaFrom } from '../../src/engine/counting.ts'
import { createCrew, type Crew } from '../../src/engine/crew.ts'
import { pause } from '../../src/engine/pause.ts'
import { shared } from '../../src/engine/shared.ts'
import type { Codes } from '../../src/engine/codes.ts'
import { cutOf } from '../../src/engine/tiles.ts'
import { applyTables, quantiseCurves } from '../../src/kernels/apply.ts'
import { buildTables, compile, type Source } from '../../src/kernels/compile.ts'
import { countHistograms, countLuma } from '../../src/kernels/histogram.ts'
import { createRaster, type AnyRaster, type Channels, type Depth } from '../../src/kernels/raster.ts'
import { resample } from '../../src/kernels/resample.ts'
import { makeStep } from '../../src/recipe/recipe.ts'

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** What a hand is told; what it answers with stands in shared memory. */
interface Told {
  readonly hand: number
  readonly hands: number
  readonly claims: SharedArrayBuffer
}

const line = (boss: Crew, name: string): MessagePort => {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  boss.hire(name, port1)
  return port2
}

/** A crew with two hands, all in this thread: they take turns where they pause. */
const crewOfThree = (): Crew => {
  const crew = createCrew()
  for (const name of ['one', 'two']) createCrew().lend(line(crew, name))
  return crew
}

const white: Record<Depth, number> = { u8: 255, u16: 65_535, f32: 1 }

const noise = (i: number): number => ((i * 2_654_435_761) % 65_536) / 65_536

const picture = (depth: Depth, channels: Channels, width = 901, height = 603): AnyRaster => {
  const length = width * height * channels
  if (depth === 'u8') return shared(createRaster({ width, height, channels, depth, data: Uint8Array.from({ length }, (_, i) => noise(i) * 256) }))
  if (depth === 'u16') return shared(createRaster({ width, height, channels, depth, data: Uint16Array.from({ length }, (_, i) => noise(i) * 65_536) }))
  return shared(createRaster({ width, height, channels, depth, data: Float32Array.from({ length }, (_, i) => (i % 999 === 0 ? Number.NaN : noise(i) * 1.2 - 0.1)) }))
}

const sourceOf = ({ depth, channels, bits }: AnyRaster): Source => ({
  depth,
  channels,
  bits,
  white: white[depth],
  extents: Array.from({ length: channels < 3 ? 1 : 3 }, () => [0, white[depth]] as const),
})

const recipe = { rounding: 'nearest-even', steps: [makeStep('gamma', { gamma: 0.45 }), makeStep('negative', {}, 'g')] } as const

const outOf = ({ width, height, channels }: AnyRaster, depth: 'u8' | 'u16') => shared(createRaster({ width, height, channels, depth }) as AnyRaster) as Codes

const kinds: readonly (readonly [Depth, Channels])[] = [['u8', 3], ['u8', 1], ['u16', 4], ['u16', 3], ['f32', 3], ['f32', 2]]

it.each(kinds)('counts %s of %i channels as one count of the whole does', async (depth, channels) => {
  const raster = picture(depth, channels)
  const sums = await crewOfThree().run({ kind: 'count', raster })
  expect(countsFrom(raster, sums)).toEqual(countHistograms(raster))
})

it.each(kinds.filter(([, channels]) => channels >= 3))('counts luma of %s of %i channels as one count of the whole does', async (depth, channels) => {
  const raster = picture(depth, channels)
  expect(lumaFrom(raster, await crewOfThree().run({ kind: 'luma', raster }))).toEqual(countLuma(raster))
})

/** The same picture on memory of this worker alone. */
const alone = (raster: AnyRaster): AnyRaster => ({ ...raster, data: raster.data.slice() }) as AnyRaster

it.each(kinds)('counts and makes codes of %s of %i channels that are not shared, by parcels', async (depth, channels) => {
  const raster = picture(depth, channels)
  const source = sourceOf(raster)
  expect(countsFrom(raster, await crewOfThree().run({ kind: 'count', raster: alone(raster) }))).toEqual(countHistograms(raster))
  const [ours, theirs] = [outOf(raster, 'u16'), createRaster({ ...outOf(raster, 'u16'), data: undefined } as never) as Codes]
  await createCrew().run({ kind: 'codes', raster, source, recipe, out: ours })
  await crewOfThree().run({ kind: 'codes', raster: alone(raster), source, recipe, out: theirs })
  expect(Buffer.from(theirs.data.buffer).equals(Buffer.from(ours.data.buffer))).toBe(true)
})

it('does again the parcels of a hand that died with them', async () => {
  const raster = alone(picture('u8', 3, 1200, 801))
  const crew = createCrew()
  const silent = line(crew, 'silent')
  let got = 0
  silent.addEventListener('message', () => got++)
  silent.start()
  expect(countsFrom(raster, await crew.run({ kind: 'count', raster }))).toEqual(countHistograms(raster))
  expect(got).toBe(1)
})

it.each(kinds)('makes the codes of %s of %i channels as the plain tables and curves do', async (depth, channels) => {
  const raster = picture(depth, channels)
  const source = sourceOf(raster)
  for (const container of ['u8', 'u16'] as const) {
    const out = outOf(raster, container)
    await crewOfThree().run({ kind: 'codes', raster, source, recipe, out })
    const pipeline = compile(recipe.steps, recipe.rounding, source)
    const plain = container === 'u8' ? new Uint8Array(out.data.length) : new Uint16Array(out.data.length)
    const pixels = raster.width * raster.height
    if (raster.depth === 'f32') quantiseCurves(raster.data, channels, pipeline, plain, 0, pixels)
    else applyTables(raster.data, channels, buildTables(pipeline, container), plain, 0, pixels, raster.range[1])
    expect(Buffer.compare(Buffer.from(out.data.buffer), Buffer.from(plain.buffer))).toBe(0)
  }
})

it.each(kinds)('averages %s of %i channels as one worker does', async (depth, channels) => {
  const raster = picture(depth, channels)
  for (const window of [
    { x: 3, y: 5, width: 890, height: 594, outWidth: 222, outHeight: 148 },
    { x: 0, y: 0, width: 901, height: 603, outWidth: 700, outHeight: 468 },
  ]) {
    const plain = resample(raster, window)
    const proxy = shared({ ...plain, data: plain.data.slice().fill(7) } as AnyRaster)
    await crewOfThree().run({ kind: 'average', raster, window, proxy }, { urgent: true })
    expect(Buffer.compare(Buffer.from(proxy.data.buffer), Buffer.from(plain.data.buffer))).toBe(0)
  }
})

it('shares the tiles with its hands', async () => {
  const crew = createCrew()
  const tiles: number[] = []
  const port = line(crew, 'watched')
  const helper = createCrew()
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  helper.lend(port1)
  let claims: Int32Array | undefined
  port.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    claims = new Int32Array(data.claims)
    port2.postMessage(data)
  })
  port.start()
  const raster = picture('u16', 4, 4001, 2003)
  const sums = await crew.run({ kind: 'count', raster })
  expect(countsFrom(raster, sums)).toEqual(countHistograms(raster))
  const { length, tile } = cutOf({ kind: 'count', raster })
  for (const owner of claims!.slice(-Math.ceil(length / tile))) tiles[owner] = (tiles[owner] ?? 0) + 1
  // some of them each: 1 is the worker whose work it is, 2 its hand
  expect(tiles[1]).toBeGreaterThan(0)
  expect(tiles[2]).toBeGreaterThan(0)
  expect(tiles.slice(3)).toEqual([])
})

it('does again what a hand took that died in the middle of its tiles', async () => {
  const raster = picture('u16', 3, 4001, 2003)
  const crew = createCrew()
  const port = line(crew, 'dying')
  let died = 0
  port.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    const claims = claimsOn(data.claims, data.hands)
    if (!begin(claims, data.hand)) return
    for (let k = 0; k < 5; k++) if (takeTile(claims, data.hand) !== undefined) died++
  })
  port.start()
  const sums = await crew.run({ kind: 'count', raster })
  expect(died).toBe(5)
  expect(countsFrom(raster, sums)).toEqual(countHistograms(raster))
})

it('never waits for a hand that has not begun', () => {
  const claims = claimsOn(new SharedArrayBuffer(claimsBytes(4, 2)), 2)
  while (takeTile(claims, boss) !== undefined);
  expect(settled(claims, 1000)).toBe(true)
  expect(begin(claims, 0)).toBe(false)
  expect(close(claims)).toEqual({ reported: [], undone: [] })
})

it('counts a hand that reports, and not one that reports after it was given up', () => {
  const claims = claimsOn(new SharedArrayBuffer(claimsBytes(6, 2)), 2)
  expect(begin(claims, 0) && begin(claims, 1)).toBe(true)
  takeTile(claims, boss)
  takeTile(claims, 0)
  takeTile(claims, 1)
  takeTile(claims, 1)
  report(claims, 0)
  while (takeTile(claims, boss) !== undefined);
  expect(settled(claims, 1)).toBe(false)
  expect(close(claims)).toEqual({ reported: [0], undone: [2, 3] })
  report(claims, 1)
  expect(close(claims)).toEqual({ reported: [0], undone: [2, 3] })
})

it('stops for a cancel between two tiles, and its hands with it', async () => {
  const raster = picture('u16', 3, 3000, 2000)
  const stop = new AbortController()
  const out = outOf(raster, 'u16')
  // every code becomes one that is not 0, so that what was written tells itself from what was not
  const raised = { rounding: 'nearest-even', steps: [makeStep('log')] } as const
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = raster.data[i]! | 1
  const running = crewOfThree().run({ kind: 'codes', raster, source: sourceOf(raster), recipe: raised, out }, { signal: stop.signal, onProgress: () => stop.abort() })
  await expect(running).rejects.toMatchObject({ failure: { code: 'cancelled' } })
  const written = (): number => {
    let count = 0
    for (const code of out.data) if (code > 0) count++
    return count
  }
  const then = written()
  expect(then).toBeGreaterThan(0)
  expect(then).toBeLessThan(out.data.length)
  // time for whoever would go on
  for (let turn = 0; turn < 50; turn++) await pause()
  expect(written()).toBe(then)
})
