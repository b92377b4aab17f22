/**
 * Who does which tile, on memory that all workers of a piece of work share. Tiles are handed out by one counter; each
 * worker notes those it took. A hand that never reports is abandoned, and what it took is done again: tiles only write
 * what anybody would write, and its counts were never added.
 */
export interface Claims {
  /** Where the tiles' owners and the hands' states stand. */
  readonly table: Int32Array
  readonly hands: number
}

/** The worker whose work it is; hands are 0, 1, … */
export const boss = -1

const nextTile = 0
const reports = 1
const head = 2

const idle = 0
const working = 1
const reported = 2
const abandoned = 3

export const claimsBytes = (tiles: number, hands: number): number => 4 * (head + hands + tiles)

export const claimsOn = (buffer: ArrayBufferLike, hands: number): Claims => ({ table: new Int32Array(buffer), hands })

const tilesOf = ({ table, hands }: Claims): number => table.length - head - hands

/** The next tile for this worker; undefined when all are taken. */
export function takeTile(claims: Claims, hand: number): number | undefined {
  const { table, hands } = claims
  const tile = Atomics.add(table, nextTile, 1)
  if (tile >= tilesOf(claims)) return undefined
  Atomics.store(table, head + hands + tile, hand + 2)
  return tile
}

/** How many tiles were taken. */
export const taken = (claims: Claims): number => Math.min(Atomics.load(claims.table, nextTile), tilesOf(claims))

/** Takes what is left, so that every worker stops after its tile. */
export const stopAll = (claims: Claims): void => void Atomics.store(claims.table, nextTile, tilesOf(claims))

/** A hand begins; false when it comes too late. */
export const begin = (claims: Claims, hand: number): boolean =>
  taken(claims) < tilesOf(claims) && Atomics.compareExchange(claims.table, head + hand, idle, working) === idle

/** A hand has done its tiles, and what it counted stands where it will be read. */
export function report({ table }: Claims, hand: number): void {
  Atomics.compareExchange(table, head + hand, working, reported)
  Atomics.add(table, reports, 1)
  Atomics.notify(table, reports)
}

/** Hands that have not begun are not waited for; true when nobody is at work any more. Blocks for up to `wait` milliseconds. */
export function settled({ table, hands }: Claims, wait: number): boolean {
  const seen = Atomics.load(table, reports)
  let busy = false
  for (let hand = 0; hand < hands; hand++) {
    if (Atomics.compareExchange(table, head + hand, idle, abandoned) === working) busy = true
  }
  if (busy && wait > 0) Atomics.wait(table, reports, seen, wait)
  return !busy
}

/** Gives up the hands that have not reported. Then tells who has, and which tiles have to be done again. */
export function close(claims: Claims): { readonly reported: readonly number[]; readonly undone: readonly number[] } {
  const { table, hands } = claims
  const done = new Set([boss + 2])
  for (let hand = 0; hand < hands; hand++) {
    Atomics.compareExchange(table, head + hand, idle, abandoned)
    Atomics.compareExchange(table, head + hand, working, abandoned)
    if (Atomics.load(table, head + hand) === reported) done.add(hand + 2)
  }
  const undone: number[] = []
  for (let tile = 0; tile < tilesOf(claims); tile++) if (!done.has(Atomics.load(table, head + hands + tile))) undone.push(tile)
  return { reported: [...done].filter((owner) => owner > boss + 2).map((owner) => owner - 2), undone }
}
