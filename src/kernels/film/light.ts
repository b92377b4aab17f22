/**
 * A picture in linear light: RGB interleaved, rows top to bottom, 1 = full scale. Analyses work on a small one; positives
 * leave as one.
 */
export interface Light {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

/** A part of a picture as shares of its width and height: x, y of the upper left corner, then the size. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const wholeArea: Area = { x: 0, y: 0, width: 1, height: 1 }

export const createLight = (width: number, height: number): Light => ({ width, height, data: new Float32Array(3 * width * height) })

/** The area pulled in by a share of its own size on every side. */
export const insetArea = ({ x, y, width, height }: Area, share: number): Area => ({
  x: x + share * width,
  y: y + share * height,
  width: width * (1 - 2 * share),
  height: height * (1 - 2 * share),
})

/**
 * Box averages in linear light: every cell of the result is the mean of its part of `area`, edges weighted by how much of
 * a pixel they cover. Averaging light and not codes is what a smaller sensor would have seen.
 */
export function averageLight(source: Light, area: Area, width: number, height: number): Light {
  const out = createLight(width, height)
  const columns = spans(area.x * source.width, area.width * source.width, width, source.width)
  const rows = spans(area.y * source.height, area.height * source.height, height, source.height)
  const sum = new Float64Array(3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0)
      let weight = 0
      for (const [row, high] of rows[y]) {
        for (const [column, wide] of columns[x]) {
          const share = high * wide
          const at = 3 * (row * source.width + column)
          weight += share
          for (let c = 0; c < 3; c++) sum[c] += share * source.data[at + c]
        }
      }
      for (let c = 0; c < 3; c++) out.data[3 * (y * width + x) + c] = weight > 0 ? sum[c] / weight : 0
    }
  }
  return out
}

/** For each of `count` equal parts of start … start + length: the pixels it touches, with the share of each. */
function spans(start: number, length: number, count: number, limit: number): readonly (readonly [number, number])[][] {
  const parts: [number, number][][] = []
  for (let part = 0; part < count; part++) {
    const from = Math.max(0, start + (length * part) / count)
    const to = Math.min(limit, start + (length * (part + 1)) / count)
    const pixels: [number, number][] = []
    for (let at = Math.floor(from); at < Math.min(limit, Math.ceil(to)); at++) {
      const share = Math.min(to, at + 1) - Math.max(from, at)
      if (share > 1e-9) pixels.push([at, share])
    }
    parts.push(pixels)
  }
  return parts
}
