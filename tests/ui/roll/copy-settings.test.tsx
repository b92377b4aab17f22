import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { current } from '../../../src/state/history.ts'
import { createView, type View } from '../../../src/state/view.ts'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'
import { CopySettings } from '../../../src/ui/roll/copy-settings.tsx'
import { analysisOf, openRoll, type OpenRoll } from '../../state/roll-kit.ts'

let open: OpenRoll
let view: View
const roll = () => open.roll.getState()
const gradeAt = (at: number) => current(roll().frames[at]!.history).steps[0]!.params['grade']

async function begin(): Promise<void> {
  open = await openRoll(4, [0, 1, 2, 3].map((seed) => analysisOf(seed)))
  await waitFor(() => expect(roll().work).toBeUndefined())
  await roll().invert()
  const [step] = current(open.lab.getState().history).steps
  open.lab.getState().setParams(step!.key, { grade: 1.5, saturation: 0.5 })
  view = createView()
  render(
    <StoresProvider lab={open.lab} view={view} roll={open.roll}>
      <CopySettings />
    </StoresProvider>,
  )
}
const show = (): void => act(() => view.getState().set({ dialog: 'copy-settings' }))
afterEach(() => {
  act(() => roll().clear())
  open.engine.dispose()
})

describe('the dialog that copies settings', () => {
  it('copies what is ticked to the selected frames and closes', async () => {
    await begin()
    const [, , third] = roll().frames
    act(() => roll().select(third!.id, 'toggle'))
    show()
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'None' }))
    expect(screen.getByRole('button', { name: 'Copy to 1 frame' }).hasAttribute('disabled')).toBe(true)
    await user.click(screen.getByRole('checkbox', { name: 'Grade' }))
    await user.click(screen.getByRole('button', { name: 'Copy to 1 frame' }))
    expect([0, 1, 2, 3].map(gradeAt)).toEqual([1.5, 1, 1.5, 1])
    expect(current(roll().frames[2]!.history).steps[0]!.params['saturation']).toBe(1)
    expect(view.getState().dialog).toBeUndefined()
  })

  it('offers all other frames where none is selected, and leaves locked ones alone', async () => {
    await begin()
    act(() => roll().toggle('locked', [roll().frames[1]!.id]))
    show()
    expect(screen.getByText('One is locked and stays as it is.', { exact: false })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Copy to 2 frames' }))
    expect([0, 1, 2, 3].map(gradeAt)).toEqual([1.5, 1, 1.5, 1.5])
  })
})
