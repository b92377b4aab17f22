import * as fc from 'fast-check'
import type { DecodeContext, Decoded } from '../../src/codecs/codec.ts'
import type { IntegerRaster } from '../../src/codecs/rows.ts'
import { defaultLimits } from '../../src/codecs/limits.ts'
import { decodePicture } from '../../src/codecs/open.ts'
import { useNodeWasm } from '../../src/codecs/wasm-node.ts'
import { type Failure, toFailure } from '../../src/kernels/failure.ts'
import { type AnyRaster, type Channels, createRaster } from '../../src/kernels/raster.ts'

useNodeWasm()

export const context: DecodeContext = { limits: defaultLimits }

export const open = (bytes: Blob | Uint8Array, more: Partial<DecodeContext> = {}): Promise<Decoded> => decodePicture(bytes, { ...context, ...more })

/** The failure that opening ends in, or what was opened instead. */
export const failureOf = (bytes: Blob | Uint8Array, more: Partial<DecodeContext> = {}): Promise<Failure | Decoded> =>
  open(bytes, more).catch(toFailure)

export const bytesOf = ({ data }: AnyRaster): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** Shape, depth, bits, range: all but the pixels. */
export const shapeOf = ({ width, height, channels, depth, bits, range }: AnyRaster): unknown => ({ width, height, channels, depth, bits, range })

export const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const filled = (width: number, height: number, channels: Channels, depth: 'u8' | 'u16', seed: number, smooth: boolean): IntegerRaster => {
  const random = mulberry(seed)
  const shape = { width, height, channels }
  const raster = depth === 'u8' ? createRaster({ ...shape, depth }) : createRaster({ ...shape, depth })
  const most = raster.range[1]
  raster.data.forEach((_, i) => {
    const x = Math.floor(i / channels) % width
    const y = Math.floor(i / channels / width)
    const ramp = (x / width + y / height) / 2 + 0.1 * Math.sin(x / 5 + (i % channels))
    raster.data[i] = smooth ? Math.round(Math.min(1, Math.max(0, ramp)) * most) : Math.floor(random() * (most + 1))
  })
  return raster
}

/** A generator of numbers in 0 … 1 that gives the same ones for the same seed. */
export function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Kinds {
  readonly depths?: readonly ('u8' | 'u16')[]
  readonly smooth?: boolean
  readonly most?: number
}

/** Pictures of every shape: noise, which has every code and compresses badly, or ramps. */
export const rasters = ({ depths = ['u8', 'u16'], smooth, most = 40 }: Kinds = {}): fc.Arbitrary<IntegerRaster> =>
  fc
    .record({
      width: fc.integer({ min: 1, max: most }),
      height: fc.integer({ min: 1, max: most }),
      channels: fc.constantFrom<Channels[]>(1, 2, 3, 4),
      depth: fc.constantFrom(...depths),
      seed: fc.integer(),
      smooth: smooth === undefined ? fc.boolean() : fc.constant(smooth),
    })
    .map((spec) => filled(spec.width, spec.height, spec.channels, spec.depth, spec.seed, spec.smooth))

export const ramp = (width: number, height: number, channels: Channels, depth: 'u8' | 'u16' = 'u8'): IntegerRaster =>
  filled(width, height, channels, depth, 1, true)

export const noise = (width: number, height: number, channels: Channels, depth: 'u8' | 'u16' = 'u8'): IntegerRaster =>
  filled(width, height, channels, depth, 1, false)
