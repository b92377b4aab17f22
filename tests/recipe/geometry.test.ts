import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../src/kernels/failure.ts'
import { createFramer, framedSize, type Geometry } from '../../src/kernels/geometry.ts'
import { createRaster, type AnyRaster } from '../../src/kernels/raster.ts'
import { flipped, geometryToText, isWhole, soundGeometry, textToGeometry, turned, wholeGeometry } from '../../src/recipe/geometry.ts'
import { recipeToText, textToRecipe } from '../../src/recipe/link.ts'
import { emptyRecipe, withGeometry } from '../../src/recipe/recipe.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const anyGeometry: fc.Arbitrary<Geometry> = fc
  .record({
    x: share, y: share, w: share, h: share,
    angle: fc.double({ min: -60, max: 60, noNaN: true }),
    turns: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    mirror: fc.boolean(),
    corner: fc.double({ min: 0, max: 0.6, noNaN: true }),
    surface: fc.option(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), { nil: undefined }),
  })
  .map(({ x, y, w, h, angle, turns, mirror, corner, surface }) => ({ area: { x, y, width: w, height: h }, angle, turns, mirror, fallOff: { corner, ...(surface && { surface }) } }))

const raster = createRaster({ width: 5, height: 4, channels: 1, depth: 'u8', data: Uint8Array.from({ length: 20 }, (_, i) => i) }) as AnyRaster

const seen = (geometry: Geometry): readonly number[] => {
  const { width, height } = framedSize(geometry, 5, 4)
  const out = new Uint8Array(width * height)
  createFramer(raster, geometry, out)(0, height)
  return [width, height, ...out]
}

describe('a geometry in text', () => {
  it('comes back from its text, and from a recipe’s', () => {
    fc.assert(
      fc.property(anyGeometry, (given) => {
        const geometry = soundGeometry(given)
        expect(textToGeometry(geometryToText(geometry))).toEqual(geometry)
        const recipe = withGeometry({ ...emptyRecipe, rounding: 'truncate' }, given)
        expect(textToRecipe(recipeToText(recipe))).toEqual(recipe)
      }),
    )
  })

  it('leaves nothing in a recipe where it changes nothing', () => {
    expect(isWhole(wholeGeometry)).toBe(true)
    expect(withGeometry(emptyRecipe, wholeGeometry)).toEqual(emptyRecipe)
    expect(recipeToText(withGeometry(emptyRecipe, wholeGeometry))).toBe('')
  })

  it.each(['frame(x=2)', 'frame(w=0)', 'frame(angle=90)', 'frame(turn=1.5)', 'frame(turn=7)', 'frame(mirror=1)', 'frame(surface=1/2)', 'frame(x=1e999)', 'frame(size=1)', 'frame(x=0,x=0)', 'negative;frame(x=0.1)'])('is refused as %s', (text) => {
    expect(() => textToRecipe(text)).toThrow(FailureError)
  })
})

describe('turning and flipping', () => {
  it('act on what is seen, mirrored or not', () => {
    for (const start of [wholeGeometry, { ...wholeGeometry, turns: 1, mirror: true } as const, { ...wholeGeometry, turns: 2 } as const, { ...wholeGeometry, turns: 3, mirror: true } as const]) {
      const [width, height, ...before] = seen(start) as [number, number, ...number[]]
      const rows = Array.from({ length: height }, (_, y) => before.slice(y * width, (y + 1) * width))
      expect(seen(flipped(start, 'left-right'))).toEqual([width, height, ...rows.flatMap((row) => row.toReversed())])
      expect(seen(flipped(start, 'upside-down'))).toEqual([width, height, ...rows.toReversed().flat()])
      const clockwise = Array.from({ length: width }, (_, x) => rows.map((row) => row[x]!).toReversed()).flat()
      expect(seen(turned(start, 1))).toEqual([height, width, ...clockwise])
      expect(seen(turned(turned(start, 1), -1))).toEqual([width, height, ...before])
    }
  })
})
