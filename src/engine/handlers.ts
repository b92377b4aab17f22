import { analyseFilm } from '../kernels/film/analyse.ts'
import { resample } from '../kernels/resample.ts'
import { createCrew } from './crew.ts'
import { exportPicture } from './exporting.ts'
import { describePicture } from './describing.ts'
import { createMeasurer } from './measuring.ts'
import { decodeSource } from './opening.ts'
import { createPictures } from './pictures.ts'
import type { JobName, Jobs, Progress } from './protocol.ts'
import { createRenderer } from './rendering.ts'
import { createRightOfWay } from './right-of-way.ts'
import { estimatorWeights } from './estimator.ts'
import { shrunk } from './shrinking.ts'

export interface JobContext {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** One plain function a job; a missing one does not compile. They know nothing of workers. */
export type Handlers = { readonly [J in JobName]: (input: Jobs[J]['input'], context: JobContext) => Promise<Jobs[J]['output']> }

/** Handlers over pictures of their own. `share` puts opened pixels on shared memory. */
export function createHandlers({ share }: { readonly share: boolean }): Handlers {
  const pictures = createPictures()
  const way = createRightOfWay()
  const crew = createCrew(way)
  const renderer = createRenderer(crew)
  const measurer = createMeasurer(crew)
  return {
    async decode({ id, source, from }, context) {
      const of = from === undefined ? undefined : pictures.find(from)
      const decoding = decodeSource(source, share, context, crew, of)
      // shared pixels come back as everybody's; others stay here as well
      if (!share) pictures.add(id, decoding.then(({ raster }) => raster))
      return decoding
    },
    async take({ id, source, from }, context) {
      const decoding = decodeSource(source, share, context, crew, from === undefined ? undefined : pictures.find(from))
      pictures.add(id, decoding.then(({ raster }) => raster))
      const { raster, head, counts } = await decoding
      const info = describePicture(id, raster, head, counts)
      pictures.describe(id, info)
      return info
    },
    async describe({ id, info }) {
      pictures.describe(id, info)
      return null
    },
    async adopt({ id, raster, info }) {
      pictures.add(id, Promise.resolve(raster))
      pictures.describe(id, info)
      return null
    },
    async restore({ id, source, info }, context) {
      pictures.add(id, decodeSource(source, share, context, crew).then(({ raster }) => raster))
      pictures.describe(id, info)
      return null
    },
    async heed({ memory }) {
      way.join(memory)
      return null
    },
    async hire({ name, port }) {
      crew.hire(name, port)
      return null
    },
    async lend({ port }) {
      crew.lend(port)
      return null
    },
    async recycle({ memory }) {
      renderer.recycle(memory)
      return null
    },
    async close({ id }) {
      pictures.close(id)
      renderer.forget(id)
      measurer.forget(id)
      return null
    },
    async render(input) {
      return way.during(async () => renderer.render(input, await pictures.get(input.picture)))
    },
    async measure({ picture, recipe }, context) {
      return measurer.measure(await pictures.get(picture), recipe, context)
    },
    async analyse({ picture, encoding }) {
      const [{ raster }, weights] = await Promise.all([pictures.get(picture), estimatorWeights()])
      return analyseFilm(raster, { weights, encoding, small: await shrunk(raster, encoding, crew) })
    },
    async sample({ picture, x, y, width, height }) {
      const { raster } = await pictures.get(picture)
      const { channels, data } = raster
      const values = new Float64Array(width * height * channels)
      for (let row = 0; row < height; row++) {
        const from = ((y + row) * raster.width + x) * channels
        values.set(data.subarray(from, from + width * channels), row * width * channels)
      }
      return { values, channels }
    },
    async shrink({ picture, longest }) {
      const { raster } = await pictures.get(picture)
      const { width, height } = raster
      const scale = Math.min(1, longest / Math.max(width, height))
      return resample(raster, { x: 0, y: 0, width, height, outWidth: Math.max(1, Math.round(width * scale)), outHeight: Math.max(1, Math.round(height * scale)) })
    },
    async export(input, context) {
      return exportPicture(await pictures.get(input.picture), input, context, crew)
    },
  }
}
