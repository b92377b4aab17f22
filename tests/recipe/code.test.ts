import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Source } from '../../src/kernels/compile.ts'
import { colourChannels, type Channels } from '../../src/kernels/raster.ts'
import { recipeToCode } from '../../src/recipe/code.ts'
import { textToRecipe } from '../../src/recipe/link.ts'
import { anyRecipe } from './any-recipe.ts'

const sourceOf = (depth: Source['depth'], channels: Channels, white = depth === 'u8' ? 255 : depth === 'u16' ? 65_535 : 1): Source => ({
  depth,
  channels,
  bits: depth === 'f32' ? 32 : Math.log2(white + 1),
  white,
  extents: Array.from({ length: colourChannels(channels) }, () => [0, white] as const),
})

const code = (text: string, source = sourceOf('u8', 3), as: 'numpy' | 'opencv' = 'numpy', file?: string): string => recipeToCode(textToRecipe(text), source, as, file)

/** The name of the file that a program for `file` writes. */
const written = (file: string, text: string): unknown => JSON.parse(/save\((".*")\)/.exec(code(text, sourceOf('u8', 3), 'numpy', file))![1]!)

const anySource = fc
  .tuple(fc.constantFrom<Source['depth']>('u8', 'u16', 'f32'), fc.constantFrom<Channels>(1, 2, 3, 4))
  .map(([depth, channels]) => sourceOf(depth, channels))

// that these programs run, and give the lab's bytes, is for tests/golden/programs.test.ts
describe('an exported program', () => {
  it('begins with the recipe’s text and says what it needs', () => {
    const [first, second] = code('log;gamma(gamma=0.8)').split('\n')
    expect(first).toBe('# log;gamma(gamma=0.8)')
    expect(second).toMatch(/8-bit colour picture.*pip install numpy pillow/)
  })

  it('has one numbered comment a step in force, with its formula', () => {
    const text = code('log;-gamma(gamma=2);negative.g')
    expect(text).toContain('# 1. Log: s = c · ln(1 + r)\n')
    expect(text).toContain('# 2. Negative: s = (L − 1) − r, green only\n')
    expect(text).not.toContain('Gamma:')
  })

  it('works on one table where all colours share their steps, and on one for each kind otherwise', () => {
    expect(code('log').match(/range\(256\)/g)).toHaveLength(1)
    expect(code('log;negative.b').match(/range\(256\)/g)).toHaveLength(2)
    expect(code('log.r;negative.b').match(/range\(256\)/g)).toHaveLength(3)
  })

  it('takes m from the picture at the first step and from the steps before it later', () => {
    expect(code('log')).toContain('m = int(img.max())\n')
    expect(code('negative;log')).toContain('m = max(values[img.min()], values[img.max()])\n')
    expect(code('log', sourceOf('u8', 4))).toContain('m = int(img[..., :-1].max())\n')
    expect(code('log(scale=fixed)')).not.toContain('m = ')
  })

  it('rounds by the recipe’s rule, once', () => {
    expect(code('log;gamma(gamma=2)').match(/np\.rint/g)).toHaveLength(1)
    expect(code('rounding=truncate;log')).toContain('np.trunc')
    expect(code('rounding=truncate;log')).not.toContain('np.rint')
  })

  it('names a step that the picture cannot take, with the reason', () => {
    expect(code('bitwise-not;negative', sourceOf('f32', 1))).toMatch(/# 1\. Bitwise NOT.*\n# left out: Bitwise NOT is defined on integer codes/)
    expect(code('negative.r', sourceOf('u8', 1))).toContain('# nothing to do: the picture is grey')
  })

  it('holds codes to the picture’s own white', () => {
    expect(code('gamma(gamma=2)', sourceOf('u16', 1, 1023))).toContain('np.clip(np.rint(values), 0, 1023).astype(np.uint16)')
  })

  it('uses cv2.LUT for 8 bits, blue first, and plain look-up for 16', () => {
    expect(code('negative.r', sourceOf('u8', 3), 'opencv')).toContain('cv2.LUT(img, np.dstack([green_blue_lut, green_blue_lut, red_lut]))')
    expect(code('negative', sourceOf('u16', 3), 'opencv')).toContain('out = lut[img]')
    expect(code('negative', sourceOf('u16', 3), 'opencv')).not.toContain('cv2.LUT')
  })

  it('does not import what it does not use', () => {
    expect(code('negative')).not.toContain('import math')
    expect(code('log')).toContain('import math')
    expect(code('negative')).not.toContain('cv2')
  })

  it('turns a photograph the right way up in both dialects', () => {
    expect(code('negative', sourceOf('u8', 3), 'numpy', 'dsc.jpg')).toContain('exif_transpose')
    expect(code('negative', sourceOf('u8', 3), 'opencv', 'dsc.JPG')).toContain('IMREAD_ANYCOLOR')
    expect(code('negative', sourceOf('u8', 3), 'opencv', 'dsc.png')).toContain('IMREAD_UNCHANGED')
  })

  it('takes the Fourier transform of the picture where the recipe acts on its spectrum', () => {
    const text = recipeToCode(textToRecipe('log'), sourceOf('f32', 1, 9000), 'numpy', 'scan.png', { of: sourceOf('u8', 3), keepDc: false, centred: true })
    expect(text).toContain('spectrum = np.fft.fft2(light)\nspectrum[0, 0] = 0')
    expect(text).toContain('img = np.abs(np.fft.fftshift(spectrum))')
  })
})

describe('the file’s name', () => {
  it('stands in the program as a string, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('numpy' as const, 'opencv' as const), (name, as) => {
        const usual = code('log', sourceOf('u8', 3), as, 'plain.png').split('\n')
        const lines = code('log', sourceOf('u8', 3), as, `${name}.png`).split('\n')
        expect(lines).toHaveLength(usual.length)
        const reading = lines.find((line) => line.includes('open(') || line.includes('imread('))!
        const [literal] = /"(?:[^"\\]|\\.)*"/.exec(reading)!
        expect(JSON.parse(literal)).toBe(`${name}.png`)
      }),
    )
  })

  it('is never the name of the result', () => {
    expect(written('scan.png', '')).toBe('scan_copy.png')
    expect(written('scan.png', 'log;negative')).toBe('scan_log-negative.png')
    expect(written('out/a.b/scan.tif', 'log')).toBe('out/a.b/scan_log.png')
  })
})

it('a program is made for any recipe and any picture', () => {
  fc.assert(
    fc.property(anyRecipe, anySource, fc.constantFrom('numpy' as const, 'opencv' as const), fc.constantFrom('a.png', 'a.tif', undefined), (recipe, source, as, file) => {
      const text = recipeToCode(recipe, source, as, file)
      expect(text).not.toMatch(/undefined|NaN|null|\[object|Infinity/)
      expect(text.endsWith('\n')).toBe(true)
      // brackets close, so that no line is half a line
      for (const [open, close] of ['()', '[]']) expect(text.split(open!).length).toBe(text.split(close!).length)
    }),
  )
})
