import { compile, type Source } from '../kernels/compile.ts'
import { createPainter, type Painter } from '../kernels/frame.ts'
import type { AnyRaster } from '../kernels/raster.ts'
import { resample, type Window } from '../kernels/resample.ts'
import { createCache } from './cache.ts'
import type { Picture } from './pictures.ts'
import type { Frame, RenderInput } from './protocol.ts'

/** A recipe's steps without the keys that only the screen knows. */
const recipeKey = ({ recipe, show, gain }: RenderInput): string =>
  JSON.stringify([show, gain, recipe.rounding, recipe.steps.filter((step) => step.enabled).map(({ id, params, target }) => [id, params, target])])

export const windowKey = ({ x, y, width, height, outWidth, outHeight }: Window): string => [x, y, width, height, outWidth, outHeight].join()

const painterOf = ({ recipe, show, gain }: RenderInput, source: Source): Painter =>
  createPainter(compile(show === 'before' ? [] : recipe.steps, recipe.rounding, source), { show, gain })

export interface Renderer {
  /** `given` is the window's proxy, where others made it. */
  render(input: RenderInput, picture: Picture, given?: AnyRaster): Frame
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
    render(input, { raster, info }, given) {
      const { window, picture } = input
      const proxy = given ?? proxies.get(picture, windowKey(window), () => resample(raster, window))
      return { window, data: painters.get(picture, recipeKey(input), () => painterOf(input, info.source))(proxy) }
    },
    forget(picture) {
      proxies.forget(picture)
      painters.forget(picture)
    },
  }
}
