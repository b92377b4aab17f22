import type { Codes } from './lanes.ts'
import { layout, mixModule } from './mix-module.ts'
import { lightSteps, type MixTables } from './mix-tables.ts'

/** As much of WebAssembly as is used; the kernels know no browser. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

type Mix = (source: number, out: number, pixels: number, sourceStride: number, outStride: number, list: number) => number

interface Module {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly mix11: Mix
  readonly mix12: Mix
  readonly mix21: Mix
  readonly mix22: Mix
}

/** Pixels that are taken over at once. */
const batch = 1 << 13
const page = 1 << 16

let made: Module | undefined
let tried = false
/** Whose tables lie in the memory. */
let owner: object | undefined

/** The module of this worker, made when first wanted; undefined where the browser has no such instructions or forbids them. */
function moduleHere(): Module | undefined {
  if (!tried) {
    tried = true
    try {
      made = new WebAssembly.Instance(new WebAssembly.Module(mixModule(lightSteps))).exports as Module
    } catch {
      made = undefined
    }
  }
  return made
}

const column = (m: readonly number[], c: number): readonly number[] => [m[c], m[3 + c], m[6 + c]]

const aligned = (bytes: number): number => (bytes + 15) & ~15

/** Pixels `from` … `to` of the source into the result from its pixel `at` on; `exactly` is called for each that no table is good for. */
export type SimdRun = (from: number, to: number, at: number, exactly: (pixel: number, at: number) => void) => void

/**
 * The tables' arithmetic by four 32-bit numbers at once. Colours only: the coverage of a pixel is whatever it was in the
 * result. Undefined where that cannot be had.
 */
export function createSimdMix(source: Codes, channels: number, out: Codes, stride: number, tables: MixTables, half: number): SimdRun | undefined {
  const module = moduleHere()
  if (!module) return undefined
  const [from, to] = [source.BYTES_PER_ELEMENT, out.BYTES_PER_ELEMENT]
  const mix = module[`mix${from as 1 | 2}${to as 1 | 2}`]
  const parts = [...tables.input, ...tables.inner, ...tables.output]
  const places: number[] = []
  let end: number = layout.end
  parts.forEach((part, i) => {
    const twin = parts.indexOf(part)
    places.push(twin < i ? places[twin] : end)
    if (twin === i) end = aligned(end + part.byteLength)
  })
  const sourceAt = end
  const outAt = aligned(sourceAt + batch * channels * from)
  const listAt = aligned(outAt + batch * stride * to)
  const size = listAt + 4 * batch
  const me = {}
  let codes: Codes
  let results: Codes
  let list: Uint32Array

  const load = (): void => {
    const missing = size - module.memory.buffer.byteLength
    if (missing > 0) module.memory.grow(Math.ceil(missing / page))
    const { buffer } = module.memory
    const vector = (at: number, [x, y, z]: readonly number[]): void => new Float32Array(buffer, at, 4).set([x, y, z, 0])
    for (let c = 0; c < 3; c++) {
      vector(layout.k[c], column(tables.first, c))
      vector(layout.m[c], column(tables.second, c))
    }
    vector(layout.shift, tables.shift)
    // the last pair has a slope of its own, so that a place may lie anywhere before it
    vector(layout.top, tables.inner.map((table) => table.length / 2 - 2))
    vector(layout.half, [half, half, half])
    new Uint32Array(buffer, layout.bases, 9).set(places)
    parts.forEach((part, i) => {
      if (parts.indexOf(part) === i) new Float32Array(buffer, places[i], part.length).set(part)
    })
    codes = from === 1 ? new Uint8Array(buffer, sourceAt, batch * channels) : new Uint16Array(buffer, sourceAt, batch * channels)
    results = to === 1 ? new Uint8Array(buffer, outAt, batch * stride) : new Uint16Array(buffer, outAt, batch * stride)
    list = new Uint32Array(buffer, listAt, batch)
    owner = me
  }

  return (first, last, at, exactly) => {
    if (owner !== me || codes.buffer !== module.memory.buffer) load()
    for (let start = first; start < last; start += batch) {
      const pixels = Math.min(batch, last - start)
      const into = at + start - first
      codes.set(source.subarray(start * channels, (start + pixels) * channels))
      const listed = mix(sourceAt, outAt, pixels, channels * from, stride * to, listAt)
      out.set(results.subarray(0, pixels * stride), into * stride)
      for (let i = 0; i < listed; i++) exactly(start + pixels - list[i], into + pixels - list[i])
    }
  }
}
