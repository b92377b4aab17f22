import type { Browser, Page } from 'playwright-core'
import type { GroupResult } from './page/groups.ts'
import { against, told, within, type Row } from './rows.ts'

export interface Depth {
  readonly quick: boolean
  readonly rounds: number
}

/** What is asked of ours against a peer: a ratio, of one thread (1) or of all cores. */
interface Goal {
  readonly group: string
  readonly peer: string
  readonly threads: 'one' | 'all'
  readonly least: number
}

const goals: readonly Goal[] = [
  { group: 'negative 8 bit', peer: 'OpenCV.js 5.0', threads: 'one', least: 4 },
  { group: 'negative 8 bit', peer: 'memcpy', threads: 'one', least: 1 / 1.15 },
  { group: 'table 8 bit', peer: 'OpenCV.js 5.0', threads: 'one', least: 1.8 },
  { group: 'table 8 bit', peer: 'OpenCV.js 4.12', threads: 'one', least: 2 },
  { group: 'table 8 bit', peer: 'memcpy', threads: 'one', least: 1 / 3.5 },
  { group: 'table 8 bit', peer: 'OpenCV.js 5.0', threads: 'all', least: 5 },
  { group: 'histogram RGB 8 bit', peer: 'OpenCV.js 5.0', threads: 'one', least: 1.2 },
  { group: 'histogram RGB 8 bit', peer: 'OpenCV.js 4.12', threads: 'one', least: 1.2 },
  { group: 'histogram RGB 8 bit', peer: 'OpenCV.js 5.0', threads: 'all', least: 3 },
  { group: 'table 16 bit', peer: 'OpenCV.js 5.0', threads: 'one', least: 1.05 },
  { group: 'gamma float', peer: 'OpenCV.js 5.0', threads: 'one', least: 6 },
  { group: 'log float', peer: 'OpenCV.js 5.0', threads: 'one', least: 2.8 },
]

/** A fresh page: the browser's compiler takes the arrays of a kernel's first use, and of no other, as constants. */
export async function onFreshPage<T>(browser: Browser, url: string, ask: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(url)
    await page.waitForFunction(() => 'labBench' in globalThis)
    return await ask(page)
  } finally {
    await context.close()
  }
}

export async function kernelRows(browser: Browser, url: string, cores: number, { quick, rounds }: Depth, tell: (line: string) => void): Promise<readonly Row[]> {
  const names = await onFreshPage(browser, url, (page) => page.evaluate((quick) => labBench.groupNames(quick), quick))
  const rows: Row[] = []
  for (const name of names) {
    tell(name)
    const crews = [...new Set(quick ? [cores] : [2, cores])].filter((size) => size > 1 && size <= cores)
    const results = await onFreshPage(browser, url, (page) => page.evaluate(([name, options]) => labBench.runGroup(name, options), [name, { quick, rounds, crews }] as const))
    for (const result of results) rows.push(...groupRows(name, result, cores))
  }
  const pushed = await onFreshPage(browser, url, (page) => page.evaluate((rounds) => labBench.pushThroughTimes(rounds), rounds))
  for (const { depth, ms, output } of pushed) {
    const name = `pushThrough, 3 × ${depth === 'u8' ? 256 : '65 536'} bins`
    rows.push(depth === 'u8' ? within(name, ms, 0.05, 'ms', output) : told(name, ms, output))
    if (output !== 'equal') rows.push(within(`${name}: recount differs`, 1, 0, 'pictures', output))
  }
  return rows
}

function groupRows(group: string, { picture, results, absent }: GroupResult, cores: number): readonly Row[] {
  const ours = results.filter(({ name }) => name === 'ours')
  const peers = results.filter(({ name }) => name !== 'ours')
  const rows = ours.flatMap((mine) =>
    peers.map((peer) => {
      const threads = mine.threads === 1 ? 'one' : mine.threads === cores ? 'all' : undefined
      const goal = goals.find((each) => each.group === group && each.peer === peer.name && each.threads === threads)
      const note = mine.output === 'equal' ? peer.output : `ours: ${mine.output}; theirs: ${peer.output}`
      const name = `${group}, ${picture}, ${mine.threads} thread${mine.threads === 1 ? '' : 's'}`
      return against(name, mine.ms, peer.threads === undefined ? `${peer.name} (all threads)` : peer.name, peer.ms, note, goal && Math.round(goal.least * 1000) / 1000)
    }),
  )
  return [...rows, ...absent.map((why) => told(`${group}, ${picture}: a peer that cannot`, Number.NaN, why))]
}
