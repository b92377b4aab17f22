import { again, get, keep, loop, moduleOf, number, op, set, when, type Code } from './assemble.ts'

/** How pixels lie before and after: bytes of a sample and samples of a pixel. */
export interface MixForm {
  readonly from: 1 | 2
  readonly channels: 3 | 4
  readonly to: 1 | 2
  readonly outChannels: 3 | 4
  /** Bits of a float of light that lie below its part's number. */
  readonly below: number
  /** The three colours have one output table. */
  readonly alike: boolean
  /** Some part of an output table has no line. */
  readonly gaps: boolean
  /** Products are added without rounding them first. Not every browser can. */
  readonly fused: boolean
}

/** Vectors that the module reads once, in this order from the start of the memory. */
export const constants = [
  'k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'shift0', 'shift1', 'shift2',
  'm0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8',
  'middle0', 'middle1', 'middle2',
  'red', 'green', 'blue', 'zero', 'one', 'tiny', 'whole', 'pairs', 'eights', 'byte', 'cover',
] as const

export type Constant = (typeof constants)[number]

export const vectorBytes = 16

/** Pixels at a time. */
export const group = 4
/** Groups that are taken through one part after the other: what lies between two parts stays in the nearest cache. */
const block = 128

/** With eight bits of a float's fraction; some more, so that what follows lies on whole vectors. */
const outputLines = 127 * 256 + 2

/** Where the module finds what it works with, and where it keeps what lies between its parts. */
export const layout = {
  values: 2048,
  places: 2048 + block * 3 * vectorBytes,
  /** Tables of the codes: room for 65,536 each. */
  input: 16_384,
  inputBytes: 65_536 * 4,
  /** Lines of light, a line for each number that the upper bits of a float of 0 … 1 can be. */
  output: 16_384 + 3 * 65_536 * 4,
  outputBytes: outputLines * 8,
  end: 16_384 + 3 * 65_536 * 4 + 3 * outputLines * 8,
  /** Lines of the middle curves lie between those and here. */
  farthest: 1 << 22,
} as const

/** Added to a number of up to 2²² either way, the lowest bits of the float are those of the nearest whole number. */
export const rounding = 1.5 * 2 ** 23

// Parameters of the function, then its locals.
const [source, out, left, list] = [0, 1, 2, 3]
const [listed, count, rest, between] = [4, 5, 6, 7]
const firstVector = 8
const local = Object.fromEntries(constants.map((name, i) => [name, firstVector + i])) as Record<Constant, number>
const [r, g, b, x, y, high, grey, share] = Array.from({ length: 8 }, (_, i) => firstVector + constants.length + i)
const c = (name: Constant): Code => get(local[name])

type Add = (a: Code, b: Code, sum: Code) => Code

/** a · b + sum. */
const adding = ({ fused }: MixForm): Add => (a, b, sum) => (fused ? [...a, ...b, ...sum, ...op.mulAdd] : [...a, ...b, ...op.mul, ...sum, ...op.add])

const sum3 = (add: Add, ks: readonly [Constant, Constant, Constant], plus?: Constant): Code =>
  add(get(r), c(ks[0]), add(get(g), c(ks[1]), plus ? add(get(b), c(ks[2]), c(plus)) : [...get(b), ...c(ks[2]), ...op.mul]))

const rowOf = (k: 'k' | 'm', row: number): readonly [Constant, Constant, Constant] => [`${k}${3 * row}`, `${k}${3 * row + 1}`, `${k}${3 * row + 2}`] as [Constant, Constant, Constant]

/** Stores `value` as a channel's number between two parts, and the place of its line by `placed`. */
const passed = (channel: number, value: Code, placed: (channel: number) => Code): Code => [
  ...get(between), ...value, ...keep(x), ...op.store(layout.values + vectorBytes * channel),
  ...get(between), ...placed(channel), ...op.store(layout.places + vectorBytes * channel),
]

