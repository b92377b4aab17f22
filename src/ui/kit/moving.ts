let moves = 0
const waiting: (() => void)[] = []

/** Whether a change is being made by a hand that moves, one of many in a second. */
export const isMoving = (): boolean => moves > 0

/** Makes such a change. What was left for after it runs before this returns. */
export function byMove(change: () => void): void {
  moves++
  try {
    change()
  } finally {
    moves--
    if (moves === 0) for (const then of waiting.splice(0)) then()
  }
}

/** Leaves something for the moment when everybody has heard of the change that is being made. */
export const afterMove = (then: () => void): void => void waiting.push(then)
