/** A frame that takes longer than this holds up nothing else, in milliseconds. */
const blink = 40

/**
 * Lets work wait until the frames under way are drawn. What a hand drags is seen on the picture first; the worker's answer
 * must not stand in line behind everything that is drawn of it here.
 */
export interface FrameWait {
  /** Counts a frame as under way until it settles. */
  during<T>(frame: Promise<T>): Promise<T>
  /** Runs at once where no frame is under way, else `rest` milliseconds after the last one is drawn. Only the newest waits. */
  after(work: () => void, rest?: number): void
}

export function createFrameWait(patience = blink): FrameWait {
  let underWay = 0
  let waiting: (() => void) | undefined
  let pause = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = (): void => {
    clearTimeout(timer)
    const work = waiting
    waiting = undefined
    work?.()
  }
  const settled = (): void => {
    underWay--
    if (underWay > 0 || !waiting) return
    // whoever waits for the frame draws it in this turn
    clearTimeout(timer)
    timer = setTimeout(run, pause)
  }

  return {
    during(frame) {
      underWay++
      frame.then(settled, settled)
      return frame
    },
    after(work, rest = 0) {
      if (underWay === 0) {
        waiting = undefined
        clearTimeout(timer)
        work()
        return
      }
      if (!waiting) timer = setTimeout(run, patience + rest)
      waiting = work
      pause = rest
    },
  }
}
