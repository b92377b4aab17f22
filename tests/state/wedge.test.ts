import { describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { wholeGeometry } from '../../src/kernels/geometry.ts'
import { createLab } from '../../src/state/lab.ts'
import { createWedge } from '../../src/state/wedge.ts'
import { wedgeFile, wedgeFilm, type WedgeScan } from './wedge-kit.ts'

const opened = async (scan: WedgeScan = {}) => {
  const engine = createInlineEngine()
  const lab = createLab(engine)
  await lab.getState().open(wedgeFile(scan))
  lab.getState().add('film-negative', wedgeFilm)
  const wedge = createWedge(lab, engine)
  return { lab, wedge }
}

describe('reading a step wedge', () => {
  it('lays its line along a wedge that lies across the picture', async () => {
    const { wedge } = await opened({ left: 0, right: 1 })
    await wedge.getState().open()
    const { line, steps, trouble } = wedge.getState()
    expect(trouble).toBeUndefined()
    expect(steps).toHaveLength(21)
    // the line that stands for none ends short of such a wedge
    expect(line![1].x - line![0].x).toBeGreaterThan(0.9)
    expect(line![0].y).toBeCloseTo(line![1].y, 9)
    expect(Math.abs(line![0].y - 0.5)).toBeLessThan(0.2)
  })

  it('leaves out the even grey around a wedge that does not reach from edge to edge', async () => {
    const { wedge } = await opened({ left: 0.15, right: 0.85 })
    await wedge.getState().open()
    const { line, steps } = wedge.getState()
    expect(steps).toHaveLength(21)
    expect(line![0].x).toBeCloseTo(0.15, 2)
    expect(line![1].x).toBeCloseTo(0.85, 2)
  })

  it('reads the steps between the ends of its line, whichever way it is drawn', async () => {
    const { wedge } = await opened()
    await wedge.getState().open()
    for (const ends of [[0.15, 0.85], [0.85, 0.15]] as const) {
      wedge.getState().place([{ x: ends[0], y: 0.5 }, { x: ends[1], y: 0.5 }])
      const { steps } = wedge.getState()
      expect(steps).toHaveLength(21)
      const reds = steps.map(({ codes }) => codes[0]!)
      expect(reds).toEqual(reds.toSorted((a, b) => (ends[0] < ends[1] ? b - a : a - b)))
    }
  })

  it('says so where there are fewer than five steps, and divides the line where somebody has counted', async () => {
    const { wedge } = await opened({ steps: 3 })
    await wedge.getState().open()
    wedge.getState().place([{ x: 0.15, y: 0.5 }, { x: 0.85, y: 0.5 }])
    expect(wedge.getState().steps).toEqual([])
    expect(wedge.getState().trouble).toMatch(/^Fewer than 5 steps are seen/)
    wedge.getState().setCount(6)
    expect(wedge.getState().steps).toHaveLength(6)
    expect(wedge.getState().trouble).toBeUndefined()
    wedge.getState().setCount(undefined)
    expect(wedge.getState().trouble).toBeDefined()
  })

  it('keeps the ends of its line in the picture', async () => {
    const { wedge } = await opened()
    await wedge.getState().open()
    wedge.getState().place([{ x: -1, y: 0.5 }, { x: 3, y: 2 }])
    expect(wedge.getState().line).toEqual([{ x: 0, y: 0.5 }, { x: 1, y: 1 }])
  })

  it('is not opened without a film, and goes with it', async () => {
    const { lab, wedge } = await opened()
    lab.getState().undo()
    await wedge.getState().open()
    expect(wedge.getState().line).toBeUndefined()
    lab.getState().redo()
    await wedge.getState().open()
    expect(wedge.getState().line).toBeDefined()
    lab.getState().undo()
    expect(wedge.getState()).toMatchObject({ line: undefined, steps: [] })
  })

  it('takes the whole scan into the frame where that cuts the wedge, turned as it was, and reads it there', async () => {
    const { lab, wedge } = await opened({ left: 0, right: 1 })
    lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0.4, y: 0.1, width: 0.2, height: 0.8 }, angle: 2, turns: 2 })
    lab.getState().settle()
    await vi.waitFor(() => expect(lab.getState().part.angle).toBe(2))
    await vi.waitFor(() => expect(lab.getState().derived).toBeDefined())
    await wedge.getState().open()
    expect(wedge.getState().line).toBeDefined()
    await wedge.getState().openWhole()
    expect(lab.getState().part).toMatchObject({ area: { x: 0, y: 0, width: 1, height: 1 }, angle: 0, turns: 2 })
    expect(lab.getState().history.entries.at(-1)!.label).toBe('Frame the whole scan')
    expect(wedge.getState().steps).toHaveLength(21)
    // the frame comes back, the reading stays
    lab.getState().undo()
    await vi.waitFor(() => expect(lab.getState().part.angle).toBe(2))
    expect(wedge.getState().line).toBeUndefined()
    expect(wedge.getState().steps).toHaveLength(21)
  })

  it('lays no line when it is put away while it looks, and none in the next picture', async () => {
    const { lab, wedge } = await opened()
    const first = wedge.getState().open()
    expect(wedge.getState().looking).toBe(true)
    wedge.getState().forget()
    expect(wedge.getState().looking).toBe(false)
    await first
    expect(wedge.getState()).toMatchObject({ line: undefined, steps: [] })
    const second = wedge.getState().open()
    await lab.getState().open(wedgeFile())
    expect(wedge.getState().looking).toBe(false)
    await second
    expect(wedge.getState().line).toBeUndefined()
  })

  it('keeps what was read when the line is put away, and drops it with the picture', async () => {
    const { lab, wedge } = await opened()
    await wedge.getState().open()
    wedge.getState().place([{ x: 0.15, y: 0.5 }, { x: 0.85, y: 0.5 }])
    wedge.getState().close()
    expect(wedge.getState().line).toBeUndefined()
    expect(wedge.getState().steps).toHaveLength(21)
    await lab.getState().open(wedgeFile({ steps: 4 }))
    expect(wedge.getState().steps).toEqual([])
  })
})
