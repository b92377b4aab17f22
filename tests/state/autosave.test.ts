import { expect, it } from 'vitest'
import { createAutosave } from '../../src/state/autosave.ts'

it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('has saved what was noted before it was asked, %i turns after a saving began', async (turns) => {
  const saved: string[] = []
  const autosave = createAutosave<string>(async (state) => {
    await Promise.resolve()
    saved.push(state)
  })
  autosave.note('an edit')
  void autosave.flush()
  for (let turn = 0; turn < turns; turn++) await Promise.resolve()
  autosave.note('the last edit')
  await autosave.flush()
  expect(saved).toEqual(['an edit', 'the last edit'])
})
