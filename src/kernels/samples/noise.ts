/** Numbers in [0, 1) from a seed, the same on every machine (mulberry32, public domain, T. Ettinger). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const side = 256
const mask = side - 1

export interface Noise {
  /** Smooth noise over the plane, 0 … 1, about one bump a unit, repeating after 256 units. */
  at(x: number, y: number): number
  /** Sum of octaves, each twice as fine and half as strong: 0 … 1, mean about 0.5. */
  fractal(x: number, y: number, octaves: number): number
  /** A fixed random number for a cell of the lattice, 0 … 1. */
  cell(i: number, j: number): number
}

/** Value noise with a smoothstep between lattice points: cheap, and enough for stone, cloud and leaf. */
export function makeNoise(seed: number): Noise {
  const random = seeded(seed)
  const lattice = new Float32Array(side * side)
  for (let i = 0; i < lattice.length; i++) lattice[i] = random()

  const at = (x: number, y: number): number => {
    const fx = Math.floor(x)
    const fy = Math.floor(y)
    let u = x - fx
    let v = y - fy
    u *= u * (3 - 2 * u)
    v *= v * (3 - 2 * v)
    const x0 = fx & mask
    const x1 = (fx + 1) & mask
    const y0 = (fy & mask) * side
    const y1 = ((fy + 1) & mask) * side
    const top = lattice[y0 + x0]! + (lattice[y0 + x1]! - lattice[y0 + x0]!) * u
    const bottom = lattice[y1 + x0]! + (lattice[y1 + x1]! - lattice[y1 + x0]!) * u
    return top + (bottom - top) * v
  }

  const fractal = (x: number, y: number, octaves: number): number => {
    let sum = 0
    let total = 0
    let weight = 1
    let px = x
    let py = y
    for (let k = 0; k < octaves; k++) {
      sum += weight * at(px, py)
      total += weight
      weight *= 0.5
      // turned by 37° at each octave, so that the lattices do not line up
      const nx = 1.6 * px - 1.2 * py + 17.3
      py = 1.2 * px + 1.6 * py + 5.7
      px = nx
    }
    return sum / total
  }

  return { at, fractal, cell: (i, j) => lattice[(j & mask) * side + (i & mask)]! }
}

/** Normally distributed numbers (mean 0, deviation 1) by the table-full: film grain and sensor noise ask for millions. */
export function gaussians(seed: number, count: number): Float32Array {
  const random = seeded(seed)
  const out = new Float32Array(count)
  for (let i = 0; i < count; i += 2) {
    // Box and Muller, 1958
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    out[i] = radius * Math.cos(angle)
    if (i + 1 < count) out[i + 1] = radius * Math.sin(angle)
  }
  return out
}
