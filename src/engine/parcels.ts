import type { AnyRaster } from '../kernels/raster.ts'
import { emptyLike } from '../kernels/resample.ts'
import { createShelf } from './shelf.ts'
import { kernelOf, type TileWork } from './tiles.ts'

/** Work that needs no more of a picture than the pixels it is about, so that those can be sent over. */
type PixelWork = Extract<TileWork, { kind: 'count' | 'luma' | 'after' | 'codes' }>

export const isPixelWork = (work: TileWork): work is PixelWork => work.kind === 'count' || work.kind === 'luma' || work.kind === 'after' || work.kind === 'codes'

/** Some pixels of a work, as they travel: `work` is about them alone. */
export interface Parcel {
  readonly parcel: number
  readonly work: PixelWork
}

/** What comes back: the same memory with the results in it, and what was counted. */
export interface ParcelResult {
  readonly parcel: number
  readonly work: PixelWork
  readonly sums: Uint32Array
}

/** Pixels in a parcel: its message costs a thousandth of the copying, and a hand that dies has not lost much. */
const parcelPixels = 1 << 18

/** How long a hand may be silent over its last parcel before it is done again. */
const patience = 400

const arraysOf = (work: PixelWork): readonly AnyRaster['data'][] => (work.kind === 'codes' ? [work.raster.data, work.out.data] : [work.raster.data])

const buffersOf = (work: PixelWork): readonly ArrayBuffer[] => arraysOf(work).map(({ buffer }) => buffer as ArrayBuffer)

/** The hand's side: works a parcel where its pixels have come to and sends them back. */
export function answerParcel({ parcel, work }: Parcel, port: MessagePort): void {
  const kernel = kernelOf(work, createShelf())
  void kernel.run(0, work.raster.width)
  const result: ParcelResult = { parcel, work, sums: kernel.sums() }
  port.postMessage(result, [...buffersOf(work)])
}

/** A raster of so many pixels in a row, in memory that came back from another parcel where that is as large. */
const rowOf = <R extends AnyRaster>(raster: R, pixels: number, spare: AnyRaster['data'] | undefined): R => {
  const length = pixels * raster.channels
  const data = spare && spare.length >= length ? spare.subarray(0, length) : emptyLike(raster.depth, length)
  return { ...raster, width: pixels, height: 1, data }
}

/** The pixels `from` … `to` (exclusive) of a work as a work of their own, their codes copied. */
function cutOut(work: PixelWork, from: number, to: number, [source, out]: readonly (AnyRaster['data'] | undefined)[]): PixelWork {
  const raster = rowOf(work.raster, to - from, source)
  raster.data.set(work.raster.data.subarray(from * raster.channels, to * raster.channels))
  return work.kind === 'codes' ? { ...work, raster, out: rowOf(work.out, to - from, out) } : { ...work, raster }
}

export interface ParcelOptions {
  /** Lets messages in, tells the share that is done, and throws where the work is cancelled. */
  readonly rest: (done: number) => Promise<void>
}

/**
 * Does a work whose pixels are not shared together with the hands at the other ends of some ports: copies of parcels go
 * over, one at a time to each hand, and results come back, while this worker takes parcels itself. What a hand does not
 * answer is done again. Gives the sums of what was counted; the same to the bit as one worker alone.
 */
export async function runParcels(work: PixelWork, ports: readonly MessagePort[], { rest }: ParcelOptions): Promise<Uint32Array> {
  const { channels, width, height } = work.raster
  const pixels = width * height
  const parcels = Math.ceil(pixels / parcelPixels)
  const own = kernelOf(work, createShelf())
  const total = own.sums().slice().fill(0)
  const away = new Map<number, MessagePort>()
  let next = 0
  let done = 0
  let heard = performance.now()

  const endOf = (parcel: number): number => Math.min(pixels, (parcel + 1) * parcelPixels)
  const send = (port: MessagePort, spares: readonly (AnyRaster['data'] | undefined)[]): void => {
    if (next >= parcels) return
    const parcel = next++
    away.set(parcel, port)
    const part = cutOut(work, parcel * parcelPixels, endOf(parcel), spares)
    const message: Parcel = { parcel, work: part }
    port.postMessage(message, [...buffersOf(part)])
  }
  const take = (port: MessagePort, result: ParcelResult): void => {
    // one that was given up has been done already
    if (!away.delete(result.parcel)) return
    heard = performance.now()
    done++
    if (work.kind === 'codes' && result.work.kind === 'codes') work.out.data.set(result.work.out.data, result.parcel * parcelPixels * channels)
    for (let i = 0; i < total.length; i++) total[i]! += result.sums[i]!
    send(port, arraysOf(result.work))
  }
  const listeners = ports.map((port) => {
    const listener = ({ data }: MessageEvent<ParcelResult>): void => take(port, data)
    port.addEventListener('message', listener)
    port.start()
    return () => port.removeEventListener('message', listener)
  })
  try {
    for (const port of ports) send(port, [])
    while (done < parcels) {
      if (next < parcels) {
        const parcel = next++
        await own.run(parcel * parcelPixels, endOf(parcel))
        done++
      }
      await rest(done / parcels)
      if (next < parcels || away.size === 0 || performance.now() - heard < patience) continue
      for (const parcel of away.keys()) await own.run(parcel * parcelPixels, endOf(parcel))
      done += away.size
      away.clear()
    }
  } finally {
    for (const leave of listeners) leave()
  }
  own.sums().forEach((count, i) => (total[i]! += count))
  return total
}
