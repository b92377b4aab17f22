import { describe, expect, it } from 'vitest'
import { applyTables, quantiseCurves } from '../../src/kernels/apply.ts'
import { buildTables, compile } from '../../src/kernels/compile.ts'
import { textToRecipe } from '../../src/recipe/link.ts'
import { bytesOf, golden, sha256 } from './numbers.ts'
import { programCases, type ProgramCase } from './program-cases.ts'

const ran = new Map(golden('programs').programs.map((entry) => [entry.name, entry]))

/** The lab's own result: the picture's container, 16 bits for float. */
function ours({ recipe, source, raster }: ProgramCase): Uint8Array | Uint16Array {
  const { steps, rounding } = textToRecipe(recipe)
  const pipeline = compile(steps, rounding, source)
  const { data, channels, width, height, depth } = raster
  if (depth === 'f32') {
    const out = new Uint16Array(data.length)
    quantiseCurves(data, channels, pipeline, out, 0, width * height)
    return out
  }
  const out = depth === 'u8' ? new Uint8Array(data.length) : new Uint16Array(data.length)
  applyTables(data, channels, buildTables(pipeline, depth), out, 0, width * height)
  return out
}

describe('programs that were really run', () => {
  it.each(programCases)('gave the lab’s very bytes: $name', (entry) => {
    const record = ran.get(entry.name)
    expect(record, 'no record of this program: run npm run goldens').toBeDefined()
    expect(sha256(entry.program), 'the program has changed since it was run: run npm run goldens').toBe(record!.program)
    expect(sha256(bytesOf(ours(entry)))).toBe(record!.pixels)
  })

  it('are these and no others', () => {
    expect([...ran.keys()]).toEqual(programCases.map(({ name }) => name))
  })
})
