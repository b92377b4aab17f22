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

/** A lab whose spectra, or all of whose pictures, wait for `go`, with the pictures that its engine holds. */
function slowSpectra(all = false) {
  const engine = createInlineEngine()
  const open = new Set<number>()
  let go: (() => void) | undefined
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const lab = createLab({
    ...engine,
    async open(source, options) {
      const info = await engine.open(source, options)
      open.add(info.id)
      if (all || source.kind === 'spectrum') await gate
      return info
    },
    close(picture) {
      open.delete(picture)
      engine.close(picture)
    },
  })
  return { lab, open, go: () => go?.() }
}

const options = { keepDc: true, centred: true }

it('keeps what is edited while a spectrum is on its way', async () => {
  const { lab, go } = slowSpectra()
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  const opening = lab.getState().openSpectrum(options)
  lab.getState().add('gamma')
  go()
  await opening
  lab.getState().closeSpectrum()
  expect(lab.getState().shown.steps.map(({ id }) => id)).toEqual(['gamma'])
})

it('drops the spectrum of a picture that was closed meanwhile', async () => {
  const { lab, open, go } = slowSpectra()
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  const opening = lab.getState().openSpectrum(options)
  lab.getState().closePicture()
  go()
  await opening
  expect(lab.getState()).toMatchObject({ picture: undefined, aside: undefined })
  expect([...open]).toEqual([])
})

it('goes back to the picture though another view of its spectrum was still on its way', async () => {
  const { lab, open, go } = slowSpectra()
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  const { picture } = lab.getState()
  const first = lab.getState().openSpectrum(options)
  go()
  await first
  const second = lab.getState().openSpectrum({ ...options, keepDc: false })
  lab.getState().closeSpectrum()
  await second
  expect(lab.getState().picture).toBe(picture)
  expect([...open]).toEqual([picture!.id])
})

it('opens no picture into a lab that was closed while it was on its way', async () => {
  const { lab, open, go } = slowSpectra(true)
  const first = lab.getState().open({ kind: 'sample', id: 'wedge' })
  go()
  await first
  const second = lab.getState().open({ kind: 'sample', id: 'night' })
  lab.getState().closePicture()
  expect(await second).toEqual({ code: 'cancelled' })
  expect(lab.getState()).toMatchObject({ picture: undefined, opening: undefined })
  expect([...open]).toEqual([])
})

it('shows the later of two pictures, whichever is ready first', async () => {
  const { lab, open, go } = slowSpectra(true)
  const first = lab.getState().open({ kind: 'sample', id: 'wedge' })
  const second = lab.getState().open({ kind: 'sample', id: 'negative' })
  go()
  await Promise.all([first, second])
  expect(lab.getState().picture!.name).toBe('colour-negative')
  expect([...open]).toEqual([lab.getState().picture!.id])
})

it('names a change of a setting by the numbers that were set, however small', async () => {
  const lab = createLab(createInlineEngine())
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  lab.getState().add('gamma')
  const { key } = lab.getState().shown.steps[0]!
  lab.getState().setParams(key, { gamma: 0.0707 })
  lab.getState().settle()
  lab.getState().setParams(key, { gamma: 1.5 })
  expect(lab.getState().history.entries.slice(-2).map(({ detail }) => detail)).toEqual(['1.00 → 0.0707', '0.0707 → 1.50'])
})

it('tells what is wrong with a file until another one opens', async () => {
  const lab = createLab(createInlineEngine())
  await lab.getState().open({ kind: 'file', name: 'empty.png', blob: new Blob([]) })
  await lab.getState().open({ kind: 'file', name: 'note.jpg', blob: new Blob(['a note']) })
  lab.getState().tell({ subject: 'the lab', note: 'a note' })
  expect(lab.getState().messages.map(({ subject }) => subject)).toEqual(['empty.png', 'note.jpg', 'the lab'])
  await lab.getState().open({ kind: 'sample', id: 'wedge' })
  expect(lab.getState().messages.map(({ subject }) => subject)).toEqual(['the lab'])
})
