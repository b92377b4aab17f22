import type { Engine } from '../engine/engine.ts'
import { current } from './history.ts'
import type { RollFrame } from './roll-frame.ts'
import { thumbnailsOf, type Thumbnails } from './roll-picture.ts'

/** Draws thumbnails one after the other, the newest wish first come; a frame that changes meanwhile is drawn once more. */
export function createThumbnails(engine: Engine, find: (id: number) => RollFrame | undefined, put: (id: number, made: Thumbnails) => void): { redraw(ids: readonly number[]): void; stop(): void } {
  const waiting = new Set<number>()
  let drawing: AbortController | undefined

  const run = async (signal: AbortSignal): Promise<void> => {
    for (const id of waiting) {
      waiting.delete(id)
      const frame = find(id)
      if (!frame?.small) continue
      const recipe = current(frame.history)
      const made = await thumbnailsOf(engine, frame.name, frame.small, recipe, signal).catch(() => undefined)
      if (signal.aborted) return
      const now = find(id)
      if (!now) continue
      if (current(now.history) !== recipe) waiting.add(id)
      else if (made) put(id, made)
    }
  }
  return {
    redraw(ids) {
      for (const id of ids) waiting.add(id)
      if (drawing || waiting.size === 0) return
      const mine = new AbortController()
      drawing = mine
      void run(mine.signal).finally(() => {
        if (drawing === mine) drawing = undefined
      })
    },
    stop() {
      waiting.clear()
      drawing?.abort()
      drawing = undefined
    },
  }
}
