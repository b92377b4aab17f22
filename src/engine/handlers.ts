import { exportPicture } from './exporting.ts'
import { measurePicture } from './measuring.ts'
import { openPicture } from './opening.ts'
import { createPictures } from './pictures.ts'
import type { JobName, Jobs, Progress } from './protocol.ts'
import { createRenderer } from './rendering.ts'

export interface JobContext {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** One plain function a job; a missing one does not compile. They know nothing of workers. */
export type Handlers = { readonly [J in JobName]: (input: Jobs[J]['input'], context: JobContext) => Promise<Jobs[J]['output']> }

/** Handlers over pictures of their own. `share` puts opened pixels on shared memory. */
export function createHandlers({ share }: { readonly share: boolean }): Handlers {
  const pictures = createPictures()
  const renderer = createRenderer()
  return {
    async open({ id, source, from }, context) {
      const of = from === undefined ? undefined : pictures.find(from)
      const { raster, info } = await pictures.add(id, openPicture(id, source, share, context, of))
      return { info, raster }
    },
    async adopt({ id, raster, info }) {
      await pictures.add(id, Promise.resolve({ raster, info }))
      return null
    },
    async restore({ id, source }, context) {
      await pictures.add(id, openPicture(id, source, share, context))
      return null
    },
    async close({ id }) {
      pictures.close(id)
      renderer.forget(id)
      return null
    },
    async render(input) {
      return renderer.render(input, await pictures.get(input.picture))
    },
    async measure({ picture, recipe }, context) {
      return measurePicture(await pictures.get(picture), recipe, context)
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
    async export(input, context) {
      return exportPicture(await pictures.get(input.picture), input, context)
    },
  }
}
