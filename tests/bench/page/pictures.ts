import type { Samples } from './race.ts'

export const width = 6000
export const height = 4000
export const pixels = width * height

export const pictures = ['photo', 'noise'] as const
export type PictureName = (typeof pictures)[number]

/** Marsaglia's xorshift: the same numbers on every machine. */
const random = (seed: number): (() => number) => {
  let s = seed | 0
  return () => {
    s ^= s << 13
    s ^= s >>> 17
    s ^= s << 5
    return s >>> 0
  }
}

/**
 * RGBA at a depth, on shared memory. "photo" is slow light with edges and some grain, so that neighbours are alike as in
 * photographs; "noise" has every code equally often and no neighbours alike. Floats lie between 0 and 1.
 */
export function paint(name: PictureName, out: Samples, across = width, down = height): void {
  const top = out instanceof Float32Array ? 1 : out instanceof Uint16Array ? 65_535 : 255
  const code = top === 1 ? (x: number) => x : (x: number) => Math.floor(x * (top + 0.999))
  const next = random(name === 'photo' ? 20_261 : 7)
  const channels = out.length / (across * down)
  for (let y = 0, i = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const r = next()
      const light = name === 'photo' ? 0.45 + 0.38 * Math.sin(x / 700) * Math.cos(y / 500) + 0.06 * (((x >> 6) ^ (y >> 7)) & 1) : 0
      for (let c = 0; c < channels; c++) {
        if (c === 3) out[i++] = top
        else if (name === 'noise') out[i++] = code(next() / 2 ** 32)
        else out[i++] = code(light * (1 - 0.12 * c) + 0.08 * c + ((((r >>> (6 * c)) & 63) / 63) * 7) / 255)
      }
    }
  }
}

/** Where all workers can see it, as the lab's own pictures. */
export const room = (depth: 'u8' | 'u16' | 'f32', length: number): Samples => {
  if (depth === 'u8') return new Uint8Array(new SharedArrayBuffer(length))
  return depth === 'u16' ? new Uint16Array(new SharedArrayBuffer(2 * length)) : new Float32Array(new SharedArrayBuffer(4 * length))
}
