// A WebAssembly module that sends pixels through table → 3×3 → table → 3×3 → table, four 32-bit numbers at once: JavaScript has
// no such instructions. It is put together here, byte by byte (WebAssembly Core Specification 2.0, chapter 5).

type Code = readonly number[]

/** An unsigned number of any length (LEB128). */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)])
/** A constant of the signed form. */
const signed = (value: number): number[] => (value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)])
const sized = (code: Code): Code => [...leb(code.length), ...code]
const list = (parts: readonly Code[]): Code => [...leb(parts.length), ...parts.flat()]
const section = (id: number, content: Code): Code => [id, ...sized(content)]
const text = (word: string): Code => sized(Array.from(word, (letter) => letter.charCodeAt(0)))

const [int, float, vector] = [0x7f, 0x7d, 0x7b]
const get = (local: number): Code => [0x20, ...leb(local)]
const set = (local: number): Code => [0x21, ...leb(local)]
const number = (value: number): Code => [0x41, ...signed(value)]
const bytesOf = (value: number): Code => [...new Uint8Array(Float32Array.of(value).buffer)]
const real = (value: number): Code => [0x43, ...bytesOf(value)]
const simd = (instruction: number, ...rest: readonly number[]): Code => [0xfd, ...leb(instruction), ...rest]
const splat = (value: number): Code => simd(0x0c, ...[0, 1, 2, 3].flatMap(() => bytesOf(value)))
const shuffle = (words: readonly [number, number, number, number]): Code => simd(0x0d, ...words.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)))
const lane = (index: number): Code => simd(0x1f, index)
const place = (index: number): Code => simd(0x1b, index)

const op = {
  add: simd(0xe4), sub: simd(0xe5), mul: simd(0xe6), min: simd(0xe8), max: simd(0xe9), sqrt: simd(0xe3),
  less: simd(0x43), more: simd(0x44), differs: simd(0x42), or: simd(0x50), any: simd(0x53),
  truncate: simd(0xf8), truncatePositive: simd(0xf9), real: simd(0xfa), spread: simd(0x13),
  loadVector: (offset: number): Code => simd(0x00, 2, ...leb(offset)),
  loadSplat: simd(0x09, 2, 0),
  loadPair: simd(0x5d, 2, 0),
  loadInt: (offset: number): Code => [0x28, 2, ...leb(offset)],
  fAdd: [0x92], fSub: [0x93], fMul: [0x94], fDiv: [0x95], fMin: [0x96], fMax: [0x97], fLess: [0x5d], fMore: [0x5e],
  iAdd: [0x6a], iSub: [0x6b], shift: [0x74],
} as const satisfies Readonly<Record<string, Code | ((offset: number) => Code)>>

/** Where the module finds what it works with: vectors first, then the places of the nine tables. */
export const layout = { k: [0, 16, 32], shift: 48, top: 64, m: [80, 96, 112], half: 128, bases: 144, end: 192 } as const

// Parameters of a function, then its locals.
const [source, out, left, sourceStride, outStride, list0] = [0, 1, 2, 3, 4, 5]
const bases = [6, 7, 8, 9, 10, 11, 12, 13, 14]
const listed = 15
const [k0, k1, k2, shift, top, m0, m1, m2, half, u, j, a, b, c, w] = [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]
const [fr, fg, fb, grey, high, low, keep] = [31, 32, 33, 34, 35, 36, 37]

/** Three tables of pairs at the places that `u` names, each its value and slope by turns: value + fraction · slope, on the stack. */
const lookUp = (first: number): Code => [
  ...get(u), ...op.truncate, ...set(j),
  ...[a, b, c].flatMap((into, i) => [...get(bases[first + i]), ...get(j), ...place(i), ...number(3), ...op.shift, ...op.iAdd, ...op.loadPair, ...set(into)]),
  ...get(a), ...get(b), ...shuffle([0, 4, 1, 5]), ...set(a),
  ...get(a), ...get(c), ...shuffle([0, 1, 4, 4]),
  ...get(u), ...get(j), ...op.real, ...op.sub,
  ...get(a), ...get(c), ...shuffle([2, 3, 5, 5]),
  ...op.mul, ...op.add,
]

/** A column of a matrix times one number each: x · splat(first) + y · splat(second) + z · splat(third). */
const mixed = (columns: readonly [number, number, number], parts: readonly [Code, Code, Code]): Code => [
  ...get(columns[0]), ...parts[0], ...op.mul,
  ...get(columns[1]), ...parts[1], ...op.mul, ...op.add,
  ...get(columns[2]), ...parts[2], ...op.mul, ...op.add,
]

