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

/** A picture that is read row by row: `read` fills 3 · width linear samples of row y. */
export interface LightRows {
  readonly width: number
  readonly height: number
  read(y: number, into: Float32Array): void
}

export const rowsOf = ({ width, height, data }: Light): LightRows => ({
  width,
  height,
  read: (y, into) => into.set(data.subarray(3 * y * width, 3 * (y + 1) * width)),
})

/** Which of `count` equal parts of start … start + length a pixel lies in, and how much of it; the rest is in the next part. */
function parts(start: number, length: number, count: number, limit: number) {
  const first = Math.max(0, Math.floor(start))
  const end = Math.min(limit, Math.ceil(start + length))
  const part = new Int32Array(end - first)
  const here = new Float32Array(end - first)
  const next = new Float32Array(end - first)
  const weight = new Float64Array(count)
  const size = length / count
  for (let at = first; at < end; at++) {
    const from = Math.max(at, start)
    const to = Math.min(at + 1, start + length)
    const index = Math.min(count - 1, Math.max(0, Math.floor((from - start) / size)))
    const border = index === count - 1 ? to : Math.min(to, start + (index + 1) * size)
    part[at - first] = index
    here[at - first] = Math.max(0, border - from)
    next[at - first] = index === count - 1 ? 0 : Math.max(0, to - border)
    weight[index] += here[at - first]
    if (index < count - 1) weight[index + 1] += next[at - first]
  }
  return { first, end, part, here, next, weight }
}

/**
 * Box averages in linear light: every cell of the result is the mean of its part of `area`, edges weighted by how much of
 * a pixel they cover. Averaging light and not codes is what a smaller sensor would have seen. Meant for shrinking: a cell
 * is at least one pixel wide. Of very large pictures every `step`-th row is enough.
 */
export function averageLight(source: LightRows, area: Area, width: number, height: number, step = 1): Light {
  const out = createLight(width, height)
  createAverager(source, area, out, step)(0, height)
  return out
}

/** The same, rows `from` … `to` (exclusive) of the result at a time, in any order: each is the same whoever else is at work. */
export function createAverager(source: LightRows, area: Area, { width, height, data }: Light, step = 1): (from: number, to: number) => void {
  const columns = parts(area.x * source.width, area.width * source.width, width, source.width)
  const rows = parts(area.y * source.height, area.height * source.height, height, source.height)
  const line = new Float32Array(3 * source.width)
  const cells = new Float64Array(3 * width + 3)
  const addLine = (): void => {
    cells.fill(0)
    for (let x = columns.first, i = 0; x < columns.end; x++, i++) {
      const cell = 3 * columns.part[i]
      const here = columns.here[i]
      const next = columns.next[i]
      const r = line[3 * x]
      const g = line[3 * x + 1]
      const b = line[3 * x + 2]
      cells[cell] += here * r
      cells[cell + 1] += here * g
      cells[cell + 2] += here * b
      if (next > 0) {
        cells[cell + 3] += next * r
        cells[cell + 4] += next * g
        cells[cell + 5] += next * b
      }
    }
  }
  return (from, to) => {
    const sums = new Float64Array(3 * width * (to - from))
    const weights = new Float64Array(to - from)
    const add = (row: number, share: number): void => {
      if (!(share > 0) || row < from || row >= to) return
      weights[row - from] += share
      const at = 3 * width * (row - from)
      for (let i = 0; i < 3 * width; i++) sums[at + i] += share * cells[i]
    }
    for (let y = rows.first; y < rows.end && rows.part[y - rows.first] < to; y += step) {
      const row = rows.part[y - rows.first]
      const next = rows.next[y - rows.first]
      if (row < from && !(next > 0 && row + 1 === from)) continue
      source.read(y, line)
      addLine()
      add(row, rows.here[y - rows.first])
      add(row + 1, next)
    }
    for (let y = from, at = 0; y < to; y++) {
      for (let x = 0; x < width; x++) {
        const weight = weights[y - from] * columns.weight[x]
        for (let c = 0; c < 3; c++, at++) data[3 * width * from + at] = weight > 0 ? sums[at] / weight : 0
      }
    }
  }
}

/** How large a picture of that size is when no side is longer than `longest`, and every which row is enough for that. */
export function shrunkSize({ width, height }: { readonly width: number; readonly height: number }, longest: number): { readonly width: number; readonly height: number; readonly step: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(scale * width)), height: Math.max(1, Math.round(scale * height)), step: Math.max(1, Math.floor(0.4 / scale)) }
}

/** The whole picture, no side longer than `longest`; a smaller one keeps its size. */
export function shrinkLight(source: LightRows, longest: number): Light {
  const { width, height, step } = shrunkSize(source, longest)
  return averageLight(source, wholeArea, width, height, step)
}
