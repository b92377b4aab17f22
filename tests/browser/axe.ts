import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { openLab } from './page.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** The lab with axe in it. The page's policy allows no foreign script; axe comes in past it, which changes nothing that axe looks at. */
export async function openForAxe(viewport: Size): Promise<Page> {
  const { page } = await openLab('', { viewport, bypassCSP: true, hasTouch: viewport.width < 900 })
  await page.addScriptTag({ path: axe })
  return page
}

/**
 * When nothing fades or slides any more. Colours fade when the theme changes, and a contrast measured half-way is
 * nobody's; how long a fade takes on a busy machine no clock of ours can say.
 */
async function settled(page: Page): Promise<void> {
  for (let moving = 1; moving > 0; ) {
    // what has just changed begins to move with the next frame
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    moving = await page.evaluate(async () => {
      const ending = document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
      await Promise.allSettled(ending.map(({ finished }) => finished))
      return ending.length
    })
  }
}

/** What axe finds wrong once all is at rest, as one readable line a finding. */
export async function findings(page: Page): Promise<readonly string[]> {
  await settled(page)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }> } }).axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))
  })
}

/** The same in that theme. */
export async function findingsIn(page: Page, theme: 'dark' | 'light'): Promise<readonly string[]> {
  await page.evaluate((value) => Object.assign(document.documentElement.dataset, { theme: value }), theme)
  return findings(page)
}

export const themes = ['dark', 'light'] as const
