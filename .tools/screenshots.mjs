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
const stage = page.getByRole('application', { name: /night/ })
await stage.waitFor()
const box = await stage.boundingBox()
// a pixel that keeps its probe: the card then shows the arithmetic
await page.waitForTimeout(1000)
await page.mouse.click(box.x + box.width * 0.2, box.y + box.height * 0.42)
await page.waitForTimeout(1000)
mkdirSync(join(root, '.screenshots'), { recursive: true })
await page.screenshot({ path: join(root, '.screenshots', 'lab.png') })
await browser.close()
await server.close()
process.stdout.write('.screenshots/lab.png\n')
process.exit(0)
