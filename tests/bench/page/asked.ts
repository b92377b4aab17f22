import type { Entry } from './race.ts'

/** γ of the tables, as sRGB roughly has it. */
export const exponent = 0.45

/** A peer that may not be able: it then rejects with the reason. */
export type Peer = () => Promise<Entry>
