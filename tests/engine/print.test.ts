import { expect, it } from 'vitest'
import { createCrew } from '../../src/engine/crew.ts'
import { describePicture } from '../../src/engine/describing.ts'
import { createRenderer } from '../../src/engine/rendering.ts'
import { shared } from '../../src/engine/shared.ts'
import { compile } from '../../src/kernels/compile.ts'
import { createPainter } from '../../src/kernels/frame.ts'
import { countHistograms } from '../../src/kernels/histogram.ts'
import { createRaster, type AnyRaster } from '../../src/kernels/raster.ts'
import { resample } from '../../src/kernels/resample.ts'
import { makeStep } from '../../src/recipe/recipe.ts'

const [width, height] = [1600, 1200]
const window = { x: 0, y: 0, width, height, outWidth: 800, outHeight: 600 }

const scan = (depth: 'u8' | 'u16'): AnyRaster => {
  const white = depth === 'u8' ? 255 : 65_535
  const value = (_: unknown, i: number): number => (0.35 + 0.3 * Math.sin(i / 7919) + 0.1 * Math.sin(i / 97)) * white
  const length = width * height * 3
  return shared(depth === 'u8' ? createRaster({ width, height, channels: 3, depth, data: Uint8Array.from({ length }, value) }) : createRaster({ width, height, channels: 3, depth, data: Uint16Array.from({ length }, value) }))
}

it.each(['u8', 'u16'] as const)('prints a film step with its hands as one painter does, %s', async (depth) => {
  const raster = scan(depth)
  const info = describePicture(1, raster, { name: 'scan', format: 'TIFF', notes: [], extents: undefined }, countHistograms(raster))
  const recipe = { rounding: 'nearest-even', steps: [makeStep('film-negative', { exposure: 0.4 }), makeStep('gamma', { gamma: 0.9 })] } as const
  const crew = createCrew()
  const { port1, port2 } = new MessageChannel()
  crew.hire('hand', port1)
  createCrew().lend(port2)
  const renderer = createRenderer(crew)
  const look = { picture: 1, window, show: 'after', gain: 1, recipe } as const
  const painted = createPainter(compile(recipe.steps, recipe.rounding, info.source), { show: 'after', gain: 1 })(resample(raster, window))
  for (let k = 0; k < 2; k++) {
    const { data } = await renderer.render(look, { raster, info })
    expect(Buffer.from(data.buffer).equals(Buffer.from(painted.buffer))).toBe(true)
    renderer.recycle(data.buffer)
  }
  port1.close()
  port2.close()
})
