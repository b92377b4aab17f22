import { describe, expect, it } from 'vitest'
import type { Step } from '../../src/kernels/compile.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { stateToLink } from '../../src/recipe/link.ts'
import { addStep, emptyRecipe, makeStep } from '../../src/recipe/recipe.ts'
import { current } from '../../src/state/history.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { applyLink, linkOf } from '../../src/state/link.ts'

const newLab = (): Lab => createLab(createInlineEngine())
const recipe = addStep(addStep(emptyRecipe, makeStep('log')), makeStep('gamma', { gamma: 0.8 }, 'r', false))
/** Keys are made anew for every recipe that is read. */
const keyless = (steps: readonly Step[]) => steps.map((step) => ({ ...step, key: '' }))
const bare = (lab: Lab) => keyless(current(lab.getState().history).steps)

describe('a link', () => {
  it('brings back the recipe with values, targets and switches, and the sample', async () => {
    const lab = newLab()
    await applyLink(lab, stateToLink({ recipe, sample: 'wedge' }))
    expect(bare(lab)).toEqual(keyless(recipe.steps))
    expect(lab.getState().source).toEqual({ kind: 'sample', id: 'wedge' })
    expect(lab.getState().messages).toEqual([])
  })

  it('is one edit that undo takes back', async () => {
    const lab = newLab()
    lab.getState().add('negative')
    await applyLink(lab, stateToLink({ recipe }))
    lab.getState().undo()
    expect(bare(lab).map(({ id }) => id)).toEqual(['negative'])
  })

  it('makes the same link again', async () => {
    const lab = newLab()
    const hash = stateToLink({ recipe, sample: 'wedge' })
    await applyLink(lab, hash)
    expect(linkOf(lab.getState())).toEqual({ hash, hasPicture: true })
  })

  it('says of a picture from a file that it is not in it', () => {
    const lab = newLab()
    lab.getState().replaceRecipe(recipe, 'Test')
    expect(linkOf({ history: lab.getState().history, source: { kind: 'file', name: 'a.png', blob: new Blob() } })).toEqual({
      hash: stateToLink({ recipe }),
      hasPicture: false,
    })
  })

  it.each([
    '#v=1&recipe=blur',
    '#v=1&recipe=gamma(gamma=1e999)',
    '#v=1&recipe=gamma(__proto__=1)',
    '#v=99&recipe=log',
    '#v=1&sample=https://example.org/x.png&recipe=log',
    '#v=1&recipe=%3Cscript%3Ealert(1)%3C/script%3E',
    `#v=1&recipe=${'negative;'.repeat(5000)}`,
  ])('that cannot be read gets one message and changes nothing: %.60s', async (hash) => {
    const lab = newLab()
    lab.getState().add('negative')
    const before = lab.getState()
    await applyLink(lab, hash)
    const after = lab.getState()
    expect(after.messages).toHaveLength(1)
    expect(after.messages[0]!.failure?.code).toMatch(/^bad-(recipe|parameter)$/)
    expect({ ...after, messages: [] }).toEqual({ ...before, messages: [] })
  })

  it.each(['', '#', '#chapter-2'])('that is none is passed over: "%s"', async (hash) => {
    const lab = newLab()
    const before = lab.getState()
    await applyLink(lab, hash)
    expect(lab.getState()).toBe(before)
  })
})
