import { createEngine } from '../../../src/engine/client.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import type { PictureInfo } from '../../../src/engine/protocol.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'

export interface LaneTimes {
  /** 95th percentile of a frame of 1920 × 1080, from asking to having it: with nothing else to do, and beside slow work. */
  readonly idle: number
  readonly busy: number
  /** Frames made while the slow work ran. */
  readonly frames: number
}

const gap = 30

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Frames of ever other γ until told to stop: the times that they took. */
async function frames(engine: Engine, { id, width, height }: PictureInfo, enough: (count: number) => boolean): Promise<readonly number[]> {
  const window = { x: 0, y: 0, width, height, outWidth: 1620, outHeight: 1080 }
  const times: number[] = []
  while (!enough(times.length)) {
    const recipe = textToRecipe(`gamma(gamma=${(0.4 + (times.length % 200) / 100).toFixed(2)})`)
    const start = performance.now()
    const frame = await engine.render('main', { picture: id, recipe, window, show: 'after', gain: 1 })
    times.push(performance.now() - start)
    if (frame) engine.recycle(frame)
    await wait(gap)
  }
  return times
}

const tail = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!

/** Frames of a picture while it is exported as a 16-bit PNG and its spectrum is taken, against frames alone. */
export async function laneTimes(url: string, count: number): Promise<LaneTimes> {
  const engine = createEngine()
  try {
    const blob = await (await fetch(url)).blob()
    const source = { kind: 'file', name: 'photo.jpg', blob } as const
    const info = await engine.open(source)
    await frames(engine, info, (made) => made >= 20)
    const idle = await frames(engine, info, (made) => made >= count)
    let working = true
    const work = Promise.all([
      engine.export({ picture: info.id, recipe: textToRecipe('log'), format: 'png', bits: 16, quality: 100 }),
      engine.open({ kind: 'spectrum', of: source, name: 'spectrum', options: { keepDc: false, centred: true } }),
    ]).finally(() => (working = false))
    const busy = await frames(engine, info, () => !working)
    await work
    return { idle: tail(idle), busy: tail(busy), frames: busy.length }
  } finally {
    engine.dispose()
  }
}
