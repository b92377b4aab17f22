import { useEffect, useState } from 'react'
import type { PictureSource, Preview, Shot } from '../../engine/protocol.ts'
import { emptyRecipe } from '../../recipe/recipe.ts'
import { textToRecipe } from '../../recipe/link.ts'
import type { Lab } from '../../state/lab.ts'
import { useSessions, useStores } from '../lab-context.tsx'
import { filmRecipe, rangeRecipe } from './doors.ts'

export interface DoorPictures {
  readonly film: Preview | undefined
  readonly range: Preview | undefined
}

/** The part of each sample that its door shows, at the door's shape: 11 to 6. */
const size = { outWidth: 792, outHeight: 432 } as const
const windows = {
  film: { x: 60, y: 150, width: 1320, height: 720, ...size },
  range: { x: 0, y: 0, width: 1430, height: 780, ...size },
} as const

const shots = (door: keyof typeof windows, recipe: string): readonly Shot[] => [
  { recipe: emptyRecipe, window: windows[door], show: 'before', gain: 1 },
  { recipe: textToRecipe(recipe), window: windows[door], show: 'after', gain: 1 },
]

const sources: Readonly<Record<keyof typeof windows, PictureSource>> = {
  film: { kind: 'sample', id: 'negative' },
  range: { kind: 'sample', id: 'night' },
}

// painted once a page: whoever closes a picture finds the doors as they were
const made = new WeakMap<Lab, Record<keyof DoorPictures, Promise<Preview>>>()

const picturesOf = (lab: Lab): Record<keyof DoorPictures, Promise<Preview>> => {
  const known = made.get(lab)
  if (known) return known
  const { preview } = lab.getState()
  const pictures = {
    film: preview(sources.film, shots('film', filmRecipe)),
    range: preview(sources.range, shots('range', rangeRecipe)),
  }
  made.set(lab, pictures)
  return pictures
}

/** The pictures on the doors, as they get ready. They are the engine's own frames of the samples. */
export function useDoorPictures(): DoorPictures {
  const { lab } = useStores()
  const ready = useSessions((state) => state.phase === 'ready')
  const [pictures, setPictures] = useState<DoorPictures>({ film: undefined, range: undefined })
  useEffect(() => {
    if (!ready) return undefined
    let gone = false
    const ask = (): void => {
      const promised = picturesOf(lab)
      for (const door of ['film', 'range'] as const) {
        promised[door].then(
          (preview) => !gone && setPictures((now) => ({ ...now, [door]: preview })),
          // a door without its picture is still a door
          () => undefined,
        )
      }
    }
    // words first: the page is there and can be used before its pictures are begun
    const timer = setTimeout(ask, made.has(lab) ? 0 : 100)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [lab, ready])
  return pictures
}
