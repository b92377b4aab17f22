import { describe, expect, it } from 'vitest'
import { buildTables, compile, isIdle } from '../../src/kernels/compile.ts'
import { develop } from '../../src/kernels/film/develop.ts'
import { linearToSrgb } from '../../src/kernels/film/linearise.ts'
import { filmParamsOf, paramsOfFilm, type NegativeParams } from '../../src/kernels/film/step/negative-params.ts'
import { createPainter } from '../../src/kernels/frame.ts'
import { mixPixel } from '../../src/kernels/mixing.ts'
import { mixedCurve } from '../../src/kernels/mixed-curve.ts'
import { checkParams } from '../../src/kernels/params.ts'
import { createRaster, type Encoding } from '../../src/kernels/raster.ts'
import { transforms } from '../../src/kernels/registry.ts'
import { tracePixel } from '../../src/kernels/trace-pixel.ts'
import { recipeToText, textToRecipe } from '../../src/recipe/link.ts'
import { addStep, emptyRecipe, makeStep } from '../../src/recipe/recipe.ts'
import { anyFilm, anyNegative, negativeStep, ordinary, printed, scanSource, seeded } from './negative-recipe.ts'

/** The layers' light of one pixel with these numbers. */
const layersWith = (params: object) => {
  const { mixing: stage } = compile([negativeStep({ ...ordinary, ...params })], 'nearest-even', scanSource('f32'))
  return mixPixel(stage!.map, [0.5, 0.3, 0.2]).v
}

const mixing = transforms.filter(({ mix }) => mix)
const white = 65_535

describe.each(mixing)('$id', (transform) => {
  const random = seeded(11)

  it('gives codes inside 0 … white for any pixel and any numbers', () => {
    for (let i = 0; i < 200; i++) {
      const pipeline = compile([makeStep(transform.id, anyNegative(random))], 'nearest-even', scanSource('u16'))
      const pixel = [0, 1, 2].map(() => Math.floor(random() * (white + 1)))
      for (const { s, values } of tracePixel(pipeline, pixel).channels) {
        expect(Number.isInteger(s) && s >= 0 && s <= white, JSON.stringify(pixel)).toBe(true)
        expect(values.every(Number.isFinite)).toBe(true)
      }
    }
  })

  it('comes back from link text with any numbers, and leaves out what is initial', () => {
    for (let i = 0; i < 50; i++) {
      const step = makeStep(transform.id, anyNegative(random), 'all', false)
      const [back] = textToRecipe(recipeToText(addStep(emptyRecipe, step))).steps
      expect(back).toMatchObject({ id: transform.id, params: step.params, enabled: false })
    }
    expect(recipeToText(addStep(emptyRecipe, makeStep(transform.id)))).toBe(transform.id)
  })

  it('gives the same pixel by trace, by the plain curve and on a float picture', () => {
    for (let i = 0; i < 60; i++) {
      const step = makeStep(transform.id, anyFilm(random))
      const codes = compile([step], 'nearest-even', scanSource('u16'))
      const float = compile([step], 'nearest-even', { ...scanSource('f32'), encoding: { gamma: 2.2 } })
      const pixel = [0, 1, 2].map(() => Math.floor(random() * (white + 1)))
      const values = Float64Array.from(pixel)
      mixedCurve(codes)(values)
      const traced = tracePixel(codes, pixel).channels.map((channel) => channel.values.at(-1)!)
      const shares = tracePixel(float, pixel.map((code) => code / white)).channels.map(({ s }) => s * white)
      for (let c = 0; c < 3; c++) {
        expect(values[c]).toBeCloseTo(traced[c], 9)
        expect(shares[c]).toBeCloseTo(traced[c], 6)
      }
    }
  })

  it('is refused with a sentence on one colour alone and a second time, and takes a grey picture by its curve', () => {
    const one = compile([{ ...negativeStep(), target: 'r' }], 'nearest-even', scanSource('u16'))
    const twice = compile([negativeStep(), negativeStep()], 'nearest-even', scanSource('u16'))
    for (const { refused } of [one, twice]) expect(refused.map(({ why }) => why)).toEqual([expect.stringMatching(/^[A-Z].*\.$/)])
    expect(isIdle(one)).toBe(true)
    expect(twice.mixing).toBeDefined()
    const grey = compile([negativeStep()], 'nearest-even', scanSource('u16', 1))
    expect(grey.mixing).toBeUndefined()
    const [table] = buildTables(grey, 'u16')
    for (let r = 1; r < table.length; r++) if (table[r] > table[r - 1]) expect.fail(`${r} is brighter than ${r - 1}`)
    expect(table[0]).toBeGreaterThan(table[white])
  })

  it('states the extremes after it from the white', () => {
    const pipeline = compile([negativeStep(), makeStep('log')], 'nearest-even', { ...scanSource('u16'), extents: [[9, 700], [9, 700], [9, 700]] })
    expect(pipeline.channels[0].links[0].domain.max()).toBe(white)
  })

  it('derives each channel of a pixel in whole words', () => {
    for (let i = 0; i < 40; i++) {
      const step = makeStep(transform.id, anyNegative(random))
      const { mixing: stage } = compile([step], 'nearest-even', scanSource('u16'))
      for (const channel of [0, 1, 2]) {
        const text = transform.deriveMixed!(checkParams(transform.params, step.params), stage!.domain, [random(), random(), random()], channel, white)
        expect(text).not.toMatch(/NaN|undefined|null|^$/)
      }
    }
  })
})

