/**
 * The right of way of frames, on memory that all workers share: while one is being made, whoever counts or writes tiles
 * stands still between two of them, so that the frame has a core to itself. Where memory is not shared nobody knows.
 */
export interface RightOfWay {
  /** From now on this worker heeds, and sets, the sign in this memory. */
  join(memory: SharedArrayBuffer): void
  /** Makes a frame with the right of way. */
  during<T>(frame: () => Promise<T>): Promise<T>
  /** Waits for the frame that is being made, if there is one, but not for ever: slow work has to end as well. */
  giveWay(): Promise<void> | undefined
}

export const signBytes = 4

/** Milliseconds between two looks at the sign, and how many looks are enough. */
const look = 2
const looks = 12

async function pass(sign: Int32Array): Promise<void> {
  for (let k = 0; k < looks && Atomics.load(sign, 0) > 0; k++) await new Promise((resolve) => setTimeout(resolve, look))
}

export function createRightOfWay(): RightOfWay {
  let sign: Int32Array | undefined

  return {
    join(memory) {
      sign = new Int32Array(memory)
      // whoever set it may have died of its frame
      Atomics.store(sign, 0, 0)
    },
    async during(frame) {
      const own = sign
      if (own) Atomics.store(own, 0, 1)
      try {
        return await frame()
      } finally {
        if (own) Atomics.store(own, 0, 0)
      }
    },
    giveWay: () => (sign && Atomics.load(sign, 0) > 0 ? pass(sign) : undefined),
  }
}
