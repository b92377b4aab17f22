// WebAssembly put together byte by byte (WebAssembly Core Specification 2.0, chapter 5, and 3.0 for what is relaxed): as much
// of it as the mixing of channels takes. JavaScript has no instructions that work on four numbers at once.

export type Code = readonly number[]

/** An unsigned number of any length (LEB128). */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)])
/** A constant of the signed form. */
const signed = (value: number): number[] => (value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)])
const sized = (code: Code): Code => [...leb(code.length), ...code]
const list = (parts: readonly Code[]): Code => [...leb(parts.length), ...parts.flat()]
const section = (id: number, content: Code): Code => [id, ...sized(content)]
const text = (word: string): Code => sized(Array.from(word, (letter) => letter.charCodeAt(0)))

const int = 0x7f
const vector = 0x7b

export const get = (local: number): Code => [0x20, ...leb(local)]
export const set = (local: number): Code => [0x21, ...leb(local)]
export const keep = (local: number): Code => [0x22, ...leb(local)]
export const number = (value: number): Code => [0x41, ...signed(value)]
const simd = (instruction: number, ...rest: readonly number[]): Code => [0xfd, ...leb(instruction), ...rest]

type Words = readonly [number, number, number, number]
const bytes16 = (first: number, offset: number, lane?: number) => (instruction: number): Code => simd(instruction, first, ...leb(offset), ...(lane === undefined ? [] : [lane]))

/** Instructions by what they do. Loads and stores take an address and then, if any, the vector. */
export const op = {
  add: simd(0xe4), sub: simd(0xe5), mul: simd(0xe6), div: simd(0xe7), min: simd(0xea), max: simd(0xeb),
  mulAdd: simd(0x105), differs: simd(0x42), any: simd(0x53), flags: simd(0xa4),
  and: simd(0x4e), or: simd(0x50),
  shiftLeft: simd(0xab), shiftRight: simd(0xad),
  load: (offset: number): Code => bytes16(4, offset)(0x00),
  store: (offset: number): Code => bytes16(0, offset)(0x0b),
  loadWord: (offset: number): Code => bytes16(2, offset)(0x5c),
  loadWordInto: (offset: number, lane: number): Code => bytes16(2, offset, lane)(0x56),
  loadPair: (offset: number): Code => bytes16(3, offset)(0x5d),
  loadPairInto: (offset: number, lane: number): Code => bytes16(3, offset, lane)(0x57),
  storePair: (offset: number, lane = 0): Code => bytes16(0, offset, lane)(0x5b),
  shuffle: (bytes: readonly number[]): Code => simd(0x0d, ...bytes),
  shuffleWords: (words: Words): Code => simd(0x0d, ...words.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte))),
  loadInt: (offset: number): Code => [0x28, 2, ...leb(offset)],
  storeInt: [0x36, 2, 0],
  loadByte: (offset: number): Code => [0x2d, 0, ...leb(offset)],
  loadHalf: (offset: number): Code => [0x2f, 0, ...leb(offset)],
  addInt: [0x6a], subInt: [0x6b], lessInt: [0x49], select: [0x1b], orInt: [0x72], shiftInt: [0x74],
} as const

export const loop = (body: Code): Code => [0x03, 0x40, ...body, 0x0b]
export const when = (body: Code): Code => [0x04, 0x40, ...body, 0x0b]
/** Back to the start of the loop while the number on the stack is not 0. */
export const again: Code = [0x0d, 0]

/**
 * A module of one function `run` over memory that it is given as `lab.memory`: `parameters` numbers in, one number out;
 * then so many locals that are numbers and so many that are vectors.
 */
export const moduleOf = (parameters: number, numbers: number, vectors: number, body: Code): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, list([[0x60, ...list(Array.from({ length: parameters }, () => [int])), ...list([[int]])]])),
    ...section(2, list([[...text('lab'), ...text('memory'), 2, 0, 1]])),
    ...section(3, list([[0]])),
    ...section(7, list([[...text('run'), 0, 0]])),
    ...section(10, list([sized([...list([[...leb(numbers), int], [...leb(vectors), vector]]), ...body, 0x0b])])),
  ])
