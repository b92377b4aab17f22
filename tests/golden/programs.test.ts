import { describe, expect, it } from 'vitest'
import { applyTables, quantiseCurves } from '../../src/kernels/apply.ts'
import { buildTables, compile, type Pipeline } from '../../src/kernels/compile.ts'
import type { Raster } from '../../src/kernels/raster.ts'
import { transforms } from '../../src/kernels/registry.ts'
import { tracePixel } from '../../src/kernels/trace-pixel.ts'
import { textToRecipe } from '../../src/recipe/link.ts'
import { bytesOf, golden, sha256, unpack } from './numbers.ts'
import { programCases, type ProgramCase } from './program-cases.ts'

const ran = new Map(golden('programs').programs.map((entry) => [entry.name, entry]))

/** A transform that was added since is run with the next goldens; until then transforms.test.ts alone holds its arithmetic. */
const isNew = (id: string): boolean => ![...ran.keys()].some((name) => name.includes(id))
const cases = programCases.filter(({ recipe }) => !transforms.some(({ id }) => isNew(id) && recipe.includes(id)))

/** Pixel by pixel, with no table. */
function plainly(pipeline: Pipeline, { data, channels, depth }: Raster<'u8' | 'u16'>): Uint8Array | Uint16Array {
  const out = depth === 'u8' ? Uint8Array.from(data) : Uint16Array.from(data)
  for (let i = 0; i < data.length; i += channels) {
    tracePixel(pipeline, [...data.subarray(i, i + 3)]).channels.forEach(({ s }, c) => {
      out[i + c] = s
    })
  }
  return out
}

/** The lab's own result: the picture's container, 16 bits for float. */
function ours({ recipe, source, shown }: ProgramCase): Uint8Array | Uint16Array {
  const { steps, rounding } = textToRecipe(recipe)
  const pipeline = compile(steps, rounding, source)
  if (pipeline.mixing && shown.depth !== 'f32') return plainly(pipeline, shown)
  const { data, channels, width, height, depth } = shown
  if (depth === 'f32') {
    const out = new Uint16Array(data.length)
    quantiseCurves(data, channels, pipeline, out, 0, width * height)
    return out
  }
  const out = depth === 'u8' ? new Uint8Array(data.length) : new Uint16Array(data.length)
  applyTables(data, channels, buildTables(pipeline, depth), out, 0, width * height)
  return out
}

/** What came of this very text when it was run. */
const record = (entry: ProgramCase) => {
  const found = ran.get(entry.name)
  expect(found, 'no record of this program: run npm run goldens').toBeDefined()
  expect(sha256(entry.program), 'the program has changed since it was run: run npm run goldens').toBe(found!.program)
  return found!
}

describe('programs that were really run', () => {
  it.each(cases.filter(({ exact }) => exact))('gave the lab’s very bytes: $name', (entry) => {
    expect(sha256(bytesOf(ours(entry)))).toBe(record(entry).pixels)
  })

  it.each(cases.filter(({ exact }) => !exact))('gave the lab’s codes but for the last bits of other Fourier transforms and powers: $name', (entry) => {
    const theirs = unpack(record(entry).codes!)
    const lab = ours(entry)
    expect(lab.length).toBe(theirs.length)
    const off = [...lab].map((code, i) => Math.abs(code - theirs[i]!))
    expect(Math.max(...off)).toBeLessThanOrEqual(1)
    expect(off.filter((distance) => distance > 0).length).toBeLessThan(lab.length / 50)
  })

  it('are these and no others', () => {
    expect([...ran.keys()]).toEqual(cases.map(({ name }) => name))
  })

  it.each(['negative', 'log', 'gamma', 'bitwise-not'])('have %s among them', (id) => {
    expect(cases.filter(({ recipe }) => recipe.includes(id)).length).toBeGreaterThan(4)
  })
})
