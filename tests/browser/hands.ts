import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

export interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A file that the golden scripts wrote. */
export const goldenFile = async (name: string): Promise<GivenFile> => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: await readFile(join(import.meta.dirname, '../golden/files', name)),
})

/** Opens files by the page's file field, as its Open… buttons do once the system's dialog is closed. */
export const choose = (page: Page, ...files: readonly GivenFile[]): Promise<void> => page.locator('input[type=file]').setInputFiles([...files])

/** Drops files on the window, or on a part of it. */
export async function drop(page: Page, files: readonly { name: string; type: string; bytes: readonly number[] }[], onto = 'body'): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const { name, type, bytes } of given) data.items.add(new File([new Uint8Array(bytes)], name, { type }))
    return data
  }, files)
  // a page that has only just been drawn may not listen yet; a hand holds the files until it says that it does
  const heard = page.getByText(/^Drop to open/)
  do {
    for (const event of ['dragenter', 'dragover']) await page.dispatchEvent(onto, event, { dataTransfer: transfer })
    await page.waitForTimeout(20)
  } while ((await heard.count()) === 0)
  await page.dispatchEvent(onto, 'drop', { dataTransfer: transfer })
}

/** The stage with a picture of that name in it. */
export const stageOf = (page: Page, name: string | RegExp) => page.getByRole('application', { name })

export async function addStep(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click()
  // as long as it closes, the menu has the keys
  await page.getByRole('menu').waitFor({ state: 'hidden' })
}

/** Types a number into the field of that name and leaves it. */
export async function type(page: Page, field: string, value: string): Promise<void> {
  const box = page.getByRole('spinbutton', { name: field }).last()
  await box.fill(value)
  await box.press('Tab')
}

/** Exports with what the dialog offers after `adjust`; gives the file's name and bytes. */
export async function exportPicture(page: Page, adjust?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('banner').first().getByRole('button', { name: 'Export' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export' })
  await adjust?.(dialog)
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const file = await download
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}
