// npm run screenshots: the pictures of README, taken of the built app with its own painted scenes.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const [{ build, preview }, { chromium }, { browserFlags, ensureBrowser }] = await Promise.all([
  import('vite'),
  import('playwright-core'),
  import('./browser.mjs'),
])
await build({ root, logLevel: 'warn' })
const server = await preview({ root, preview: { port: 4198, open: false } })
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserFlags })
const folder = join(root, '.screenshots')
mkdirSync(folder, { recursive: true })

/** The lab at this link, its stage's rectangle with it. */
async function open(sample, recipe, name) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${server.resolvedUrls.local[0]}#v=1&sample=${sample}&recipe=${encodeURIComponent(recipe)}`)
  const stage = page.getByRole('application', { name })
  await stage.waitFor()
  await page.waitForTimeout(1000)
  return { page, box: await stage.boundingBox() }
}

async function take(page, name) {
  await page.waitForTimeout(1000)
  await page.screenshot({ path: join(folder, name) })
  process.stdout.write(`.screenshots/${name}\n`)
  await page.close()
}

const night = await open('night', 'log;gamma(gamma=1.4)', /night/)
// a pixel that keeps its probe: the card then shows the arithmetic
await night.page.mouse.click(night.box.x + night.box.width * 0.2, night.box.y + night.box.height * 0.42)
await take(night.page, 'lab.png')

const negative = await open('negative', '', /negative/)
await negative.page.keyboard.press('v')
await negative.page.getByText(/Film base/i).first().waitFor()
// an inverted film is shown whole: the scan beside it on one half
await negative.page.keyboard.press('s')
await take(negative.page, 'film.png')

await browser.close()
await server.close()
process.exit(0)
