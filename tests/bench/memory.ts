import { spawnSync } from 'node:child_process'
import type { Browser } from 'playwright-core'

/** Megabytes of memory that the largest renderer process holds, by the system's own account; undefined where `ps` is not. */
export async function rendererMegabytes(browser: Browser): Promise<number | undefined> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => {
    const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(id)], { encoding: 'utf8' })
    return Number(stdout?.trim()) / 1024
  })
  const largest = Math.max(...sizes)
  return largest > 0 ? largest : undefined
}

/** The most that it holds at any moment while something runs. */
export async function mostMegabytes(browser: Browser, run: () => Promise<void>): Promise<number | undefined> {
  let most = await rendererMegabytes(browser)
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const now = await rendererMegabytes(browser)
      if (now !== undefined) most = Math.max(most ?? 0, now)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  })()
  await run()
  over.abort()
  await watching
  return most
}