describe('the film negative', () => {
  it('is the film kernels’ development, coded as sRGB, while the print is left alone', () => {
    const random = seeded(4)
    const params = negativeStep(ordinary).params as NegativeParams
    const pipeline = compile([negativeStep(ordinary)], 'nearest-even', scanSource('u16'))
    let inside = 0
    for (let i = 0; i < 1000; i++) {
      const light = params.baseG * 10 ** -(2 * random())
      const pixel = [light * (0.8 + random()), light, light * (0.3 + 0.3 * random())].map((t) => Math.round(white * Math.min(1, t) ** (1 / 2.2)))
      const [r, g, b] = pixel.map((code) => (code / white) ** 2.2)
      const scene = develop(filmParamsOf(params), r, g, b)
      if (Math.min(...scene) < 0 || Math.max(...scene) > 1) continue
      inside++
      tracePixel(pipeline, pixel).channels.forEach(({ values }, c) => expect(values[0] / white).toBeCloseTo(linearToSrgb(scene[c]), 9))
    }
    expect(inside).toBeGreaterThan(50)
  })

  it('writes an exposure in hundredths of a stop and prints the same', () => {
    const film = { ...filmParamsOf(negativeStep(ordinary).params as NegativeParams), exposure: 1.23456 }
    const params = makeStep('film-negative', paramsOfFilm(film)).params as NegativeParams
    expect(params.exposure).toBe(1.23)
    const [was, is] = [develop(film, 0.2, 0.1, 0.05), develop(filmParamsOf(params), 0.2, 0.1, 0.05)]
    for (let c = 0; c < 3; c++) expect(is[c] / was[c]).toBeCloseTo(1, 3)
  })

  it('takes up an estimate’s numbers to five decimals', () => {
    const film = filmParamsOf(negativeStep(printed).params as NegativeParams)
    const back = filmParamsOf(makeStep('film-negative', paramsOfFilm(film)).params as NegativeParams)
    expect(back.base).toEqual(film.base)
    back.unmix.forEach((value, i) => expect(value).toBeCloseTo(film.unmix[i], 5))
    back.colour.forEach((value, i) => expect(value).toBeCloseTo(film.colour[i], 4))
  })

  it('darkens red by cyan light, green by magenta, blue by yellow, a stop each', () => {
    const plain = layersWith({})
    ;(['cyan', 'magenta', 'yellow'] as const).forEach((name, channel) => {
      layersWith({ [name]: 1 }).forEach((light, c) => expect(light).toBeCloseTo(c === channel ? plain[c] / 2 : plain[c], 12))
    })
    layersWith({ exposure: 1 }).forEach((light, c) => expect(light).toBeCloseTo(2 * plain[c], 12))
  })

  it('keeps grey grey whatever the grade, the points, toe, shoulder and saturation', () => {
    const { mixing: plain } = compile([negativeStep({ ...ordinary, footR: 0.16, offsetR: -1, offsetG: -1, offsetB: -1 })], 'nearest-even', scanSource('f32'))
    const { mixing: moved } = compile([negativeStep({ ...ordinary, footR: 0.16, offsetR: -1, offsetG: -1, offsetB: -1, grade: 1.6, black: 0.02, white: 0.7, toe: 1, shoulder: 1, saturation: 1.7 })], 'nearest-even', scanSource('f32'))
    for (const stage of [plain!, moved!]) {
      const { inner, second } = stage.map
      for (const u of [0.2, 0.6, 1.1]) {
        const layers = inner.map((curve) => curve(u))
        for (const row of [0, 3, 6]) expect(second[row] * layers[0] + second[row + 1] * layers[1] + second[row + 2] * layers[2]).toBeCloseTo(layers[0], 12)
      }
    }
  })

  it('prints a slide as it is', () => {
    const pipeline = compile([negativeStep({ kind: 'slide', codes: 'srgb' })], 'nearest-even', scanSource('u8'))
    // light below the scanner's floor of 0.0002 is not told apart: codes 0 and 1
    for (const pixel of [[10, 128, 250], [2, 3, 77], [255, 255, 255]]) expect(tracePixel(pipeline, pixel).channels.map(({ s }) => s)).toEqual(pixel)
  })
})

