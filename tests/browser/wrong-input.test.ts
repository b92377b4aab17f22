import { afterAll, describe, expect, it } from 'vitest'
import { addStep, choose, drop, goldenFile, stageOf, type GivenFile } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

const text = (name: string, content: string): GivenFile => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(content) })

/** A PNG's beginning whose header claims an absurd size. */
const bomb = (): GivenFile => {
  const buffer = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000802000000000000000000000049444154000000000000000049454e44ae426082', 'hex')
  buffer.writeUInt32BE(65535, 16)
  buffer.writeUInt32BE(65535, 20)
  return { name: 'huge.png', mimeType: 'image/png', buffer }
}

const cut = (file: GivenFile, share: number): GivenFile => ({ ...file, name: `cut-${file.name}`, buffer: file.buffer.subarray(0, Math.floor(file.buffer.length * share)) })

const wrong = async (): Promise<readonly (readonly [GivenFile, RegExp])[]> => [
  [text('notes.jpg', 'Meeting at ten.\nBring the negatives.\n'), /notes\.jpg.*text/s],
  [text('empty.png', ''), /empty\.png.*empty/s],
  [text('drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /drawing\.png.*SVG/s],
  [text('page.tif', '<!doctype html><html><body>hello</body></html>'), /page\.tif.*HTML/s],
  [bomb(), /huge\.png.*65\s?535/s],
  [cut(await goldenFile('journey-16bit.tif'), 0.7), /cut-journey-16bit\.tif/s],
]

describe('wrong input', () => {
  it('gets one message that names file and fault, loses nothing, and the next picture opens', async () => {
    const { page, trouble } = await openLab()
    await choose(page, await goldenFile('journey-16bit.tif'))
    await stageOf(page, 'journey-16bit').waitFor()
    await addStep(page, 'Negative')
    for (const [file, said] of await wrong()) {
      await choose(page, file)
      const alert = page.getByRole('alert').filter({ hasText: file.name })
      await expect.poll(() => alert.textContent(), { message: file.name }).toMatch(said)
      expect(await stageOf(page, 'journey-16bit').count(), file.name).toBe(1)
      expect(await page.getByRole('listitem', { name: 'Negative, step 1 of 1' }).count(), file.name).toBe(1)
    }
    await choose(page, { ...(await goldenFile('journey-16bit.tif')), name: 'next.tif' })
    await stageOf(page, 'next').waitFor()
    expect(await page.getByRole('listitem', { name: 'Negative, step 1 of 1' }).count()).toBe(1)
    expect(trouble).toEqual([])
  })

  it('keeps the last good value when a field is given nonsense, and says the range', async () => {
    const { page, trouble } = await openLab('#v=1&sample=night&recipe=gamma')
    const field = page.getByRole('spinbutton', { name: 'Exponent γ' })
    await field.waitFor()
    for (const nonsense of ['abc', '1e999', '', '-3']) {
      await field.fill(nonsense)
      await field.press('Enter')
      await expect.poll(() => page.getByText(/γ takes 0\.05 to 10/).count(), { message: nonsense }).toBeGreaterThan(0)
      await field.press('Escape')
      await expect.poll(() => field.inputValue(), { message: nonsense }).toBe('1.00')
    }
    expect(trouble).toEqual([])
  })

  it('opens the first of two hundred dropped files and has the rest beside it as a roll', async () => {
    const { page, trouble } = await openLab()
    const bytes = [...(await goldenFile('journey-16bit.tif')).buffer]
    await drop(page, Array.from({ length: 200 }, (_, i) => ({ name: `frame-${String(i).padStart(3, '0')}.tif`, type: 'image/tiff', bytes })))
    await stageOf(page, 'frame-000').waitFor()
    await expect.poll(() => page.getByText('200 frames').count()).toBeGreaterThan(0)
    expect(trouble).toEqual([])
  })
})
