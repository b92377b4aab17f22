/** Random numbers that are the same on every machine: sfc32 (Doty-Humphrey, PractRand), seeded by two integers. */
export interface Random {
  /** Even between the two, 0 … 1 if not told. */
  readonly even: (low?: number, high?: number) => number
  /** Normal, by Box and Muller. */
  readonly normal: (mean?: number, deviation?: number) => number
  /** An integer of 0 … count − 1. */
  readonly below: (count: number) => number
  readonly chance: (share: number) => boolean
  readonly pick: <T>(list: readonly T[]) => T
}

export function createRandom(seed: number, stream = 0): Random {
  let [a, b, c, count] = [seed | 0, stream | 0, 0x9e3779b9, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 16; i++) next()
  return {
    even: (low = 0, high = 1) => low + (high - low) * next(),
    normal: (mean = 0, deviation = 1) => mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    below: (length) => Math.floor(length * next()),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(list.length * next())],
  }
}
