import { compile, type Source } from '../kernels/compile.ts'
import { createPainter, type Painter } from '../kernels/frame.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import { resample, type Window } from '../kernels/resample.ts'
import type { Picture } from './pictures.ts'
import type { Frame, RenderInput } from './protocol.ts'

interface Cache<T> {
  get(picture: number, key: string, make: () => T): T
  forget(picture: number): void
}

/** What was used last, up to `size` of them. */
const createCache = <T>(size: number): Cache<T> => {
  const kept = new Map<string, { readonly picture: number; readonly value: T }>()
  return {
    get(picture, key, make) {
      const whole = `${picture} ${key}`
      const entry = kept.get(whole) ?? { picture, value: make() }
      kept.delete(whole)
      kept.set(whole, entry)
      if (kept.size > size) kept.delete(kept.keys().next().value!)
      return entry.value
    },
    forget(picture) {
      for (const [key, entry] of kept) if (entry.picture === picture) kept.delete(key)
    },
  }
}

/** A recipe's steps without the keys that only the screen knows. */
const recipeKey = ({ recipe, show, gain }: RenderInput): string =>
  JSON.stringify([show, gain, recipe.rounding, recipe.steps.filter((step) => step.enabled).map(({ id, params, target }) => [id, params, target])])

const windowKey = ({ x, y, width, height, outWidth, outHeight }: Window): string => [x, y, width, height, outWidth, outHeight].join()

const painterOf = ({ recipe, show, gain }: RenderInput, source: Source): Painter =>
  createPainter(compile(show === 'before' ? [] : recipe.steps, recipe.rounding, source), { show, gain })

export interface Renderer {
  render(input: RenderInput, picture: Picture): Frame
  /** Lets go of what was made for a picture. */
  forget(picture: number): void
}

/**
 * Renders frames. Proxies are kept per window and painters per recipe, so that a drag at a fixed window only builds
 * tables and sends the proxy through them.
 */
export function createRenderer(): Renderer {
  const proxies = createCache<AnyRaster>(4)
  const painters = createCache<Painter>(6)
  return {
    render(input, { raster, info }) {
      const { window, picture } = input
      const proxy = proxies.get(picture, windowKey(window), () => resample(raster, window))
      return { window, data: painters.get(picture, recipeKey(input), () => painterOf(input, info.source))(proxy) }
    },
    forget(picture) {
      proxies.forget(picture)
      painters.forget(picture)
    },
  }
}