/** The lines at the places of four pixels' channel: value + slope · what was stored with the place, on the stack. */
const lineOf = (add: Add, channel: number, table: number): Code => {
  const place = (lane: number): Code => [...get(between), ...op.loadInt(layout.places + vectorBytes * channel + 4 * lane)]
  return [
    ...place(1), ...place(0), ...op.loadPair(table), ...op.loadPairInto(table, 1), ...set(x),
    ...place(3), ...place(2), ...op.loadPair(table), ...op.loadPairInto(table, 1), ...set(y),
    ...add(
      [...get(x), ...get(y), ...op.shuffleWords([1, 3, 5, 7])],
      [...get(between), ...op.load(layout.values + vectorBytes * channel)],
      [...get(x), ...get(y), ...op.shuffleWords([0, 2, 4, 6])],
    ),
  ]
}

/** The lines of all channels into (r, g, b); `tableOf` is where the places are counted from. */
const lines = (add: Add, tableOf: (channel: number) => number): Code => [r, g, b].flatMap((into, channel) => [...lineOf(add, channel, tableOf(channel)), ...set(into)])

/** Eighths of a line, from where the table begins: the nearest line is at the next whole multiple of its eight bytes. */
const byEighths = (channel: number): Code => [...get(x), ...c(`middle${channel}` as Constant), ...op.add, ...c('eights'), ...op.and]

/** A float's own bits tell its part: its power of two, and where in that. A line has eight bytes, so three bits less are shifted out. */
const byBits = (below: number): Code => [...get(x), ...number(below - 3), ...op.shiftRight, ...c('pairs'), ...op.and]

/** `drawIn` of mixing.ts for four pixels: where both shares are 1 nothing changes. */
const drawn = (add: Add): Code => [
  ...get(r), ...get(g), ...op.min, ...get(b), ...op.min, ...set(share),
  ...sum3(add, ['red', 'green', 'blue']), ...c('zero'), ...op.max, ...c('one'), ...op.min, ...set(grey),
  ...c('one'), ...get(grey), ...op.sub, ...get(high), ...get(grey), ...op.sub, ...c('tiny'), ...op.max, ...op.div,
  ...get(grey), ...get(grey), ...get(share), ...op.sub, ...c('tiny'), ...op.max, ...op.div,
  ...op.min, ...c('one'), ...op.min, ...set(share),
  // of two zeros that are held the second is taken, and the first may have a sign
  ...[r, g, b].flatMap((at) => [...get(at), ...get(grey), ...op.sub, ...get(share), ...op.mul, ...get(grey), ...op.add, ...set(x), ...c('zero'), ...get(x), ...op.max, ...c('one'), ...op.min, ...set(at)]),
]

/** A sign is set where any of the three lies below 0, or 1 less the highest does. */
const held = (add: Add): Code => [
  ...get(r), ...get(g), ...op.max, ...get(b), ...op.max, ...set(high),
  ...c('one'), ...get(high), ...op.sub, ...get(r), ...op.or, ...get(g), ...op.or, ...get(b), ...op.or, ...op.flags, ...when(drawn(add)),
]

/** The tables of four pixels' codes into (r, g, b). */
const taken = ({ from, channels }: MixForm): Code =>
  [r, g, b].flatMap((into, channel) => {
    const code = (pixel: number): Code => {
      const offset = from * (pixel * channels + channel)
      return [...get(source), ...(from === 1 ? op.loadByte(offset) : op.loadHalf(offset)), ...number(2), ...op.shiftInt]
    }
    const table = layout.input + channel * layout.inputBytes
    return [
      ...code(0), ...op.loadWord(table), ...set(into),
      ...[1, 2, 3].flatMap((pixel) => [...code(pixel), ...get(into), ...op.loadWordInto(table, pixel), ...set(into)]),
    ]
  })

/** Notes which of four pixels no line was good for. */
const noted: Code = [
  ...get(r), ...get(g), ...op.add, ...get(b), ...op.add, ...keep(x), ...get(x), ...op.differs, ...keep(x), ...op.any,
  ...when([
    ...get(list), ...get(listed), ...number(2), ...op.shiftInt, ...op.addInt,
    ...get(left), ...get(count), ...op.subInt, ...get(rest), ...op.addInt, ...number(group), ...op.shiftInt, ...get(x), ...op.flags, ...op.orInt, ...op.storeInt,
    ...get(listed), ...number(1), ...op.addInt, ...set(listed),
  ]),
]

/** Bytes 4 · word + 0 … count − 1 of a shuffle's first or second vector. */
const bytes = (word: number, count: number): number[] => Array.from({ length: count }, (_, i) => 4 * word + i)

