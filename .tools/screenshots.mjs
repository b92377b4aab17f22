// npm run screenshots: the pictures of README, taken of the built app with its own night scene.
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
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
await page.goto(`${server.resolvedUrls.local[0]}#v=1&sample=night&recipe=${encodeURIComponent('log;gamma(gamma=1.4)')}`)
await page.getByRole('slider', { name: /split/i }).waitFor()
const stage = await page.getByRole('slider', { name: /split/i }).boundingBox()
await page.mouse.click(stage.x + 220, stage.y + 60)
await page.waitForTimeout(800)
mkdirSync(join(root, '.screenshots'), { recursive: true })
await page.screenshot({ path: join(root, '.screenshots', 'lab.png') })
await browser.close()
await server.close()
process.stdout.write('.screenshots/lab.png\n')
process.exit(0)
