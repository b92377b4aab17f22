import type { Stores } from '../lab-context.tsx'

/** Inverts what was just opened: the scan, or all of a roll. */
export const invertOpened = ({ lab, roll }: Pick<Stores, 'lab' | 'roll'>): void => {
  if (roll && roll.getState().frames.length > 0) void roll.getState().invert()
  else void lab.getState().invert()
}
