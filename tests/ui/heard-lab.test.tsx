import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import type { Frame } from '../../src/engine/protocol.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { heardLab } from '../../src/ui/heard-lab.ts'
import { byMove } from '../../src/ui/kit/moving.ts'
import { useLab } from '../../src/ui/lab-context.tsx'
import { labWith, redAndBlue, show } from './lab.tsx'

const window = { x: 0, y: 0, width: 2, height: 1, outWidth: 2, outHeight: 1 }
const frame: Frame = { window, data: new Uint8ClampedArray(8) }

/** A lab with a gamma step, whose frames come when they are told to. */
async function labOfFrames(): Promise<{ readonly lab: Lab; readonly gamma: () => unknown; readonly turn: (gamma: number) => void; readonly ask: () => void; readonly draw: () => Promise<void> }> {
  const frames: ((drawn: Frame) => void)[] = []
  const lab = createLab({ ...createInlineEngine(), render: () => new Promise((resolve) => frames.push(resolve)) })
  const { source } = (await labWith(redAndBlue)).getState()
  await lab.getState().open(source!)
  lab.getState().add('gamma')
  const { key } = current(lab.getState().history).steps[0]!
  return {
    lab,
    gamma: () => current(lab.getState().history).steps[0]!.params['gamma'],
    turn: (gamma) => lab.getState().setParams(key, { gamma }),
    ask: () => void lab.getState().render('after', { window, show: 'after' }),
    async draw() {
      for (const resolve of frames.splice(0)) resolve(frame)
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what panels hear of the lab', () => {
  it('is told at once where no hand moves', async () => {
    const { lab, turn, ask } = await labOfFrames()
    const heard = vi.fn<() => void>()
    heardLab(lab).subscribe(heard)
    ask()
    turn(2)
    expect(heard).toHaveBeenCalled()
  })

  it('is told before a move is over where no frame is under way', async () => {
    const { lab, turn } = await labOfFrames()
    const heard = vi.fn<() => void>()
    heardLab(lab).subscribe(heard)
    byMove(() => {
      turn(2)
      expect(heard).not.toHaveBeenCalled()
    })
    expect(heard).toHaveBeenCalled()
  })

  it('waits for the frame that a move asks for, with the state of before and of then, while the state itself is new', async () => {
    const { lab, gamma, turn, ask, draw } = await labOfFrames()
    lab.subscribe((now, before) => now.shown !== before.shown && ask())
    const before = lab.getState().history
    const heard = vi.fn<(now: unknown, before: unknown) => void>()
    heardLab(lab).subscribe((now, was) => heard(now.history, was.history))
    byMove(() => turn(2))
    byMove(() => turn(3))
    expect(heard).not.toHaveBeenCalled()
    expect(gamma()).toBe(3)
    expect(heardLab(lab).getState()).toBe(lab.getState())
    await draw()
    expect(heard.mock.calls[0]).toEqual([lab.getState().history, before])
  })

  it('hears of a move and of what is derived from it in one', async () => {
    const { lab, turn, ask, draw } = await labOfFrames()
    lab.subscribe((now, before) => now.shown !== before.shown && ask())
    const heard = vi.fn<() => void>()
    heardLab(lab).subscribe(heard)
    byMove(() => turn(2))
    await draw()
    expect(heard).toHaveBeenCalledOnce()
  })

  it('does not wait for a slow frame, nor once something else happens', async () => {
    const { lab, turn, ask } = await labOfFrames()
    lab.subscribe((now, before) => now.shown !== before.shown && ask())
    const heard = vi.fn<() => void>()
    heardLab(lab).subscribe(heard)
    byMove(() => turn(2))
    await vi.advanceTimersByTimeAsync(25)
    expect(heard).toHaveBeenCalledOnce()
    byMove(() => turn(3))
    lab.getState().settle()
    expect(heard).toHaveBeenCalledTimes(2)
  })

  it('tells nobody who has left, and leaves the lab with the last', async () => {
    const { lab, turn, ask, draw } = await labOfFrames()
    lab.subscribe((now, before) => now.shown !== before.shown && ask())
    const heard = vi.fn<() => void>()
    const leave = heardLab(lab).subscribe(heard)
    byMove(() => turn(2))
    leave()
    await draw()
    turn(4)
    expect(heard).not.toHaveBeenCalled()
  })
})

const Gamma = () => <p>{useLab((state) => String(current(state.history).steps[0]!.params['gamma']))}</p>

it('a panel shows what a hand has done once the picture shows it', async () => {
  const { lab, turn, ask, draw } = await labOfFrames()
  show(<Gamma />, lab)
  lab.subscribe((now, before) => now.shown !== before.shown && ask())
  act(() => byMove(() => turn(2)))
  expect(screen.queryByText('2')).toBeNull()
  await act(draw)
  expect(screen.getByText('2')).toBeDefined()
})
