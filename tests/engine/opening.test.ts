import { expect, it } from 'vitest'
import { budgetOf } from '../../src/codecs/budget.ts'
import { encodeBytes } from '../codecs/encode.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { memoryOf } from '../../src/engine/opening.ts'
import type { Progress } from '../../src/engine/protocol.ts'
import { createRaster } from '../../src/kernels/raster.ts'

it('takes the memory that a small machine tells, and no limit from one that has eight gigabytes or more', () => {
  expect(memoryOf({ deviceMemory: 0.5 })).toBe(2 ** 29)
  expect(memoryOf({ deviceMemory: 4 })).toBe(2 ** 32)
  expect(memoryOf({ deviceMemory: 8 })).toBeUndefined()
  expect(memoryOf({})).toBeUndefined()
  expect(memoryOf(undefined)).toBeUndefined()
})

it('says with the first progress of a file what the picture needs, and goes on saying it', async () => {
  const raster = createRaster({ width: 300, height: 200, channels: 3, depth: 'u16', data: Uint16Array.from({ length: 180_000 }, (_, i) => (i * 40_503) % 65_536) })
  const bytes = await encodeBytes(raster, 'png', { quality: 100 })
  const told: Progress[] = []
  await createInlineEngine().open({ kind: 'file', name: 'scan.png', blob: new Blob([bytes]) }, { onProgress: (progress) => told.push(progress) })
  // the file and its pixels; codes, a file that is no larger, and a copy of that
  const { width, height, channels, depth } = raster
  const needs = budgetOf({ width, height, channels, depth, orientation: 1, stored: bytes.length, working: 0 }).whole
  expect(told[0]).toEqual({ done: 0, stage: 'decoding', needs })
  expect(told.length).toBeGreaterThan(1)
  for (const progress of told) expect(progress.needs).toBe(needs)
})
