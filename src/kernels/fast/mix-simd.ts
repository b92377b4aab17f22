import type { Codes } from './lanes.ts'
import { constants, group, layout, mixModule, rounding, vectorBytes, type Constant, type MixForm } from './mix-module.ts'
import type { MixTables } from './mix-tables.ts'

/** As much of WebAssembly as is used; the kernels know no browser. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => Memory
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object, imports: { readonly lab: { readonly memory: Memory } }) => { readonly exports: unknown }
}

interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

type Mix = (source: number, out: number, groups: number, list: number) => number

/** Pixels that are taken over at once: with their results they stay in the second cache beside the tables. */
const batch = 1 << 14
const page = 1 << 16

let memory: Memory | undefined
const made = new Map<string, Mix | undefined>()
/** Whose tables lie in the memory. */
let owner: object | undefined

/** This worker's function for that form, made when first wanted; undefined where the browser has no such instructions or forbids them. */
function mixOf(form: MixForm): Mix | undefined {
  const key = Object.values(form).join()
  if (!made.has(key)) {
    try {
      memory ??= new WebAssembly.Memory({ initial: 1 })
      made.set(key, (new WebAssembly.Instance(new WebAssembly.Module(mixModule(form)), { lab: { memory } }).exports as { readonly run: Mix }).run)
    } catch {
      made.set(key, undefined)
    }
  }
  return made.get(key)
}

const aligned = (bytes: number): number => (bytes + 15) & ~15

/** Pixels `from` … `to` of the source into the result from its pixel `at` on; `exactly` is called for each that no table is good for. */
export type SimdRun = (from: number, to: number, at: number, exactly: (pixel: number, at: number) => void) => void

/** Under this a half is none: what is cut off and lies on a whole number stays there. */
const hair = 2 ** -7

/**
 * The tables' arithmetic for four pixels at once, in 32-bit floats. Colours only: the coverage of a pixel is anything in the
 * result. Undefined where that cannot be had, and for tables that are larger than there is room. Products are added unrounded
 * where the browser can and it is not forbidden.
 */
export function createSimdMix(source: Codes, channels: 3 | 4, out: Codes, outChannels: 3 | 4, tables: MixTables, truncates: boolean, fusing = true): SimdRun | undefined {
  const alike = tables.output.every((part) => part === tables.output[0])
  const gaps = tables.output.some((part) => part.some(Number.isNaN))
  const form = { from: source.BYTES_PER_ELEMENT as 1 | 2, channels, to: out.BYTES_PER_ELEMENT as 1 | 2, outChannels, below: tables.cut.below, alike, gaps }
  const mix = (fusing ? mixOf({ ...form, fused: true }) : undefined) ?? mixOf({ ...form, fused: false })
  if (!mix || !memory) return undefined
  const own = memory
  const { cut } = tables
  const places: number[] = []
  let end: number = layout.end
  for (const part of tables.inner) {
    places.push(end)
    end = aligned(end + part.byteLength)
  }
  if (end > layout.farthest) return undefined
  const sourceAt = end
  const outAt = aligned(sourceAt + batch * channels * form.from)
  const listAt = aligned(outAt + batch * outChannels * form.to + vectorBytes)
  const size = listAt + batch
  const me = {}
  let codes: Codes
  let results: Codes
  let list: Uint32Array

  const load = (): void => {
    const missing = size - own.buffer.byteLength
    if (missing > 0) own.grow(Math.ceil(missing / page))
    const { buffer } = own
    const floats = (name: Constant, value: number): void => void new Float32Array(buffer, vectorBytes * constants.indexOf(name), 4).fill(value)
    const ints = (name: Constant, value: number): void => void new Int32Array(buffer, vectorBytes * constants.indexOf(name), 4).fill(value)
    tables.first.forEach((k, i) => floats(`k${i}` as Constant, 8 * k))
    tables.second.forEach((m, i) => floats(`m${i}` as Constant, m))
    for (const c of [0, 1, 2] as const) {
      floats(`shift${c}`, 8 * tables.shift[c])
      floats(`middle${c}`, rounding + places[c] + 8 * tables.origin[c] + 4)
      new Float32Array(buffer, layout.input + c * layout.inputBytes, tables.input[c].length).set(tables.input[c])
    }
    for (const [name, value] of [['red', 0.2126], ['green', 0.7152], ['blue', 0.0722], ['zero', 0], ['one', 1], ['tiny', 1e-30], ['whole', rounding]] as const) floats(name, value)
    for (const [name, value] of [['pairs', ~7], ['eights', layout.farthest - 8], ['byte', 0xff], ['cover', 0xff << 24]] as const) ints(name, value)
    tables.inner.forEach((part, i) => {
      const copy = new Float32Array(buffer, places[i], part.length)
      copy.set(part)
      for (let k = 1; k < copy.length; k += 2) copy[k] /= 8
    })
    for (const c of alike ? [0] : [0, 1, 2]) {
      const part = tables.output[c]
      const table = new Float32Array(buffer, layout.output + c * layout.outputBytes, 2 * cut.first + part.length)
      // what is less than the least light is none
      for (let k = 0; k < 2 * cut.first; k += 2) table[k] = part[0]
      for (let k = 1; k < 2 * cut.first; k += 2) table[k] = 0
      table.set(part, 2 * cut.first)
      if (truncates) for (let k = 0; k < table.length; k += 2) table[k] += hair - 0.5
    }
    codes = form.from === 1 ? new Uint8Array(buffer, sourceAt, batch * channels) : new Uint16Array(buffer, sourceAt, batch * channels)
    results = form.to === 1 ? new Uint8Array(buffer, outAt, batch * outChannels) : new Uint16Array(buffer, outAt, batch * outChannels)
    list = new Uint32Array(buffer, listAt, batch / group)
    owner = me
  }

  return (first, last, at, exactly) => {
    if (owner !== me || codes.buffer !== own.buffer) load()
    for (let start = first; start < last; start += batch) {
      const pixels = Math.min(batch, last - start)
      const groups = Math.ceil(pixels / group)
      const into = at + start - first
      codes.set(source.subarray(start * channels, (start + pixels) * channels))
      const listed = mix(sourceAt, outAt, groups, listAt)
      out.set(pixels === batch ? results : results.subarray(0, pixels * outChannels), into * outChannels)
      for (let i = 0; i < listed; i++) {
        const pixel = group * (groups - (list[i] >>> group))
        for (let k = 0; k < Math.min(group, pixels - pixel); k++) if (list[i] & (1 << k)) exactly(start + pixel + k, into + pixel + k)
      }
    }
  }
}
