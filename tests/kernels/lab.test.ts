import { describe, expect, it } from 'vitest'
import { ciede2000, labOfLinear, linearOfLabD50, type Colour } from '../../src/kernels/lab.ts'
import { chartColours, patchNames } from '../../src/kernels/film/chart/chart.ts'

describe('a colour difference', () => {
  // Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula", 2005, table 1
  it.each<readonly [Colour, Colour, number]>([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
    [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
    [[50, -1.1848, -84.8006], [50, 0, -82.7485], 1],
    [[50, -0.9009, -85.5211], [50, 0, -82.7485], 1],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, -1, 2], [50, 0, 0], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
    [[50, 2.49, -0.001], [50, -2.49, 0.001], 7.1792],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, 2.49, -0.001], [50, -2.49, 0.0012], 7.2195],
    [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
    [[50, -0.001, 2.49], [50, 0.001, -2.49], 4.8045],
    [[50, -0.001, 2.49], [50, 0.0011, -2.49], 4.7461],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [61, -5, 29], 22.8977],
    [[50, 2.5, 0], [56, -27, -3], 31.903],
    [[50, 2.5, 0], [58, 24, 15], 19.4535],
    [[50, 2.5, 0], [50, 3.1736, 0.5854], 1],
    [[50, 2.5, 0], [50, 3.2972, 0], 1],
    [[50, 2.5, 0], [50, 1.8634, 0.5757], 1],
    [[50, 2.5, 0], [50, 3.2592, 0.335], 1],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
    [[61.2901, 3.7196, -5.3901], [61.4292, 2.248, -4.962], 1.8731],
    [[35.0831, -44.1164, 3.7933], [35.0232, -40.0716, 1.5901], 1.8645],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
    [[36.4612, 47.858, 18.3852], [36.2715, 50.5065, 21.2231], 1.4146],
    [[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
    [[90.9257, -0.5406, -0.9208], [88.6381, -0.8985, -0.7239], 1.5381],
    [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ])('of %j and %j is that of the published table', (a, b, difference) => {
    expect(ciede2000(a, b)).toBeCloseTo(difference, 4)
    expect(ciede2000(b, a)).toBeCloseTo(difference, 4)
  })

  it('of a colour and itself is none', () => {
    expect(ciede2000([40, 10, -30], [40, 10, -30])).toBe(0)
  })
})

describe('CIELAB', () => {
  // scikit-image 0.19, xyz2lab and lab2xyz, D65 and D50, 2°
  it('of linear sRGB is that of scikit-image', () => {
    const cases: readonly (readonly [Colour, Colour])[] = [
      [[0.2, 0.5, 0.8], [73.40577, -8.92894, -28.08356]],
      [[1, 0, 0], [53.24059, 80.09231, 67.20275]],
      [[0.02, 0.02, 0.05], [16.58475, 7.09078, -15.57357]],
    ]
    for (const [linear, lab] of cases) labOfLinear(linear).forEach((value, i) => expect(Math.abs(value - lab[i]!)).toBeLessThan(0.02))
  })

  it('over D50, adapted by Bradford’s matrix, is that of scikit-image and NumPy', () => {
    const cases: readonly (readonly [Colour, Colour])[] = [
      [[37.986, 13.555, 14.059], [0.173033, 0.0821095, 0.0567314]],
      [[28.778, 14.179, -50.297], [0.0171041, 0.05022, 0.2922304]],
      [[81.733, 4.039, 79.819], [0.8573832, 0.5675673, 0.0068508]],
    ]
    for (const [lab, linear] of cases) linearOfLabD50(lab).forEach((value, i) => expect(Math.abs(value - linear[i]!)).toBeLessThan(5e-4))
  })

  it('has white for white, in both', () => {
    labOfLinear([1, 1, 1]).forEach((value, i) => expect(value).toBeCloseTo([100, 0, 0][i]!, 2))
    linearOfLabD50([100, 0, 0]).forEach((value) => expect(value).toBeCloseTo(1, 3))
  })
})

const held = (colour: Colour): Colour => colour.map((value) => Math.min(1, Math.max(0, value))) as unknown as Colour

describe('the chart', () => {
  it('has 24 patches in every edition, and its editions are one chart', () => {
    const [old, now, codes] = [chartColours('before-2014-11'), chartColours('from-2014-11'), chartColours('srgb-codes')]
    expect([old.length, now.length, codes.length, patchNames.length]).toEqual([24, 24, 24, 24])
    old.forEach((colour, i) => {
      expect(ciede2000(labOfLinear(held(colour)), labOfLinear(held(now[i]!)))).toBeLessThan(2.5)
      expect(ciede2000(labOfLinear(held(colour)), labOfLinear(held(codes[i]!)))).toBeLessThan(4)
    })
  })

  it('ends in a row of greys, each darker than the one before', () => {
    const greys = chartColours('from-2014-11').slice(18).map(labOfLinear)
    greys.forEach(([l, a, b], i) => {
      expect(Math.hypot(a, b)).toBeLessThan(3.2)
      if (i > 0) expect(l).toBeLessThan(greys[i - 1]![0] - 10)
    })
  })
})
