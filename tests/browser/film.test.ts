import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { afterAll, describe, expect, it } from 'vitest'
import { readWeights } from '../../src/kernels/film/estimator/estimate.ts'
import { invert } from '../../src/kernels/film/invert.ts'
import { paintSample } from '../../src/kernels/samples/index.ts'
import { choose, drop, exportPicture, goldenFile } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'
import { readPng } from './read-png.ts'

afterAll(closeBrowser)

const weights = readFile(join(import.meta.dirname, '../../src/kernels/film/estimator/estimator.bin')).then(readWeights)

describe('a film negative, from the door to a 16-bit PNG', () => {
  it('is found, framed and printed by one click, as the film kernels print it', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    await card.waitFor({ timeout: 30_000 })
    await expect.poll(() => card.textContent(), { timeout: 15_000 }).toMatch(/Colour negative, film base from four strips of rebate/)
    const { picture } = invert(paintSample('negative'), { weights: await weights })
    await expect.poll(() => page.getByRole('banner').first().textContent()).toContain(`${picture.width} × ${picture.height}`)

    const { bytes } = await exportPicture(page, (dialog) => dialog.getByRole('radio', { name: 'PNG' }).click())
    const png = readPng(bytes)
    expect([png.width, png.height, png.channels, png.bits]).toEqual([picture.width, picture.height, 3, 16])
    let sum = 0
    for (let i = 0; i < picture.data.length; i++) sum += Math.abs(png.samples[i]! - picture.data[i]!)
    // the fall-off of the light is evened out in codes here and in floats there: a few of 65 535
    expect(sum / picture.data.length).toBeLessThan(3)
    expect(trouble).toEqual([])
  })

  it('takes three actions from a scan on the desk: dropped on its door, Export, and Export again for a TIFF of 16 bits', async () => {
    const { page, trouble } = await openLab()
    const scan = await goldenFile('journey-16bit.tif')
    await drop(page, [{ name: scan.name, type: 'image/tiff', bytes: [...scan.buffer] }], '[data-takes="film"]')
    await page.getByRole('listitem', { name: /Film negative/ }).waitFor({ timeout: 30_000 })
    // the print is seen whole
    const chosen = page.getByRole('radiogroup', { name: 'Compare' }).getByRole('radio', { checked: true })
    expect(await chosen.textContent()).toBe('After')
    const { name, bytes } = await exportPicture(page)
    expect(name).toBe('journey-16bit_film-negative.tif')
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    expect(view.getUint16(0)).toBe(0x4949)
    // tag 258, bits a sample: three shorts where its last field points
    const [entries, directory] = [view.getUint16(view.getUint32(4, true), true), view.getUint32(4, true) + 2]
    const bits = Array.from({ length: entries }, (_, k) => directory + 12 * k).find((at) => view.getUint16(at, true) === 258)!
    expect([0, 2, 4].map((at) => view.getUint16(view.getUint32(bits + 8, true) + at, true))).toEqual([16, 16, 16])
    expect(trouble).toEqual([])
  })

  it('has its frame moved by keys on the whole scan, undone, and a grey clicked', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    await card.waitFor({ timeout: 30_000 })
    const size = () => page.getByRole('banner').first().textContent()
    await expect.poll(size, { timeout: 15_000 }).toMatch(/13\d\d × 88\d/)
    const before = await size()
    // one key splits it, and so it stays whatever is undone
    const chosen = page.getByRole('radiogroup', { name: 'Compare' }).getByRole('radio', { checked: true })
    expect(await chosen.textContent()).toBe('After')
    await page.keyboard.press('s')
    await expect.poll(() => chosen.textContent()).toBe('Split')
    await page.keyboard.press('Control+z')
    await card.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+z')
    await card.waitFor()
    expect(await chosen.textContent()).toBe('Split')

    await card.getByRole('button', { name: 'Adjust the frame' }).click()
    await expect.poll(size).toContain('1440 × 968')
    const left = page.getByRole('button', { name: 'Frame, left: arrow keys move it' })
    await left.press('Shift+ArrowRight')
    await left.press('Shift+ArrowRight')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect.poll(size).not.toContain('1440 × 968')
    expect(Number(/(\d+) ×/.exec((await size())!)![1])).toBe(Number(/(\d+) ×/.exec(before!)![1]) - 20)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(size).toBe(before)

    await card.getByRole('button', { name: 'Click a grey' }).click()
    const stage = (await page.getByRole('application').boundingBox())!
    await page.mouse.click(stage.x + stage.width * 0.75, stage.y + stage.height * 0.6)
    const cyan = card.getByRole('spinbutton', { name: 'Printer light cyan in stops' })
    await expect.poll(() => cyan.inputValue()).not.toBe('0.00')
    expect(trouble).toEqual([])
  })
})

