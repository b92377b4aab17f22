import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { browserFlags, ensureBrowser } from '../../.tools/browser.mjs'

let browser: Promise<Browser> | undefined

/** A name for this machine that is not its own, so that a page there is no secure context. */
const resolver = '--host-resolver-rules=MAP plain-host.test 127.0.0.1'

const launch = async (): Promise<Browser> => chromium.launch({ executablePath: await ensureBrowser(), args: [...browserFlags, resolver] })

/** One browser a test file; `closeBrowser` in afterAll. */
export const openBrowser = (): Promise<Browser> => (browser ??= launch())

export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close()
  browser = undefined
}

/** A page of its own on the built app, with what went wrong in it collected: script errors, console errors, foreign requests. */
export interface LabPage {
  readonly page: Page
  readonly trouble: string[]
}

export async function openLab(path = '', options: BrowserContextOptions = {}, base = inject('baseURL')): Promise<LabPage> {
  const context = await (await openBrowser()).newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options })
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('console', (message) => message.type() === 'error' && trouble.push(`console: ${message.text()}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(blob|data):/.test(request.url())) trouble.push(`request: ${request.url()}`)
  })
  await page.goto(new URL(path, base).href)
  await page.getByRole('banner').first().waitFor()
  return { page, trouble }
}
