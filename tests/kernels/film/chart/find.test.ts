import { describe, expect, it } from 'vitest'
import { chartColours, chartColumns, chartRows } from '../../../../src/kernels/film/chart/chart.ts'
import { findChart } from '../../../../src/kernels/film/chart/find.ts'
import { placeOn, turnsOf, type Quad } from '../../../../src/kernels/film/chart/grid.ts'
import { paramsFromZ, zLength, type FilmParams, type Triple } from '../../../../src/kernels/film/develop.ts'
import { createLight, type Light } from '../../../../src/kernels/film/light.ts'
import { proxyWidth } from '../../../../src/kernels/film/estimator/proxy.ts'
import { scanNegative } from '../../../film/negative.ts'
import { createRandom, type Random } from '../../../film/random.ts'
import { paintScene } from '../../../film/scenes.ts'
import { randomScanner } from '../../../film/scanners.ts'
import { randomStock } from '../../../film/stocks.ts'

const [width, height] = [192, 128]

/** A painted scene with a chart laid over four corners, scanned from a random film; the estimate is the usual film's, its greys off by a cast. */
function frameWith(random: Random, quad: Quad | undefined): { readonly frame: Light; readonly film: FilmParams } {
  const cells = paintScene(77, random.below(1000))
  const scene = new Float32Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const from = 3 * (Math.floor(Math.floor(i / width) / 2) * proxyWidth + Math.floor((i % width) / 2))
    scene.set(cells.subarray(from, from + 3), 3 * i)
  }
  const colours = chartColours('from-2014-11')
  const fine = 40
  if (quad) {
    for (let v = -4; v < chartRows * fine + 4; v++) {
      for (let u = -4; u < chartColumns * fine + 4; u++) {
        const { x, y } = placeOn(quad, (u + 0.5) / (chartColumns * fine), (v + 0.5) / (chartRows * fine))
        if (x < 0 || y < 0 || x >= 1 || y >= 1) continue
        const [inX, inY] = [(u + fine) % fine, (v + fine) % fine]
        const grid = Math.min(inX, inY, fine - 1 - inX, fine - 1 - inY) < 4 || u < 0 || v < 0 || u >= chartColumns * fine || v >= chartRows * fine
        const colour = grid ? [0.03, 0.03, 0.03] : colours[Math.floor(v / fine) * chartColumns + Math.floor(u / fine)]!.map((value) => Math.max(0, value))
        scene.set(colour, 3 * (Math.floor(y * height) * width + Math.floor(x * width)))
      }
    }
  }
  const scanner = { ...randomScanner(random), matrix: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) }
  const { cells: scan, base } = scanNegative(scene, width, height, randomStock(random), scanner, { illuminant: [1, 1, 1], exposure: random.normal(0.2, 0.5) })
  const frame = createLight(width, height)
  for (let i = 0; i < scan.length; i++) frame.data[i] = scan[i]! * (1 + random.normal(0, 0.01))
  const usual = paramsFromZ(new Float64Array(zLength), [...base] as unknown as Triple)
  const offset = [0, 1, 2].map(() => -1.9 + random.normal(0, 0.1)) as unknown as Triple
  return { frame, film: { ...usual, offset } }
}

/** Four corners of a chart somewhere in the picture, leaning and seen a little from one side, any way round. */
function anyQuad(random: Random): Quad {
  const standing = random.chance(0.3)
  const wide = standing ? random.even(0.25, 0.42) : random.even(0.36, 0.85)
  const high = standing ? ((wide * width) / height) * 1.5 : ((wide * width) / height / 3) * 2
  const [cx, cy] = [random.even(wide / 2 + 0.04, 0.96 - wide / 2), random.even(Math.min(0.5, high / 2 + 0.04), Math.max(0.5, 0.96 - high / 2))]
  const lean = random.even(-0.06, 0.06)
  const corner = (sx: number, sy: number) => {
    const [x, y] = [(sx * wide * width) / 2, (sy * high * height) / 2]
    return { x: cx + (x * Math.cos(lean) - y * Math.sin(lean)) / width + random.normal(0, 0.01), y: cy + (x * Math.sin(lean) + y * Math.cos(lean)) / height + random.normal(0, 0.01) }
  }
  const upright: Quad = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
  const lain: Quad = standing ? [upright[1], upright[2], upright[3], upright[0]] : upright
  return turnsOf(lain)[random.pick([0, 2, 4, 6])]!
}

describe('a search for a colour chart', () => {
  it('finds it wherever and however it lies, its corners within a third of a patch, in four of five pictures', () => {
    let found = 0
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed, 5)
      const quad = anyQuad(random)
      const { frame, film } = frameWith(random, quad)
      const seen = findChart(frame, film)
      const patch = Math.hypot((quad[1].x - quad[0].x) * width, (quad[1].y - quad[0].y) * height) / chartColumns
      const off = seen ? Math.max(...seen.map(({ x, y }, i) => Math.hypot((x - quad[i]!.x) * width, (y - quad[i]!.y) * height))) : Infinity
      if (off < patch / 3) found++
    }
    expect(found).toBeGreaterThanOrEqual(16)
  }, 60_000)

  it('finds none in pictures without one', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { frame, film } = frameWith(createRandom(seed, 6), undefined)
      expect(findChart(frame, film)).toBeUndefined()
    }
  }, 60_000)
})
