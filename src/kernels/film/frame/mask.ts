/** One byte a pixel, 0 or 1, rows top to bottom. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

export const createMask = (width: number, height: number): Mask => ({ width, height, data: new Uint8Array(width * height) })

export function maskShare({ data }: Mask): number {
  let sum = 0
  for (let at = 0; at < data.length; at++) sum += data[at]
  return sum / data.length
}

/** What of the mask can be reached from the picture's border, going sideways, up and down through it. */
export function touchingBorder({ width, height, data }: Mask): Mask {
  const out = createMask(width, height)
  const waiting = new Int32Array(width * height)
  let count = 0
  const visit = (at: number): void => {
    if (data[at] === 0 || out.data[at] === 1) return
    out.data[at] = 1
    waiting[count++] = at
  }
  for (let x = 0; x < width; x++) [x, x + width * (height - 1)].forEach(visit)
  for (let y = 0; y < height; y++) [y * width, y * width + width - 1].forEach(visit)
  while (count > 0) {
    const at = waiting[--count]
    const x = at % width
    if (x > 0) visit(at - 1)
    if (x < width - 1) visit(at + 1)
    if (at >= width) visit(at - width)
    if (at < width * (height - 1)) visit(at + width)
  }
  return out
}

/** How many of the mask are in the square of 2·radius + 1 around each pixel; what is outside the picture does not count. */
export function neighbours({ width, height, data }: Mask, radius: number): Uint16Array {
  const across = new Uint16Array(width * height)
  const out = new Uint16Array(width * height)
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -radius; x < width; x++) {
      if (x + radius < width) sum += data[y * width + x + radius]
      if (x - radius - 1 >= 0) sum -= data[y * width + x - radius - 1]
      if (x >= 0) across[y * width + x] = sum
    }
  }
  // rows are added and taken away whole, for down a column every step is another line of the cache
  const sums = new Uint16Array(width)
  for (let y = -radius; y < height; y++) {
    const entering = (y + radius) * width
    const leaving = (y - radius - 1) * width
    if (y + radius < height) for (let x = 0; x < width; x++) sums[x] += across[entering + x]
    if (leaving >= 0) for (let x = 0; x < width; x++) sums[x] -= across[leaving + x]
    if (y >= 0) out.set(sums, y * width)
  }
  return out
}

/** The mask grown by `radius` pixels in every direction. */
export function grow(mask: Mask, radius: number): Mask {
  if (!mask.data.includes(1)) return mask
  const near = neighbours(mask, radius)
  const data = new Uint8Array(near.length)
  for (let at = 0; at < data.length; at++) if (near[at] > 0) data[at] = 1
  return { ...mask, data }
}

/** The share of the mask in each row, over columns from … to. */
export const rowShares = ({ width, height, data }: Mask, from: number, to: number): Float64Array =>
  Float64Array.from({ length: height }, (_, y) => {
    let sum = 0
    for (let x = from; x < to; x++) sum += data[y * width + x]
    return sum / Math.max(1, to - from)
  })

/** The share of the mask in each column, over rows from … to. */
export const columnShares = ({ width, data }: Mask, from: number, to: number): Float64Array => {
  const out = new Float64Array(width)
  for (let y = from; y < to; y++) for (let x = 0; x < width; x++) out[x] += data[y * width + x]
  return out.map((sum) => sum / Math.max(1, to - from))
}

export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The first and the last place but for 0.3 % of the sum at either end; all of them when the sum is 0. */
function ends(shares: Float64Array): [from: number, to: number] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  let sum = 0
  let from = -1
  for (let at = 0; at < shares.length; at++) {
    sum += shares[at]
    if (from < 0 && sum > 0.003 * total) from = at
    if (total > 0 && sum >= 0.997 * total) return [from, at + 1]
  }
  return [0, shares.length]
}

/** Where the mask begins and ends, but for the outermost 0.3 % of it on each side: a stray pixel is no film. */
export function extent(mask: Mask): Box {
  const [top, bottom] = ends(rowShares(mask, 0, mask.width))
  const [left, right] = ends(columnShares(mask, 0, mask.height))
  return { left, right, top, bottom }
}
