import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compile, type Source } from '../../../src/kernels/compile.ts'
import { makeStep } from '../../../src/recipe/recipe.ts'
import { placeCard } from '../../../src/ui/stage/place-card.ts'
import { ProbeLine } from '../../../src/ui/stage/probe-line.tsx'
import { probeSentence, readProbe } from '../../../src/ui/stage/probe-reading.ts'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { greyRow, labWith, redAndBlue, show } from '../lab.tsx'
import { standInScreen } from './screen.ts'

const stage = () => screen.getByRole('application')

const grey8: Source = { depth: 'u8', channels: 1, bits: 8, white: 255, extents: [[0, 255]] }
const rgb8: Source = { ...grey8, channels: 3, extents: [[0, 255], [0, 255], [0, 255]] }

describe('the reading of a pixel', () => {
  it('writes the arithmetic with the pixel\u2019s own numbers', () => {
    const steps = [makeStep('log')]
    const { readings } = readProbe(compile(steps, 'nearest-even', grey8), steps, [37], undefined)
    expect(readings).toHaveLength(1)
    expect(readings[0]!.arithmetic).toBe('r = 37 → 45.99 · ln(1 + 37) = 167.28 → 167')
    expect(readings[0]!.letter).toBeUndefined()
  })

  it('tells every step\u2019s unrounded value and rounds at the end', () => {
    const steps = [makeStep('negative'), makeStep('gamma', { gamma: 2 })]
    const { names, readings } = readProbe(compile(steps, 'nearest-even', rgb8), steps, [0, 55, 255], undefined)
    expect(names).toEqual(['negative', 'gamma', 'rounded'])
    expect(readings.map(({ letter }) => letter)).toEqual(['R', 'G', 'B'])
    // 200² / 255 = 156.86
    expect(readings.map(({ r, values, s }) => [r, ...values.map(({ text }) => text), s])).toEqual([
      ['0', '255.00', '255.00', '255'],
      ['55', '200.00', '156.86', '157'],
      ['255', '0.00', '0.00', '0'],
    ])
  })

  it('explains the chosen step with the number that reached it', () => {
    const steps = [makeStep('negative'), makeStep('gamma', { gamma: 2 })]
    const pipeline = compile(steps, 'truncate', grey8)
    const first = readProbe(pipeline, steps, [55], steps[0]!.key)
    expect(first.readings[0]!.arithmetic).toBe('r = 55 → 255 − 55 = 200.00')
    expect(first.names.at(-1)).toBe('truncated')
    expect(readProbe(pipeline, steps, [55], steps[1]!.key).readings[0]!.arithmetic).toBe('r = 200.00 → 255 · (200 / 255)^2 = 156.86 → 156')
  })

  it('writes what the arithmetic gives, also where the result is held to white', () => {
    const steps = [makeStep('gamma', { c: 2 }), makeStep('negative')]
    const { readings } = readProbe(compile(steps, 'nearest-even', grey8), steps, [200], steps[0]!.key)
    expect(readings[0]!.arithmetic).toBe('r = 200 → 510 · (200 / 255)^1 = 400.00, held to 255.00')
  })

  it('leaves a channel alone that a step passes by', () => {
    const steps = [makeStep('negative', {}, 'g'), makeStep('gamma', { gamma: 1 })]
    const { readings } = readProbe(compile(steps, 'nearest-even', rgb8), steps, [10, 10, 10], undefined)
    expect(readings.map(({ values }) => values[0]!.text)).toEqual([undefined, '245.00', undefined])
    expect(readings.map(({ s }) => s)).toEqual(['10', '245', '10'])
  })

  it('shows the last three of many steps and says how many it left out', () => {
    const steps = Array.from({ length: 5 }, () => makeStep('negative'))
    const { names, skipped } = readProbe(compile(steps, 'nearest-even', grey8), steps, [10], undefined)
    expect(names).toEqual(['negative', 'negative', 'negative', 'rounded'])
    expect(skipped).toBe(2)
  })

  it('has nothing to explain without steps', () => {
    const { names, readings } = readProbe(compile([], 'nearest-even', grey8), [], [10], undefined)
    expect(names).toEqual([])
    expect(readings[0]).toEqual({ letter: undefined, r: '10', values: [], s: '10', arithmetic: undefined })
  })

  it('is a sentence for who hears it', () => {
    expect(probeSentence(compile([makeStep('negative')], 'nearest-even', rgb8), 3, 4, [0, 100, 255])).toBe(
      'Pixel x 3, y 4: red 0 becomes 255, green 100 becomes 155, blue 255 becomes 0.',
    )
  })
})

