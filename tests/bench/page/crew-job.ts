import type { Step } from '../../../src/kernels/compile.ts'
import type { Channels } from '../../../src/kernels/raster.ts'
import type { Samples } from './race.ts'

/** What a worker of the crew is made for: one source, one result, and the numbers that all share. */
export interface Station {
  readonly source: Samples
  readonly out: Samples
  readonly channels: Channels
  readonly control: Int32Array
  /** Where this worker puts its counts: one run of bins a colour. */
  readonly counts: Uint32Array
}

export type Task = { readonly kind: 'recipe'; readonly steps: readonly Step[] } | { readonly kind: 'count' } | { readonly kind: 'copy' }

export type ToCrew = { readonly kind: 'station'; readonly station: Station } | { readonly kind: 'task'; readonly task: Task }

/** Places in the shared control numbers. */
export const turn = 0
export const nextTile = 1
export const ready = 2
export const tiles = 3

/** Pixels in a tile: 64 KB of RGBA, which the nearer caches hold. */
export const tile = 1 << 14

interface Waiting {
  waitAsync(numbers: Int32Array, index: number, value: number): { readonly value: Promise<string> | string }
}

/** Waits, without stopping this thread, until a control number is no longer `value`. TypeScript's ES2023 has no name for it yet. */
export async function changed(control: Int32Array, index: number, value: number): Promise<void> {
  while (Atomics.load(control, index) === value) await (Atomics as unknown as Waiting).waitAsync(control, index, value).value
}
