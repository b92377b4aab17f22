import { corruptPng } from './png-chunks.ts'

/**
 * Undoes a row's filter in place (PNG 9.2). `row` are the bytes after the filter's own; `above` is the row before, already
 * undone, or zeros; `step` is the distance to the byte of the pixel on the left, at least 1.
 */
export function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number, offset: number): void {
  const length = row.length
  switch (filter) {
    case 0:
      return
    case 1:
      for (let i = step; i < length; i++) row[i] += row[i - step]
      return
    case 2:
      for (let i = 0; i < length; i++) row[i] += above[i]
      return
    case 3:
      for (let i = 0; i < step && i < length; i++) row[i] += above[i] >> 1
      for (let i = step; i < length; i++) row[i] += (row[i - step] + above[i]) >> 1
      return
    case 4:
      for (let i = 0; i < step && i < length; i++) row[i] += above[i]
      for (let i = step; i < length; i++) {
        const a = row[i - step]
        const b = above[i]
        const c = above[i - step]
        let pa = b - c
        let pb = a - c
        let pc = pa + pb
        if (pa < 0) pa = -pa
        if (pb < 0) pb = -pb
        if (pc < 0) pc = -pc
        row[i] += pa <= pb && pa <= pc ? a : pb <= pc ? b : c
      }
      return
    default:
      throw corruptPng(offset, `the row filter ${filter} does not exist`)
  }
}

/** Applies filter 4 (Paeth): the predictor that suits photographs. `out` gets the filter byte and the differences. */
export function paethRow(out: Uint8Array, row: Uint8Array, above: Uint8Array, step: number): void {
  out[0] = 4
  const length = row.length
  for (let i = 0; i < step && i < length; i++) out[i + 1] = row[i] - above[i]
  for (let i = step; i < length; i++) {
    const a = row[i - step]
    const b = above[i]
    const c = above[i - step]
    let pa = b - c
    let pb = a - c
    let pc = pa + pb
    if (pa < 0) pa = -pa
    if (pb < 0) pb = -pb
    if (pc < 0) pc = -pc
    out[i + 1] = row[i] - (pa <= pb && pa <= pc ? a : pb <= pc ? b : c)
  }
}
