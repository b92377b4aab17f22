/** The value below which `share` of the values lie, between neighbours linearly. NaN when there are none. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).toSorted()
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const above = Math.min(sorted.length - 1, below + 1)
  return sorted[below] + (place - below) * (sorted[above] - sorted[below])
}

export const median = (values: ArrayLike<number>): number => percentile(values, 0.5)

/** Solves the symmetric system A·x = b (A row by row, n × n) by elimination; zeros where it is singular. */
export function solve(a: readonly number[], b: readonly number[]): number[] {
  const n = b.length
  const m = Array.from({ length: n }, (_, row) => [...a.slice(n * row, n * row + n), b[row]])
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let row = column + 1; row < n; row++) if (Math.abs(m[row][column]) > Math.abs(m[pivot][column])) pivot = row
    if (Math.abs(m[pivot][column]) < 1e-12) return b.map(() => 0)
    ;[m[column], m[pivot]] = [m[pivot], m[column]]
    for (let row = 0; row < n; row++) {
      if (row === column) continue
      const share = m[row][column] / m[column][column]
      for (let at = column; at <= n; at++) m[row][at] -= share * m[column][at]
    }
  }
  return m.map((row, index) => row[n] / row[index])
}

/**
 * Weighted least squares of y on the terms of `basis` (one row of terms a sample), with a small ridge so that a term that
 * the samples do not reach stays 0.
 */
export function fit(basis: readonly (readonly number[])[], y: ArrayLike<number>, weight: ArrayLike<number>, ridge = 1e-6): number[] {
  const n = basis[0]?.length ?? 0
  const a = Array.from({ length: n * n }, () => 0)
  const b = Array.from({ length: n }, () => 0)
  basis.forEach((row, index) => {
    for (let i = 0; i < n; i++) {
      b[i] += weight[index] * row[i] * y[index]
      for (let j = 0; j < n; j++) a[n * i + j] += weight[index] * row[i] * row[j]
    }
  })
  for (let i = 0; i < n; i++) a[n * i + i] += ridge
  return solve(a, b)
}
