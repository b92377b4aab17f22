// npm run film:score -- SETDIR [--grey]: inverts every scan of a set as the command line does and prints how far the results
// are from the truth, by the set's own score.py. With --grey each colour scan gets one click on a thing that is truly grey.
// npm run film:score -- --chart FILE: one scan of a ColorChecker that fills its frame, against the published colours.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled } from './install.mjs'

const { values, positionals } = parseArgs({ options: { grey: { type: 'boolean' }, chart: { type: 'string' } }, allowPositionals: true })
const [set] = positionals
if (!set && !values.chart) {
  process.stderr.write('npm run film:score -- SETDIR [--grey] or --chart FILE, where SETDIR holds manifest.json, the scans, truth/ and score.py\n')
  process.exit(2)
}

const run = (command, args) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error) throw error
  process.stderr.write(stderr)
  return { status, stdout }
}

ensureInstalled()
const lab = join(import.meta.dirname, 'lab.mjs')
const out = mkdtempSync(join(tmpdir(), 'film-score-'))
try {
  process.exitCode = values.chart ? await chart(values.chart) : await whole(set)
} finally {
  rmSync(out, { recursive: true, force: true })
}

async function chart(file) {
  const { status, stdout } = run(process.execPath, [lab, 'invert', '--out', out, file])
  if (status !== 0) return status
  const { scoreChart } = await import('./film-chart.mjs')
  const score = await scoreChart(stdout.trim())
  process.stdout.write(`${Object.entries(score).map(([name, value]) => `${name} ${value.toFixed(2)}`).join('  ')}\n`)
  return 0
}

async function whole(folder) {
  const { items } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const inverted = { status: 0, stdout: '' }
  for (const [places, some] of await calls(folder, items)) {
    const { status, stdout } = run(process.execPath, [lab, 'invert', '--json', '--out', out, ...places, ...some.map(({ file }) => join(folder, file))])
    inverted.status ||= status
    inverted.stdout += stdout
  }
  printFrames(items, inverted.stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line)))
  const scored = run('/usr/bin/python3', [join(folder, 'score.py'), folder, out, '--json', join(out, 'score.json')])
  if (scored.status !== 0) throw new Error(`score.py ended with ${scored.status}`)
  printTable(JSON.parse(readFileSync(join(out, 'score.json'), 'utf8')))
  return inverted.status
}

/** What to call the command line with: all scans at once, or each with the place of its click. */
async function calls(folder, items) {
  if (!values.grey) return [[[], items]]
  const { greyPlace } = await import('./film-greys.mjs')
  const places = await Promise.all(items.map(async (item) => [await greyPlace(folder, item), [item]]))
  return places.map(([place, some]) => [place ? ['--grey', place.join(',')] : [], some])
}

/** Edges against the manifest's rectangles in per cent of the scan, bases in density. */
function printFrames(all, found) {
  process.stdout.write(`${'scan'.padEnd(44)}${'kind'.padEnd(17)}edge %  base D  sure\n`)
  for (const item of all) {
    const one = found.find(({ file }) => file.endsWith(`/${item.file}`))
    if (!one) continue
    const [x, y, w, h] = item.image_rect
    const [left, top, wide, high] = one.frame
    const across = Math.max(w, ...(item.base_rect ? [item.base_rect[0] + item.base_rect[2]] : []))
    const edge = (100 * Math.max(Math.abs(left - x), Math.abs(top - y), Math.abs(left + wide - x - w), Math.abs(top + high - y - h))) / across
    const base = item.base_rgb_linear ? Math.max(...one.base.map((value, c) => Math.abs(Math.log10(value / item.base_rgb_linear[c])))).toFixed(3) : '–'
    process.stdout.write(`${item.file.padEnd(44)}${one.kind.padEnd(17)}${edge.toFixed(2).padStart(6)}  ${base.padStart(6)}  ${one.confidence.toFixed(2)}\n`)
  }
}

function printTable({ summary, items: rows }) {
  const columns = ['dE_a', 'dE_b', 'dE_c', 'neutral_C']
  const line = (name, row) => process.stdout.write(`| ${name.padEnd(42)} |${columns.map((key) => ` ${(row[key] === null || row[key] === undefined ? '–' : row[key].toFixed(2)).padStart(9)} |`).join('')}\n`)
  process.stdout.write(`\n| ${''.padEnd(42)} |${columns.map((key) => ` ${key.padStart(9)} |`).join('')}\n`)
  for (const row of rows) line(row.file, row)
  for (const [group, row] of Object.entries(summary)) line(`== ${group}`, row)
}
