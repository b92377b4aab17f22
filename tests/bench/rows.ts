/** One comparison of the bench. Times in milliseconds, unless the name says another unit. */
export interface Row {
  readonly name: string
  readonly ours: number
  readonly peer: string
  readonly peerMs: number
  /** How many times as long the peer takes; for a limit, how many times it holds ours. */
  readonly ratio: number
  /** What is asked of the ratio, or of ours. */
  readonly goal: string | undefined
  readonly met: boolean | undefined
  /** Whether the outputs are equal, or how they differ. */
  readonly note: string
}

/** `ours` against a peer, of which a ratio may be asked. */
export const against = (name: string, ours: number, peer: string, peerMs: number, note: string, least?: number): Row => ({
  name,
  ours,
  peer,
  peerMs,
  ratio: peerMs / ours,
  goal: least === undefined ? undefined : `≥ ${least}×`,
  met: least === undefined ? undefined : peerMs / ours >= least,
  note,
})

/** `ours` against a limit in the same unit. */
export const within = (name: string, ours: number, limit: number, unit = 'ms', note = ''): Row => ({
  name,
  ours,
  peer: 'limit',
  peerMs: limit,
  ratio: limit / ours,
  goal: `≤ ${limit} ${unit}`,
  met: ours <= limit,
  note,
})

/** A number that is only told. */
export const told = (name: string, ours: number, note: string): Row => ({ name, ours, peer: '', peerMs: Number.NaN, ratio: Number.NaN, goal: undefined, met: undefined, note })

const figure = (x: number): string => {
  if (Number.isNaN(x)) return ''
  if (x >= 100) return x.toFixed(0)
  return x >= 1 ? x.toFixed(1) : x.toPrecision(2)
}

/** The rows as a table of text, columns as wide as what stands in them. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['what', 'ours', 'against', 'theirs', 'ratio', 'asked', '', 'output']
  const lines = rows.map(({ name, ours, peer, peerMs, ratio, goal, met, note }) => [
    name,
    figure(ours),
    peer,
    figure(peerMs),
    Number.isNaN(ratio) ? '' : `${figure(ratio)}×`,
    goal ?? '',
    met === undefined ? '' : met ? 'met' : 'MISSED',
    note,
  ])
  const all = [head, ...lines]
  const widths = head.map((_, c) => Math.max(...all.map((line) => line[c]!.length)))
  const numeric = new Set([1, 3, 4])
  return all.map((line) => line.map((cell, c) => (numeric.has(c) ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!))).join('  ').trimEnd()).join('\n')
}
