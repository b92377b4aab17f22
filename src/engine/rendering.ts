import { compile, type Source } from '../kernels/compile.ts'
import { createPainter, type Painter } from '../kernels/frame.ts'
import { createRaster, type AnyRaster, type Raster } from '../kernels/raster.ts'
import { pick, resample, type Window } from '../kernels/resample.ts'
import { frameFor, type Frame8 } from '../kernels/shown.ts'
import { createCache } from './cache.ts'
import type { Crew } from './crew.ts'
import type { Picture } from './pictures.ts'
import type { Frame, RenderInput } from './protocol.ts'
import { isShared, sharedSamples } from './shared.ts'

/** A recipe's steps without the keys that only the screen knows. */
const recipeKey = ({ recipe, show, gain }: RenderInput): string =>
  JSON.stringify([show, gain, recipe.rounding, recipe.steps.filter((step) => step.enabled).map(({ id, params, target }) => [id, params, target])])

const windowKey = ({ x, y, width, height, outWidth, outHeight }: Window): string => [x, y, width, height, outWidth, outHeight].join()

const painterOf = ({ recipe, show, gain }: RenderInput, source: Source): Painter =>
  createPainter(compile(show === 'before' ? [] : recipe.steps, recipe.rounding, source), { show, gain })

export interface Renderer {
  render(input: RenderInput, picture: Picture): Promise<Frame>
  /** Takes a frame's memory back, for the next frame of its size. */
  recycle(memory: ArrayBuffer): void
  /** Lets go of what was made for a picture. */
  forget(picture: number): void
}

const averages = ({ width, height, outWidth, outHeight }: Window): boolean => outWidth < width && outHeight < height

/** The picture inside a window at the window's size, by all hands where that is worth it. */
async function proxyOf(raster: AnyRaster, window: Window, crew: Crew): Promise<AnyRaster> {
  const { outWidth, outHeight } = window
  if (!averages(window) || !isShared(raster)) return resample(raster, window)
  const data = sharedSamples(raster.depth, outWidth * outHeight * raster.channels)
  const proxy = { ...raster, width: outWidth, height: outHeight, data } as AnyRaster
  await crew.run({ kind: 'average', raster, window, proxy }, { urgent: true })
  return proxy
}

/** A frame that can leave the worker, of a raster that is shared. */
function copied(raster: Raster<'u8'>, spare: Frame8 | undefined): Frame8 {
  const frame = frameFor(raster, spare)
  frame.set(raster.data)
  return frame
}

/** A frame each of before and after. */
const mostSpares = 2

/**
 * Renders frames. Proxies are kept per window and painters per recipe, so that a drag at a fixed window only builds
 * tables and sends the proxy through them.
 */
export function createRenderer(crew: Crew): Renderer {
  const proxies = createCache<Promise<AnyRaster>>(4)
  const painters = createCache<Painter>(6)
  let plate: Raster<'u8'> | undefined
  let spares: readonly ArrayBuffer[] = []

  /** A frame whose colours are mixed costs ten times one from tables, so all hands share in it; undefined for any other. */
  const printByAll = async ({ recipe, show }: RenderInput, source: Source, proxy: AnyRaster): Promise<Raster<'u8'> | undefined> => {
    if (show !== 'after' || proxy.depth === 'f32' || proxy.channels !== 3 || !isShared(proxy)) return undefined
    if (!compile(recipe.steps, recipe.rounding, source).mixing) return undefined
    const { width, height } = proxy
    const fits = plate?.width === width && plate.height === height
    const out = fits ? plate! : createRaster({ width, height, channels: 4, depth: 'u8', data: sharedSamples('u8', width * height * 4) as Uint8Array })
    // nobody else draws on it meanwhile
    plate = undefined
    await crew.run({ kind: 'codes', raster: proxy, source, recipe, out }, { urgent: true })
    plate = out
    return out
  }
  const takeSpare = ({ outWidth, outHeight }: Window): Uint8ClampedArray<ArrayBuffer> | undefined => {
    const found = spares.find(({ byteLength }) => byteLength === outWidth * outHeight * 4)
    spares = spares.filter((spare) => spare !== found)
    return found && new Uint8ClampedArray(found)
  }
  return {
    async render(input, { raster, info }) {
      const { window, picture } = input
      const proxy = input.rough ? pick(raster, window) : proxies.get(picture, windowKey(window), () => proxyOf(raster, window, crew))
      const seen = await proxy
      const printed = await printByAll(input, info.source, seen)
      if (printed) return { window, data: copied(printed, takeSpare(window)) }
      const paint = painters.get(picture, recipeKey(input), () => painterOf(input, info.source))
      return { window, data: paint(seen, takeSpare(window)) }
    },
    recycle(memory) {
      spares = [memory, ...spares].slice(0, mostSpares)
    },
    forget(picture) {
      proxies.forget(picture)
      painters.forget(picture)
      spares = []
      plate = undefined
    },
  }
}