describe('frames of mixed channels', () => {
  const random = seeded(9)
  const data = Uint16Array.from({ length: 40 * 30 * 4 }, (_, i) => (i % 4 === 3 ? white : Math.floor(random() * white)))
  const raster = createRaster({ width: 40, height: 30, channels: 4, depth: 'u16', data })
  const pipeline = compile([negativeStep(printed)], 'nearest-even', scanSource('u16', 4))

  it('show what the trace of each pixel says, to a level', () => {
    const frame = createPainter(pipeline, { show: 'after', gain: 1 })(raster)
    for (let p = 0; p < 1200; p++) {
      const traced = tracePixel(pipeline, [...data.subarray(4 * p, 4 * p + 3)])
      traced.channels.forEach(({ s }, c) => expect(Math.abs(frame[4 * p + c] - (s * 255) / white)).toBeLessThanOrEqual(1))
      expect(frame[4 * p + 3]).toBe(255)
    }
  })

  it('show the difference in grey and mark what is clipped', () => {
    const difference = createPainter(pipeline, { show: 'difference', gain: 1 })(raster)
    const clipping = createPainter(pipeline, { show: 'clipping', gain: 1 })(raster)
    let clipped = 0
    for (let p = 0; p < 1200; p++) {
      const pixel = [...data.subarray(4 * p, 4 * p + 3)]
      const results = tracePixel(pipeline, pixel).channels.map(({ s }) => s)
      const most = Math.max(...results.map((s, c) => Math.abs(s - pixel[c]))) * (255 / white)
      expect(Math.abs(difference[4 * p] - most)).toBeLessThanOrEqual(1)
      if (results.every((s) => s > 40 && s < white - 40)) continue
      if (results.some((s) => s === 0) && results.every((s) => s < white - 40)) {
        clipped++
        expect([...clipping.subarray(4 * p, 4 * p + 3)]).toEqual([38, 96, 255])
      }
    }
    expect(clipped).toBeGreaterThan(10)
  })
})

describe('the program of a film negative', () => {
  const { code, mixCode } = transforms.find(({ id }) => id === 'film-negative')!
  const step = negativeStep(printed)
  const programOf = (encoding: Encoding, depth: 'u8' | 'u16', params = step.params): string => {
    const { mixing: stage } = compile([{ ...step, params }], 'nearest-even', { ...scanSource(depth), encoding })
    return (mixCode!(params, stage!.domain).setup ?? []).join('\n')
  }

  it('makes light of codes as the scan’s tags say, or as the step does', () => {
    expect(programOf('srgb', 'u8')).toContain('1.055')
    expect(programOf('srgb', 'u16')).toContain('light = np.clip(x, 0, 1)\n')
    expect(programOf({ gamma: 2.2 }, 'u16')).toContain('** 2.2')
    expect(programOf('linear', 'u16', { ...step.params, codes: 'gamma-1.8' })).toContain('** 1.8')
  })

  it('draws a colour profile’s curve through points', () => {
    const icc = new Uint8Array(132 + 12 + 14)
    new TextEncoder().encodeInto('acsp', icc.subarray(36))
    const view = new DataView(icc.buffer)
    view.setUint32(128, 1)
    new TextEncoder().encodeInto('kTRC', icc.subarray(132))
    view.setUint32(136, 144)
    new TextEncoder().encodeInto('curv', icc.subarray(144))
    view.setUint32(152, 1)
    view.setUint16(156, Math.round(1.8 * 256))
    const points = /np\.interp\(x, places, \[(.*)\]\)/.exec(programOf({ icc }, 'u16'))![1]!.split(',').map(Number)
    points.forEach((light, i) => expect(light).toBeCloseTo((i / (points.length - 1)) ** (2 * 1.80078125), 6))
    // in 8 bits every code there is has a point of its own
    const codes = /np\.interp\(x, places, \[(.*)\]\)/.exec(programOf({ icc }, 'u8'))![1]!.split(',').map(Number)
    expect(codes).toHaveLength(256)
    codes.forEach((light, code) => expect(light).toBeCloseTo((code / 255) ** 1.80078125, 6))
  })

  it('is there for a grey picture too', () => {
    const [link] = compile([step], 'nearest-even', scanSource('u16', 1)).channels[0].links
    expect(code(step.params, link.domain).expression).toBe('65535 * film_negative(x / 65535)')
  })
})
