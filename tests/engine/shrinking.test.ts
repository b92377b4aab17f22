import { expect, it } from 'vitest'
import { createCrew } from '../../src/engine/crew.ts'
import { shrunk } from '../../src/engine/shrinking.ts'
import { frameSide } from '../../src/kernels/film/frame/frame.ts'
import { createAverager, createLight, shrinkLight, shrunkSize, wholeArea } from '../../src/kernels/film/light.ts'
import { scanRows } from '../../src/kernels/film/linearise.ts'
import { createRaster, type AnyRaster } from '../../src/kernels/raster.ts'
import { seeded } from '../kernels/negative-recipe.ts'

const width = 2411
const height = 1607

function scan(): AnyRaster {
  const random = seeded(5)
  const data = new Uint16Array(new SharedArrayBuffer(width * height * 6))
  for (let i = 0; i < data.length; i++) data[i] = 65_536 * random() ** 2
  return createRaster({ width, height, channels: 3, depth: 'u16', data }) as AnyRaster
}

it('shrinks a scan for the analysis to the same bits as one worker alone', async () => {
  const raster = scan()
  const alone = shrinkLight(scanRows(raster), frameSide)
  const together = await shrunk(raster, undefined, createCrew())
  expect([together.width, together.height]).toEqual([alone.width, alone.height])
  expect(together.data).toEqual(alone.data)
})

it('averages rows in any order and any parts', () => {
  const rows = scanRows(scan(), 'srgb')
  const { width: wide, height: high, step } = shrunkSize(rows, 700)
  const parts = createLight(wide, high)
  const run = createAverager(rows, wholeArea, parts, step)
  for (let from = high - 1 - ((high - 1) % 37); from >= 0; from -= 37) run(from, Math.min(high, from + 37))
  expect(parts.data).toEqual(shrinkLight(rows, 700).data)
})
