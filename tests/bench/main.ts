import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { chromium } from 'playwright-core'
import { browserFlags, ensureBrowser } from '../../.tools/browser.mjs'
import { appRows } from './app.ts'
import { jimpInvert } from './jimp.ts'
import { kernelRows } from './kernels.ts'
import { told, tableOf, type Row } from './rows.ts'
import { serveBenchPage } from './serve.ts'

const usage = `npm run bench -- [--quick] [--json FILE] [--only kernels|app]
  --quick   one picture, few rounds and only the peers that goals name, in less than two minutes
  --json    writes the rows as JSON as well
  --only    one half of the measurements`

interface Options {
  readonly quick: boolean
  readonly json: string | undefined
  readonly only: string | undefined
}

function read(args: readonly string[]): Options | undefined {
  let [quick, json, only] = [false, undefined as string | undefined, undefined as string | undefined]
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--quick') quick = true
    else if (args[i] === '--json' && args[i + 1]) json = args[++i]
    else if (args[i] === '--only' && ['kernels', 'app'].includes(args[i + 1] ?? '')) only = args[++i]
    else return undefined
  }
  return { quick, json, only }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Runs the bench. Gives the exit code: 0 when every goal is met, 1 when some are missed, 2 when it was asked wrongly. */
export async function main(args: readonly string[]): Promise<number> {
  const options = read(args)
  if (!options) {
    say(usage)
    return 2
  }
  const started = performance.now()
  const { quick, only } = options
  const rounds = quick ? 5 : 11
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: browserFlags })
  const rows: Row[] = []
  const cores = cpus().length
  try {
    if (only !== 'app') {
      const site = await serveBenchPage(new Map())
      rows.push(...(await kernelRows(browser, site.url, cores, { quick, rounds }, say)))
      await site.close()
      if (!quick) {
        const { ms, output } = await jimpInvert(3)
        rows.push(told('negative 8 bit by jimp, in Node', ms, output))
      }
    }
    if (only !== 'kernels') rows.push(...(await appRows(browser, { quick, rounds }, say)))
  } finally {
    await browser.close()
  }
  const machine = { cores, processor: cpus()[0]?.model ?? '', browser: browser.version(), seconds: Math.round((performance.now() - started) / 1000) }
  process.stdout.write(`${tableOf(rows)}\n\n${cores} cores (${machine.processor.trim()}), Chromium ${machine.browser}, 24 MP = 6000 × 4000, medians of ${rounds} interleaved rounds, ${machine.seconds} s\n`)
  const missed = rows.filter(({ met }) => met === false)
  const asked = rows.filter(({ met }) => met !== undefined)
  process.stdout.write(missed.length === 0 ? `All ${asked.length} goals are met.\n` : `${missed.length} of ${asked.length} goals are missed:\n${missed.map(({ name, peer, ratio, goal }) => `  ${name}, ${peer}: ${ratio.toFixed(2)}×, asked ${goal}`).join('\n')}\n`)
  if (options.json) await writeFile(options.json, `${JSON.stringify({ ...machine, rounds, rows }, undefined, 2)}\n`)
  return missed.length === 0 ? 0 : 1
}