describe('the card', () => {
  const sizes = fc.record({ width: fc.integer({ min: 40, max: 300 }), height: fc.integer({ min: 20, max: 140 }) })
  const boxes = fc.record({ width: fc.integer({ min: 380, max: 1600 }), height: fc.integer({ min: 340, max: 1000 }) })
  const share = fc.double({ min: 0, max: 1, noNaN: true })

  it('never covers the pixel and never leaves the stage', () => {
    fc.assert(
      fc.property(sizes, boxes, share, share, (card, box, u, v) => {
        const at = { x: Math.round(u * box.width), y: Math.round(v * box.height) }
        const { x, y } = placeCard(at, card, box, 16)
        expect(x >= 0 && y >= 0 && x + card.width <= box.width && y + card.height <= box.height).toBe(true)
        const apart = at.x <= x - 16 || at.x >= x + card.width + 16 || at.y <= y - 16 || at.y >= y + card.height + 16
        expect(apart).toBe(true)
      }),
    )
  })

  it('stands right and below where there is room, and flips at the edges', () => {
    const card = { width: 200, height: 100 }
    const box = { width: 800, height: 600 }
    expect(placeCard({ x: 100, y: 100 }, card, box, 16)).toEqual({ x: 116, y: 116 })
    expect(placeCard({ x: 700, y: 550 }, card, box, 16)).toEqual({ x: 484, y: 434 })
  })
})

describe('the probe on the stage', () => {
  beforeEach(() => {
    standInScreen()
  })
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('reads the pixel under the pointer and lets go when it leaves', async () => {
    const { view } = show(<Stage />, await labWith(greyRow))
    // five pixels of 32 from x 320 on, in the middle of 600
    act(() => void stage().dispatchEvent(new PointerEvent('pointermove', { clientX: 320 + 32 * 2 + 5, clientY: 300, pointerType: 'mouse' })))
    expect(view.getState().probe).toEqual({ x: 2, y: 0, pinned: false })
    await waitFor(() => expect(view.getState().probeValues).toEqual([128]))
    act(() => void stage().dispatchEvent(new PointerEvent('pointermove', { clientX: 100, clientY: 300, pointerType: 'mouse' })))
    expect(view.getState().probe).toBeUndefined()
    expect(view.getState().probeValues).toBeUndefined()
  })

  it('has one read under way at most, and ends with the newest pixel', async () => {
    const lab = await labWith(greyRow)
    const { sample } = lab.getState()
    let running = 0
    let most = 0
    lab.setState({
      sample: async (...at) => {
        // the stage reads blocks of its own for the numbers in the pixels
        if (at[2] > 1) return sample(...at)
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running--
        return sample(...at)
      },
    })
    const { view } = show(<Stage />, lab)
    for (const x of [0, 1, 2, 3, 4]) {
      act(() => view.getState().set({ probe: { x, y: 0, pinned: false } }))
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await waitFor(() => expect(view.getState().probeValues).toEqual([255]))
    expect(most).toBe(1)
  })

  it('is pinned by Enter, moved by the arrows inside the picture, and freed by Escape', async () => {
    const { view } = show(<Stage />, await labWith(greyRow))
    fireEvent.keyDown(stage(), { key: 'Enter' })
    expect(view.getState().probe).toEqual({ x: 2, y: 0, pinned: true })
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown']) fireEvent.keyDown(stage(), { key })
    expect(view.getState().probe).toEqual({ x: 4, y: 0, pinned: true })
    fireEvent.keyDown(stage(), { key: 'Escape' })
    expect(view.getState().probe).toBeUndefined()
  })

  it('reads a pinned pixel out in a sentence', async () => {
    const lab = await labWith(redAndBlue)
    lab.getState().add('negative')
    show(<Stage />, lab, { probe: undefined })
    fireEvent.keyDown(stage(), { key: 'Enter' })
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Pixel x 1, y 0: red 0 becomes 255, green 0 becomes 255, blue 100 becomes 155.'))
  })

  it('tells before and after in a line', async () => {
    const lab = await labWith(redAndBlue)
    lab.getState().add('negative')
    const { view } = show(<ProbeLine />, lab)
    act(() => view.getState().set({ probe: { x: 0, y: 0, pinned: true }, probeValues: [200, 0, 0] }))
    expect(document.body.textContent).toBe('R200→55G0→255B0→255')
  })
})
