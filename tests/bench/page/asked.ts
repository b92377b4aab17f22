import type { Entry } from './race.ts'

/** γ of the tables, as sRGB roughly has it. */
export const exponent = 0.45

export interface Peer {
  /** Something is asked against it, so that a quick run has it as well. */
  readonly asked: boolean
  /** Rejects with the reason where the peer is not able. */
  readonly start: () => Promise<Entry>
}
