import { expect, it } from 'vitest'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { createLab, type LabState } from '../../src/state/lab.ts'

it('tells the recipe in force before it makes tables and histograms of it, both in one go', async () => {
  const lab = createLab(createInlineEngine())
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  lab.getState().add('gamma')
  const before = lab.getState()
  const heard: Pick<LabState, 'shown' | 'derived'>[] = []
  const leave = lab.subscribe(({ shown, derived }) => heard.push({ shown, derived }))
  lab.getState().setParams(before.shown.steps[0]!.key, { gamma: 2 })
  leave()
  const after = lab.getState()
  expect(heard).toEqual([
    { shown: after.shown, derived: before.derived },
    { shown: after.shown, derived: after.derived },
  ])
  expect(after.shown).not.toBe(before.shown)
  expect(after.derived!.after).not.toEqual(before.derived!.after)
})

it('never shows what was derived from one picture beside another', async () => {
  const lab = createLab(createInlineEngine())
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  const channels: (readonly [number, number])[] = []
  lab.subscribe(({ picture, derived }) => picture && derived && channels.push([picture.source.channels, derived.pipeline.source.channels]))
  await lab.getState().openSpectrum({ keepDc: true, centred: true })
  expect(lab.getState().picture!.channels).toBe(1)
  expect(channels.length).toBeGreaterThan(0)
  for (const [picture, derived] of channels) expect(derived).toBe(picture)
})
