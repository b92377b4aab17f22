/**
 * The three loops that training spends its time in, four numbers at once. JavaScript has no such instructions, so a
 * WebAssembly module is put together here, byte by byte. Everything is 32-bit floats in the module's memory; places are in bytes.
 */
export interface Loops {
  readonly memory: WebAssembly.Memory
  /** out[cell] = bias + in[cell] · w, then the leaky rectifier. As many outputs as the network is wide; `stride`: bytes of one cell's inputs. */
  readonly layer: (from: number, w: number, bias: number, out: number, cells: number, stride: number) => void
  /** out[cell] = bias + in[cell] · w; as many outputs as the network is wide, or 16. */
  readonly plain: (from: number, w: number, bias: number, out: number, cells: number, stride: number) => void
  readonly plain16: (from: number, w: number, bias: number, out: number, cells: number, stride: number) => void
  /** to[i] = Σ over cells of a[cell][i] · b[cell]; b is as wide as the network, a has `stride` bytes a cell. */
  readonly outer: (a: number, b: number, to: number, cells: number, stride: number) => void
}

type Code = readonly number[]

/** An unsigned number of any length (LEB128). */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)])
const sized = (code: Code): Code => [...leb(code.length), ...code]
const list = (parts: readonly Code[]): Code => [...leb(parts.length), ...parts.flat()]
const section = (id: number, content: Code): Code => [id, ...sized(content)]
const text = (word: string): Code => sized([...word].map((letter) => letter.charCodeAt(0)))

const [int, vector] = [0x7f, 0x7b]
const get = (local: number): Code => [0x20, ...leb(local)]
const set = (local: number): Code => [0x21, ...leb(local)]
const simd = (instruction: number, ...rest: readonly number[]): Code => [0xfd, ...leb(instruction), ...rest]
const load = (offset: number): Code => simd(0x00, 2, ...leb(offset))
const loadSplat = simd(0x09, 2, 0)
const store = (offset: number): Code => simd(0x0b, 2, ...leb(offset))
const constant = (value: number): Code => simd(0x0c, ...Array.from({ length: 4 }, () => [...new Uint8Array(Float32Array.of(value).buffer)]).flat())
const [add, times, larger] = [simd(0xe4), simd(0xe6), simd(0xe9)]
const on = (local: number, other: Code): Code => [...get(local), ...other, 0x6a, ...set(local)]
/** A constant below 8192, in the signed form of LEB128. */
const number = (value: number): Code => [0x41, ...(value < 64 ? [value] : [(value & 127) | 128, value >> 7])]
const loop = (body: Code, whileTrue: Code): Code => [0x03, 0x40, ...body, ...whileTrue, 0x0d, 0, 0x0b]
const countDown = (local: number): Code => [...get(local), ...number(1), 0x6b, 0x22, ...leb(local)]
const under = (a: number, b: number): Code => [...get(a), ...get(b), 0x49]

/** One function: locals after its parameters are `ints` integers, then `vectors` vectors. */
const body = (ints: number, vectors: number, code: Code): Code => sized([...list([[ints, int], [vectors, vector]]), ...code, 0x0b])
const each = (count: number, of: (index: number) => Code): Code => Array.from({ length: count }, (_, index) => of(index)).flat()

/** acc[v] += splat(one number at `from`) · vector v at `row`. */
const gathered = (from: number, row: number, splat: number, sums: number, vectors: number): Code => [
  ...get(from), ...loadSplat, ...set(splat),
  ...each(vectors, (v) => [...get(sums + v), ...get(splat), ...get(row), ...load(16 * v), ...times, ...add, ...set(sums + v)]),
]

/** Parameters: 0 from, 1 w, 2 bias, 3 out, 4 cells, 5 stride. Locals: 6 row of w, 7 end of the cell, 8 splat, 9 … sums. */
const dense = (vectors: number, leak: number | undefined): Code => body(2, 1 + vectors, loop([
  ...each(vectors, (v) => [...get(2), ...load(16 * v), ...set(9 + v)]),
  ...get(1), ...set(6), ...get(0), ...get(5), 0x6a, ...set(7),
  ...loop([...gathered(0, 6, 8, 9, vectors), ...on(0, number(4)), ...on(6, number(16 * vectors))], under(0, 7)),
  ...each(vectors, (v) => [...get(3), ...get(9 + v), ...(leak === undefined ? [] : [...get(9 + v), ...constant(leak), ...times, ...larger]), ...store(16 * v)]),
  ...on(3, number(16 * vectors)),
], countDown(4)))

/** Parameters: 0 a, 1 b, 2 to, 3 cells, 4 stride. Locals: 5 a's place, 6 b's place, 7 cells left, 8 end of a's first row; 9 splat, 10 … sums. */
const outer = (vectors: number): Code => body(4, 1 + vectors, [
  ...get(0), ...get(4), 0x6a, ...set(8),
  ...loop([
    ...each(vectors, (v) => [...constant(0), ...set(10 + v)]),
    ...get(0), ...set(5), ...get(1), ...set(6), ...get(3), ...set(7),
    ...loop([...gathered(5, 6, 9, 10, vectors), ...on(5, get(4)), ...on(6, number(16 * vectors))], countDown(7)),
    ...each(vectors, (v) => [...get(2), ...get(10 + v), ...store(16 * v)]),
    ...on(2, number(16 * vectors)), ...on(0, number(4)),
  ], under(0, 8)),
])

const integers = (count: number): Code => list(Array.from({ length: count }, () => [int]))

export function createLoops(pages: number, width: number, leak: number): Loops {
  const bytes = Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, list([[0x60, ...integers(6), 0], [0x60, ...integers(5), 0]])),
    ...section(3, list([[0], [0], [0], [1]])),
    ...section(5, list([[0, ...leb(pages)]])),
    ...section(7, list([[...text('memory'), 2, 0], [...text('layer'), 0, 0], [...text('plain'), 0, 1], [...text('plain16'), 0, 2], [...text('outer'), 0, 3]])),
    ...section(10, list([dense(width / 4, leak), dense(width / 4, undefined), dense(4, undefined), outer(width / 4)])),
  ])
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Loops
}
