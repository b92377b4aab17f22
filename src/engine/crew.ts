import { checkCancelled } from '../codecs/codec.ts'
import { begin, boss, claimsBytes, claimsOn, close, report, settled, stopAll, takeTile, taken, type Claims } from './claims.ts'
import { answerParcel, isPixelWork, runParcels, type Parcel } from './parcels.ts'
import { pause } from './pause.ts'
import { isShared, sharedMemory } from './shared.ts'
import { namesOf, recognise, type Known } from './recognise.ts'
import { createRightOfWay, type RightOfWay } from './right-of-way.ts'
import { createShelf, type Shelf } from './shelf.ts'
import { mostCounts, cutOf, kernelOf, type TileKernel, type TileWork } from './tiles.ts'

export interface CrewOptions {
  readonly signal?: AbortSignal
  /** The share that is done, 0 … 1. */
  readonly onProgress?: (done: number) => void
  /** Somebody looks at the screen: nobody pauses until it is done. */
  readonly urgent?: boolean
  /** A hand was given up in the middle of its tiles: what it writes may still be written, at any time. */
  readonly onLost?: () => void
}

/** The workers that lend this one a hand, and this one's hands for others. */
export interface Crew {
  /** Does the work together with whoever is free, and gives the sums of what was counted. Throws `cancelled`. */
  run(work: TileWork, options?: CrewOptions): Promise<Uint32Array>
  /** From now on `name` lends this worker a hand over that port; it may have been there before. */
  hire(name: string, port: MessagePort): void
  /** From now on this worker lends a hand to whoever is at the other end. */
  lend(port: MessagePort): void
}

/** A hand's share in somebody's work, as it crosses over. */
interface Share {
  readonly work: TileWork
  /** The names of the work's arrays, by which a hand knows again those that it has seen. */
  readonly names: readonly number[]
  readonly claims: ArrayBufferLike
  /** Where each hand's sums go. */
  readonly sums: ArrayBufferLike
  readonly hand: number
  readonly hands: number
  readonly urgent: boolean
}

/** How long a worker counts or writes before it listens to what else there is, in milliseconds. */
const spell = 4
/** Smaller work is done before anybody has heard of it. */
const worthHands = 1 << 19
/** How long a hand may be silent over its last tile before its tiles are done again. */
const patience = 400

const samplesOf = (work: TileWork): number =>
  work.kind === 'average' ? work.window.width * work.window.height * work.raster.channels : work.raster.data.length

/** Whether all that the work reads and writes can be reached from other workers. */
const reachable = (work: TileWork): boolean =>
  isShared(work.raster) && (work.kind !== 'average' || isShared(work.proxy)) && (!('out' in work) || isShared(work.out))

/** What only one worker touches need not be shared, and cannot be everywhere. */
const memoryFor = (bytes: number, hands: number): ArrayBufferLike => (hands > 0 ? sharedMemory(bytes) : new ArrayBuffer(bytes))

type TileRun = (tile: number) => void | Promise<void>

const tileRun = (work: TileWork, kernel: TileKernel): TileRun => {
  const { length, tile: size } = cutOf(work)
  return (tile) => kernel.run(tile * size, Math.min(length, (tile + 1) * size))
}

/** Takes tiles until there are none. */
async function takeTiles(claims: Claims, hand: number, run: TileRun, way: RightOfWay, rest: (() => Promise<void>) | undefined): Promise<void> {
  let since = performance.now()
  for (let tile = takeTile(claims, hand); tile !== undefined; tile = takeTile(claims, hand)) {
    const done = run(tile)
    if (done) await done
    if (!rest) continue
    const passing = way.giveWay()
    if (passing) await passing
    else if (performance.now() - since < spell) continue
    await rest()
    since = performance.now()
  }
}

/** A frame that came over is this worker's own, whatever becomes of it elsewhere. */
async function lendHand(share: Share, known: Known, shelf: Shelf, way: RightOfWay): Promise<void> {
  try {
    await takePart({ ...share, work: recognise(share.work, share.names, known) }, shelf, way)
  } finally {
    if (share.work.kind === 'fetch') share.work.frame.close()
  }
}

async function takePart({ work, claims: memory, sums, hand, hands, urgent }: Share, shelf: Shelf, way: RightOfWay): Promise<void> {
  const claims = claimsOn(memory, hands)
  if (!begin(claims, hand)) return
  const kernel = kernelOf(work, shelf)
  await takeTiles(claims, hand, tileRun(work, kernel), way, urgent ? undefined : pause)
  const mine = kernel.sums()
  new Uint32Array(sums, hand * 4 * mostCounts(work), mine.length).set(mine)
  report(claims, hand)
  kernel.release?.()
}

/** Kernels and arrays are kept this long after the last work, in milliseconds: a hand is not to hold pictures that are closed. */
const keeping = 1_000

export function createCrew(way: RightOfWay = createRightOfWay()): Crew {
  const hands = new Map<string, MessagePort>()
  const shelf = createShelf()
  const knowns: Known[] = []
  let forgetting: ReturnType<typeof setTimeout> | undefined

  const forgetLater = (): void => {
    clearTimeout(forgetting)
    forgetting = setTimeout(() => {
      shelf.clear()
      for (const known of knowns) known.clear()
    }, keeping)
  }

  const run = async (work: TileWork, { signal, onProgress, urgent = false, onLost }: CrewOptions = {}): Promise<Uint32Array> => {
    if (isPixelWork(work) && !reachable(work) && hands.size > 0 && samplesOf(work) >= worthHands) {
      return runParcels(work, [...hands.values()], {
        async rest(done) {
          onProgress?.(done)
          await pause()
          checkCancelled({ signal })
        },
      })
    }
    const { length, tile } = cutOf(work)
    const tiles = Math.ceil(length / tile)
    const ports = reachable(work) && samplesOf(work) >= worthHands ? [...hands.values()] : []
    const room = 4 * mostCounts(work)
    const memory = memoryFor(ports.length * room, ports.length)
    const claims = claimsOn(memoryFor(claimsBytes(tiles, ports.length), ports.length), ports.length)
    ports.forEach((port, hand) => {
      const share: Share = { work, names: namesOf(work), claims: claims.table.buffer, sums: memory, hand, hands: ports.length, urgent }
      port.postMessage(share)
    })
    const kernel = kernelOf(work, shelf)
    const rest = async (): Promise<void> => {
      onProgress?.(taken(claims) / tiles)
      await pause()
      checkCancelled({ signal })
    }
    try {
      await takeTiles(claims, boss, tileRun(work, kernel), way, urgent ? undefined : rest)
      const since = performance.now()
      while (!settled(claims, spell) && performance.now() - since < patience) if (!urgent) await rest()
    } finally {
      stopAll(claims)
    }
    const { reported, undone } = close(claims)
    const again = tileRun(work, kernel)
    if (undone.length > 0) onLost?.()
    for (const tile of undone) await again(tile)
    const total = kernel.sums().slice()
    for (const hand of reported) {
      const some = new Uint32Array(memory, hand * room, total.length)
      for (let i = 0; i < total.length; i++) total[i]! += some[i]!
    }
    kernel.release?.()
    forgetLater()
    onProgress?.(1)
    return total
  }

  return {
    run,
    hire(name, port) {
      hands.get(name)?.close()
      hands.set(name, port)
    },
    lend(port) {
      const known: Known = new Map()
      knowns.push(known)
      port.addEventListener('message', ({ data }: MessageEvent<Share | Parcel>) => {
        if ('parcel' in data) answerParcel(data, port)
        else void lendHand(data, known, shelf, way).finally(forgetLater)
      })
      port.start()
    },
  }
}
