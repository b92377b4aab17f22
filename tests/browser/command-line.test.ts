import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addStep, choose, exportPicture, goldenFile, stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'
import { readPng } from './read-png.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const lab = async (...args: readonly string[]): Promise<{ stdout: string; stderr: string; code: number }> => {
  try {
    return { ...(await run('npm', ['run', '-s', 'lab', '--', ...args], { cwd: root })), code: 0 }
  } catch (caught) {
    return caught as { stdout: string; stderr: string; code: number }
  }
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-cli-'))
  await writeFile(join(folder, 'scan.tif'), (await goldenFile('journey-16bit.tif')).buffer)
  await writeFile(join(folder, 'notes.jpg'), 'Meeting at ten.')
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await closeBrowser()
})

describe('the command line', () => {
  it.each([8, 16] as const)('writes the very pixels of the browser’s export, %i bits', async (bits) => {
    const recipe = 'negative;log;gamma(gamma=0.8)'
    const { page } = await openLab(`#v=1&recipe=${encodeURIComponent(recipe)}`)
    await choose(page, { ...(await goldenFile('journey-16bit.tif')), name: 'scan.tif' })
    await stageOf(page, 'scan').waitFor()
    const browser = await exportPicture(page, async (dialog) => {
      await dialog.getByRole('radio', { name: 'PNG' }).click()
      await dialog.getByRole('radio', { name: `${bits}-bit` }).click()
    })
    const out = join(folder, `out-${bits}`)
    const { stdout, code } = await lab('apply', '--recipe', recipe, '--out', out, '--bits', String(bits), join(folder, 'scan.tif'))
    expect(code).toBe(0)
    expect(stdout.trim()).toBe(join(out, 'scan.png'))
    expect(readPng(await readFile(join(out, 'scan.png')))).toEqual(readPng(browser.bytes))
  })

  it.each(['420.jpg', '422.jpg', 'grey.jpg', 'progressive.jpg', 'lossy.webp', 'lossy-alpha.webp'])('decodes %s to the very pixels that the browser has', async (name) => {
    const { page } = await openLab()
    const file = { ...(await goldenFile(`codecs/${name}`)), name }
    await choose(page, file)
    await stageOf(page, name.replace(/\.\w+$/, '')).waitFor()
    await addStep(page, 'Negative')
    const browser = await exportPicture(page, (dialog) => dialog.getByRole('radio', { name: 'PNG' }).click())
    await writeFile(join(folder, name), file.buffer)
    const out = join(folder, `decoded-${name}`)
    const { stdout } = await lab('apply', '--recipe', 'negative', '--out', out, join(folder, name))
    expect(readPng(await readFile(stdout.trim()))).toEqual(readPng(browser.bytes))
  })

  it('names the file that it cannot open, does the others, and says so by its exit code', async () => {
    const out = join(folder, 'mixed')
    const { stdout, stderr, code } = await lab('apply', '--recipe', 'negative', '--out', out, '--format', 'tiff', join(folder, 'notes.jpg'), join(folder, 'scan.tif'))
    expect(code).toBe(1)
    expect(stderr).toMatch(/notes\.jpg.*plain text/s)
    expect(stdout.trim()).toBe(join(out, 'scan.tif'))
  })

  it('says of every file that is not there, of a folder and of a result that cannot be written what is the matter', async () => {
    const out = join(folder, 'taken')
    await mkdir(join(out, 'scan.png'), { recursive: true })
    const { stderr, code } = await lab('apply', '--recipe', 'negative', '--out', out, join(folder, 'none.png'), folder, join(folder, 'scan.tif'))
    expect(code).toBe(1)
    expect(stderr).toMatch(/^none\.png cannot be read: there is no such file\.\n.+ cannot be read: it is a folder\.\n.+scan\.png cannot be written: it is a folder\.\n$/)
    expect((await lab('apply', '--recipe', 'negative', '--out', join(folder, 'notes.jpg'), join(folder, 'scan.tif'))).stderr).toMatch(/cannot be the folder for the results/)
  })

  it('says what a call wants that is off', async () => {
    expect((await lab('apply', '--recipe', 'sharpen', '--out', folder, 'x.png')).stderr).toMatch(/sharpen/)
    expect((await lab('apply', '--recipe', 'gamma(gamma=1e999)', '--out', folder, 'x.png')).stderr).toMatch(/gamma/)
    expect((await lab('apply', '--recipe', 'negative')).stderr).toMatch(/--out is missing/)
    expect((await lab('bake')).code).toBe(2)
  })

  it('prints the recipe as a program for the file', async () => {
    const { stdout, code } = await lab('code', '--recipe', 'log;gamma(gamma=0.8)', '--as', 'numpy', join(folder, 'scan.tif'))
    expect(code).toBe(0)
    expect(stdout).toMatch(/65535/)
    expect(stdout).toMatch(/math\.log/)
  })
})