/** `drawIn` of mixing.ts. */
const drawn: Code = [
  ...[fr, fg, fb].flatMap((into, i) => [...get(w), ...lane(i), ...set(into)]),
  ...get(fr), ...real(0.2126), ...op.fMul, ...get(fg), ...real(0.7152), ...op.fMul, ...op.fAdd, ...get(fb), ...real(0.0722), ...op.fMul, ...op.fAdd,
  ...real(0), ...op.fMax, ...real(1), ...op.fMin, ...set(grey),
  ...get(fr), ...get(fg), ...op.fMax, ...get(fb), ...op.fMax, ...set(high),
  ...get(fr), ...get(fg), ...op.fMin, ...get(fb), ...op.fMin, ...set(low),
  ...real(1), ...set(keep),
  ...get(high), ...real(1), ...op.fMore, 0x04, 0x40,
  ...real(1), ...get(grey), ...op.fSub, ...get(high), ...get(grey), ...op.fSub, ...op.fDiv, ...set(keep), 0x0b,
  ...get(low), ...real(0), ...op.fLess, 0x04, 0x40,
  ...get(grey), ...get(grey), ...get(low), ...op.fSub, ...op.fDiv, ...get(keep), ...op.fMin, ...set(keep), 0x0b,
  ...get(w), ...get(grey), ...op.spread, ...op.sub, ...get(keep), ...op.spread, ...op.mul, ...get(grey), ...op.spread, ...op.add,
  ...splat(0), ...op.max, ...splat(1), ...op.min, ...set(w),
]

/** One function: so many pixels from codes of `from` bytes to codes of `to` bytes. Gives how many it left to be worked out exactly. */
const mixer = (from: 1 | 2, to: 1 | 2, steps: number): Code => {
  const t = (i: number): Code => [...get(bases[i]), ...get(source), from === 1 ? 0x2d : 0x2f, 0, ...leb(from * i), ...number(2), ...op.shift, ...op.iAdd, ...op.loadSplat]
  const spreadOf = (i: number): Code => [...get(u), ...get(u), ...shuffle([i, i, i, i])]
  const store = (i: number): Code => [...get(out), ...get(j), ...place(i), to === 1 ? 0x3a : 0x3b, 0, ...leb(to * i)]
  const code: Code = [
    ...bases.flatMap((local, i) => [...number(0), ...op.loadInt(layout.bases + 4 * i), ...set(local)]),
    ...([[k0, layout.k[0]], [k1, layout.k[1]], [k2, layout.k[2]], [shift, layout.shift], [top, layout.top], [m0, layout.m[0]], [m1, layout.m[1]], [m2, layout.m[2]], [half, layout.half]] as const).flatMap(([local, at]) => [...number(0), ...op.loadVector(at), ...set(local)]),
    0x03, 0x40,
    ...mixed([k0, k1, k2], [t(0), t(1), t(2)]), ...get(shift), ...op.add, ...splat(0), ...op.max, ...get(top), ...op.min, ...set(u),
    ...lookUp(3), ...set(u),
    ...mixed([m0, m1, m2], [spreadOf(0), spreadOf(1), spreadOf(2)]), ...set(w),
    ...get(w), ...splat(0), ...op.less, ...get(w), ...splat(1), ...op.more, ...op.or, ...op.any, 0x04, 0x40, ...drawn, 0x0b,
    ...get(w), ...op.sqrt, ...splat(steps), ...op.mul, ...set(u),
    ...lookUp(6), ...set(w),
    ...get(w), ...get(w), ...op.differs, ...op.any, 0x04, 0x40,
    ...get(list0), ...get(listed), ...number(2), ...op.shift, ...op.iAdd, ...get(left), 0x36, 2, 0,
    ...get(listed), ...number(1), ...op.iAdd, ...set(listed), 0x0b,
    ...get(w), ...get(half), ...op.add, ...op.truncatePositive, ...set(j),
    ...store(0), ...store(1), ...store(2),
    ...get(source), ...get(sourceStride), ...op.iAdd, ...set(source),
    ...get(out), ...get(outStride), ...op.iAdd, ...set(out),
    ...get(left), ...number(1), ...op.iSub, 0x22, ...leb(left), 0x0d, 0, 0x0b,
    ...get(listed), 0x0b,
  ]
  return sized([...list([[10, int], [15, vector], [7, float]]), ...code])
}

/** The bytes of the module. Its functions are named by the bytes of a code before and after: mix11, mix12, mix21, mix22. */
export const mixModule = (steps: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, list([[0x60, ...list([0, 1, 2, 3, 4, 5].map(() => [int])), ...list([[int]])]])),
    ...section(3, list([[0], [0], [0], [0]])),
    ...section(5, list([[0, 1]])),
    ...section(7, list([[...text('memory'), 2, 0], ...['mix11', 'mix12', 'mix21', 'mix22'].map((name, i) => [...text(name), 0, i])])),
    ...section(10, list([mixer(1, 1, steps), mixer(1, 2, steps), mixer(2, 1, steps), mixer(2, 2, steps)])),
  ])