const shifted = (at: number, by: number): Code => [...get(at), ...number(by), ...op.shiftLeft]

/** Packs (r, g, b), whole numbers in the low bits of floats, and stores them. */
const stored = ({ to, outChannels }: MixForm): Code => {
  if (to === 1) {
    const word: Code = [...get(r), ...c('byte'), ...op.and, ...get(g), ...c('byte'), ...op.and, ...number(8), ...op.shiftLeft, ...op.or, ...shifted(b, 16), ...op.or]
    if (outChannels === 4) return [...get(out), ...word, ...c('cover'), ...op.or, ...op.store(0)]
    const packed = [...bytes(0, 3), ...bytes(1, 3), ...bytes(2, 3), ...bytes(3, 3), 3, 3, 3, 3]
    return [...get(out), ...word, ...keep(x), ...get(x), ...op.shuffle(packed), ...op.store(0)]
  }
  // the low half of red and the high half of green, for each pixel
  const halves = [0, 4, 8, 12].flatMap((byte) => [byte, byte + 1, byte + 18, byte + 19])
  const pair: Code = [...get(r), ...shifted(g, 16), ...op.shuffle(halves), ...keep(x), ...get(b), ...op.shuffleWords([0, 4, 1, 5]), ...set(y), ...get(x), ...get(b), ...op.shuffleWords([2, 6, 3, 7]), ...set(x)]
  if (outChannels === 4) return [...pair, ...get(out), ...get(y), ...op.store(0), ...get(out), ...get(x), ...op.store(16)]
  // each pixel's last two bytes are overwritten by the next one
  return [...pair, ...get(out), ...get(y), ...op.storePair(0), ...get(out), ...get(y), ...op.storePair(6, 1), ...get(out), ...get(x), ...op.storePair(12), ...get(out), ...get(x), ...op.storePair(18, 1)]
}

const step = (place: number, bytesOn: number): Code => [...get(place), ...number(bytesOn), ...op.addInt, ...set(place)]

/** A part over all groups of the block. */
const part = (body: Code): Code => [
  ...get(count), ...set(rest), ...number(0), ...set(between),
  ...loop([...body, ...step(between, 3 * vectorBytes), ...get(rest), ...number(1), ...op.subInt, ...keep(rest), ...again]),
]

/**
 * The bytes of a module whose `run` sends pixels through table → 3×3 → lines → 3×3 → lines. Parameters: where the codes and
 * the results are, how many groups of four there are, and where to note those that have to be worked out exactly; it gives how
 * many were noted, each as the groups that were left, times 16, and a flag a pixel.
 *
 * It does so in three parts over a block: the processor works ahead over a few hundred instructions, and so many look-ups
 * after one another would leave it nothing to do meanwhile.
 */
export const mixModule = (form: MixForm): Uint8Array<ArrayBuffer> => {
  const add = adding(form)
  return moduleOf(4, 4, constants.length + 8, [
    ...constants.flatMap((name, i) => [...number(0), ...op.load(vectorBytes * i), ...set(local[name])]),
    ...loop([
      ...get(left), ...number(block), ...get(left), ...number(block), ...op.lessInt, ...op.select, ...set(count),
      ...part([...taken(form), ...[0, 1, 2].flatMap((row) => passed(row, sum3(add, rowOf('k', row), `shift${row}` as Constant), byEighths)), ...step(source, group * form.from * form.channels)]),
      ...part([
        ...lines(add, () => 0), ...[0, 1, 2].flatMap((row) => [...sum3(add, rowOf('m', row)), ...set([x, y, high][row])]), ...get(x), ...set(r), ...get(y), ...set(g), ...get(high), ...set(b), ...held(add),
        ...[r, g, b].flatMap((value, channel) => passed(channel, get(value), () => byBits(form.below))),
      ]),
      ...part([
        ...lines(add, (channel) => layout.output + (form.alike ? 0 : channel * layout.outputBytes)), ...(form.gaps ? noted : []), ...[r, g, b].flatMap((at) => [...get(at), ...c('whole'), ...op.add, ...set(at)]),
        ...stored(form), ...step(out, group * form.to * form.outChannels),
      ]),
      ...get(left), ...get(count), ...op.subInt, ...keep(left), ...again,
    ]),
    ...get(listed),
  ])
}
