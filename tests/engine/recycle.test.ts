import { expect, it } from 'vitest'
import { createRaster } from '../../src/kernels/raster.ts'
import { createCrew } from '../../src/engine/crew.ts'
import { describePicture } from '../../src/engine/describing.ts'
import { createRenderer } from '../../src/engine/rendering.ts'
import { makeStep } from '../../src/recipe/recipe.ts'
import { countHistograms } from '../../src/kernels/histogram.ts'

const raster = createRaster({ width: 8, height: 6, channels: 1, depth: 'u8', data: Uint8Array.from({ length: 48 }, (_, i) => 5 * i) })
const info = describePicture(1, raster, { name: 'ramp', format: 'PNG', notes: [], extents: undefined }, countHistograms(raster))
const look = { picture: 1, window: { x: 0, y: 0, width: 8, height: 6, outWidth: 8, outHeight: 6 }, show: 'after', gain: 1 } as const
const recipe = (id: string) => ({ rounding: 'nearest-even', steps: [makeStep(id)] }) as const

it('draws the next frame into the memory that came back, and nothing of the old one stays', async () => {
  const renderer = createRenderer(createCrew())
  const first = await renderer.render({ ...look, recipe: recipe('negative') }, { raster, info })
  const fresh = await createRenderer(createCrew()).render({ ...look, recipe: recipe('log') }, { raster, info })
  renderer.recycle(first.data.buffer)
  const second = await renderer.render({ ...look, recipe: recipe('log') }, { raster, info })
  expect(second.data.buffer).toBe(first.data.buffer)
  expect(second.data).toEqual(fresh.data)
})

it('leaves memory of another size alone', async () => {
  const renderer = createRenderer(createCrew())
  const small = new ArrayBuffer(16)
  renderer.recycle(small)
  const frame = await renderer.render({ ...look, recipe: recipe('negative') }, { raster, info })
  expect(frame.data.buffer).not.toBe(small)
  expect(frame.data.length).toBe(8 * 6 * 4)
})
