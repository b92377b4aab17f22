/** A frame that takes longer than this holds up nothing else, in milliseconds. */
const patience = 40

/**
 * Lets work wait until the frames under way are drawn. What a hand drags is seen on the picture first; the worker's answer
 * must not stand in line behind everything that is drawn of it here.
 */
export interface FrameWait {
  /** Counts a frame as under way until it settles. */
  during<T>(frame: Promise<T>): Promise<T>
  /** Runs at once where no frame is under way, else when the last one is drawn. Only the newest waits. */
  then(work: () => void): void
}

export function createFrameWait(): FrameWait {
  let underWay = 0
  let waiting: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = (): void => {
    clearTimeout(timer)
    const work = waiting
    waiting = undefined
    work?.()
  }
  const settled = (): void => {
    underWay--
    // whoever waits for the frame draws it in this turn, and the rest follows in the next
    if (underWay === 0 && waiting) setTimeout(run)
  }

  return {
    during(frame) {
      underWay++
      frame.then(settled, settled)
      return frame
    },
    then(work) {
      if (underWay === 0) {
        waiting = undefined
        clearTimeout(timer)
        work()
        return
      }
      if (!waiting) timer = setTimeout(run, patience)
      waiting = work
    },
  }
}
