/** What the page under measurement tells of itself. Times in milliseconds of its own clock. */
export interface Watch {
  /** When the last picture was handed over. */
  openedAt: number
  /** The first drawing on the stage since then, and when the browser had shown it. */
  firstDrawn: number
  firstShown: number
  /** The last drawing on the stage. */
  lastDrawn: number
  /** One a tick of a slider: from the input event to the drawn frame, and to the shown one. */
  drawn: number[]
  shown: number[]
  /** The longest task of the main thread since it was last set to 0. Tasks under 50 ms are not told. */
  longest: number
}

declare global {
  var labWatch: Watch
}

/** Runs in the page before anything else: listens to inputs, and to what the stage draws. */
export function installWatch(): void {
  const watch: Watch = { openedAt: 0, firstDrawn: 0, firstShown: 0, lastDrawn: 0, drawn: [], shown: [], longest: 0 }
  globalThis.labWatch = watch
  let input = 0
  addEventListener(
    'change',
    (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === 'file') Object.assign(watch, { openedAt: performance.now(), firstDrawn: 0, firstShown: 0 })
    },
    true,
  )
  addEventListener('pointermove', (event: PointerEvent) => void (event.buttons === 1 && (input ||= performance.now())), true)

  // a task posted from a frame's animation callback runs when the frame was painted
  const { port1, port2 } = new MessageChannel()
  const awaited: ((now: number) => void)[] = []
  port1.addEventListener('message', () => awaited.splice(0).forEach((then) => then(performance.now())))
  port1.start()
  const whenShown = (then: (now: number) => void): void => {
    awaited.push(then)
    requestAnimationFrame(() => port2.postMessage(0, []))
  }
  const put = CanvasRenderingContext2D.prototype.putImageData
  CanvasRenderingContext2D.prototype.putImageData = function (this: CanvasRenderingContext2D, data: ImageData, ...place: number[]): void {
    Reflect.apply(put, this, [data, ...place])
    if (!(this.canvas instanceof HTMLCanvasElement) || !this.canvas.closest('[role="application"]')) return
    const now = performance.now()
    watch.lastDrawn = now
    if (watch.openedAt > 0 && watch.firstDrawn === 0) {
      watch.firstDrawn = now
      whenShown((then) => (watch.firstShown = then))
    }
    if (input === 0) return
    const begun = input
    input = 0
    watch.drawn.push(now - begun)
    whenShown((then) => watch.shown.push(then - begun))
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.longest = Math.max(watch.longest, entry.duration)
  }).observe({ type: 'longtask', buffered: true })
}
