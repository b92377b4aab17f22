import { describe, expect, it } from 'vitest'
import { findFrame, frameSide } from '../../../../src/kernels/film/frame/frame.ts'
import { shrinkLight } from '../../../../src/kernels/film/light.ts'
import { scanRows } from '../../../../src/kernels/film/linearise.ts'
import { edgeError, makeScan, type Border, type MadeScan } from './borders.ts'

const find = ({ raster }: MadeScan) => findFrame(shrinkLight(scanRows(raster), frameSide))
const many = 200

describe('findFrame', () => {
  it('finds edges within 1 % in 97 % and bases within 0.05 D in 98 % of 200 random scans', { timeout: 300_000 }, () => {
    let edges = 0
    let bases = 0
    for (let seed = 1000; seed < 1000 + many; seed++) {
      const scan = makeScan(seed, 320)
      const found = find(scan)
      if (edgeError(scan, found.area) <= 0.01) edges++
      if (found.base?.every((value, c) => Math.abs(Math.log10(value / scan.base[c])) <= 0.05)) bases++
    }
    expect(edges / many).toBeGreaterThanOrEqual(0.97)
    expect(bases / many).toBeGreaterThanOrEqual(0.98)
  })

  it('measures the tilt of a frame within a quarter of a degree in nine of ten', { timeout: 60_000 }, () => {
    const errors = Array.from({ length: 30 }, (_, index) => makeScan(3000 + index, 540)).map((scan) => Math.abs(find(scan).angle - scan.angle))
    expect(errors.filter((error) => error < 0.25).length).toBeGreaterThanOrEqual(27)
  })

  it.each<Border>(['none', 'holder-only'])('is not sure of any base where there is no rebate (%s)', (border) => {
    const sure = Array.from({ length: 20 }, (_, index) => find(makeScan(4000 + index, 400, border))).filter(({ confidence }) => confidence > 0.7)
    expect(sure.length).toBeLessThanOrEqual(1)
  })

  it('keeps a frame that fills the scan whole', () => {
    const whole = Array.from({ length: 20 }, (_, index) => makeScan(5000 + index, 400, 'none')).filter((scan) => edgeError(scan, find(scan).area) <= 0.01)
    expect(whole.length).toBeGreaterThanOrEqual(18)
  })
})