describe('the hand tools of a film negative', () => {
  it('crop in a fixed ratio, straighten by a line, take the angle back and balance by two greys', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    await card.waitFor({ timeout: 30_000 })
    const size = async (): Promise<readonly number[]> => /(\d+) × (\d+)/.exec((await page.getByRole('banner').first().textContent())!)!.slice(1).map(Number)
    await expect.poll(size, { timeout: 15_000 }).not.toEqual([1440, 968])
    const found = await size()

    // a corner of a frame that keeps 4 : 3
    await card.getByRole('button', { name: 'Adjust the frame' }).click()
    await expect.poll(size).toEqual([1440, 968])
    expect(await page.getByRole('slider', { name: 'Split between before and after' }).count()).toBe(0)
    await card.getByRole('combobox', { name: 'Ratio of the frame' }).click()
    await page.getByRole('option', { name: '4 : 3' }).click()
    const corner = (await page.getByRole('button', { name: /^Frame, bottom right/ }).boundingBox())!
    await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2)
    await page.mouse.down()
    await page.mouse.move(corner.x - 60, corner.y - 20, { steps: 4 })
    await page.mouse.up()
    await page.getByRole('button', { name: 'Done' }).click()
    await expect.poll(size).not.toEqual([1440, 968])
    const cropped = await size()
    expect(cropped[0]).toBeLessThan(found[0]! - 100)
    expect(Math.abs(cropped[0]! - (4 / 3) * cropped[1]!)).toBeLessThan(2)

    // a line that falls by a tenth of its length
    await card.getByRole('button', { name: 'Straighten by a line' }).click()
    await expect.poll(size).toEqual([1440, 968])
    const field = (await page.getByRole('img', { name: 'Draw a line along something level or upright' }).boundingBox())!
    await page.mouse.move(field.x + 300, field.y + 300)
    await page.mouse.down()
    await page.mouse.move(field.x + 500, field.y + 320, { steps: 4 })
    await page.mouse.up()
    const angle = card.getByRole('spinbutton', { name: 'Angle of the frame in degrees' })
    await expect.poll(() => angle.inputValue()).toBe('5.71')
    await angle.fill('0')
    await angle.press('Enter')
    await expect.poll(size).toEqual(cropped)

    // two greys of the sample's wedge and sky, marked on the picture
    const stage = (await page.getByRole('application').boundingBox())!
    const greys = card.getByRole('group', { name: 'Greys' })
    await greys.getByRole('button', { name: 'Click a grey' }).click()
    await page.mouse.click(stage.x + stage.width * 0.6, stage.y + stage.height * 0.7)
    await page.getByText('Grey 1', { exact: true }).first().waitFor()
    await greys.getByRole('button', { name: 'Pick a second grey' }).click()
    await page.mouse.click(stage.x + stage.width * 0.7, stage.y + stage.height * 0.2)
    await expect.poll(() => page.getByText('Grey 2', { exact: true }).count()).toBe(2)
    await greys.getByRole('button', { name: 'Remove grey 2' }).click()
    await expect.poll(() => page.getByText('Grey 2', { exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByText('Grey 2', { exact: true }).count()).toBe(2)
    expect(trouble).toEqual([])
  })
})

describe('the frame of a negative that was turned and mirrored', () => {
  it('is moved on the scan as it is seen, and straightened by a line', async () => {
    const { page, trouble } = await openLab()
    await page.getByRole('button', { name: 'Try a sample scan' }).click()
    const card = page.getByRole('listitem', { name: /Film negative/ })
    await card.waitFor({ timeout: 30_000 })
    const size = async (): Promise<readonly number[]> => /(\d+) × (\d+)/.exec((await page.getByRole('banner').first().textContent())!)!.slice(1).map(Number)
    await expect.poll(size, { timeout: 15_000 }).not.toEqual([1440, 968])
    const [width, height] = (await size()) as [number, number]
    await card.getByRole('button', { name: 'Rotate clockwise' }).click()
    await card.getByRole('button', { name: 'Flip left to right' }).click()
    await expect.poll(size).toEqual([height, width])

    await card.getByRole('button', { name: 'Adjust the frame' }).click()
    await expect.poll(size).toEqual([968, 1440])
    const frame = (await page.getByRole('group', { name: 'Frame of the picture' }).boundingBox())!
    expect(frame.height / frame.width).toBeCloseTo(width / height, 1)
    const top = page.getByRole('button', { name: 'Frame, top: arrow keys move it' })
    await top.press('Shift+ArrowDown')
    await top.press('Shift+ArrowDown')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect.poll(size).toEqual([height, width - 20])

    await card.getByRole('button', { name: 'Straighten by a line' }).click()
    await expect.poll(size).toEqual([968, 1440])
    const field = (await page.getByRole('img', { name: 'Draw a line along something level or upright' }).boundingBox())!
    await page.mouse.move(field.x + 300, field.y + 300)
    await page.mouse.down()
    await page.mouse.move(field.x + 500, field.y + 320, { steps: 4 })
    await page.mouse.up()
    await expect.poll(() => card.getByRole('spinbutton', { name: 'Angle of the frame in degrees' }).inputValue()).toBe('5.71')
    await expect.poll(async () => (await size())[1]! > (await size())[0]!).toBe(true)
    expect(trouble).toEqual([])
  })
})

describe('a scan of two half-frames', () => {
  it('shows one of them, says so, and goes to the other by its button', async () => {
    // two pictures of patches with clear film between them, 16-bit and linear
    const [width, height] = [480, 320]
    const data = new Uint16Array(3 * width * height)
    const base = [0.8, 0.36, 0.2] as const
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const clear = x < 24 || x >= 456 || y < 20 || y >= 300 || Math.abs(x - 240) < 8
        const level = clear ? 0 : 0.25 + 0.9 * ((Math.imul((x / 24) | 0, 7) + Math.imul((y / 20) | 0, 11)) % 13) * (1 / 13)
        for (let c = 0; c < 3; c++, i++) data[i] = 65535 * base[c]! * 10 ** -(level * (0.7 + 0.08 * c)) * (1 + 0.004 * (((x * 31 + y * 17 + c * 7) % 11) - 5) * 0.2)
      }
    }
    const { page, trouble } = await openLab()
    await choose(page, { name: 'half-frames.png', mimeType: 'image/png', buffer: Buffer.from(encode({ width, height, channels: 3, depth: 16, data })) })
    await page.getByRole('application').waitFor()
    await page.keyboard.press('v')
    const card = page.getByRole('listitem', { name: /Film negative/ })
    const note = card.getByRole('note', { name: 'Two frames' })
    await note.waitFor({ timeout: 15_000 })
    const size = async (): Promise<readonly number[]> => /(\d+) × (\d+)/.exec((await page.getByRole('banner').first().textContent())!)!.slice(1).map(Number)
    await expect.poll(size).not.toEqual([width, height])
    const [left] = await size()
    expect(Math.abs(left! - 208)).toBeLessThan(6)
    await note.getByRole('button', { name: 'Show the right one' }).click()
    await note.getByRole('button', { name: 'Show the left one' }).waitFor()
    expect(Math.abs((await size())[0]! - 208)).toBeLessThan(6)
    expect(trouble).toEqual([])
  })
})
