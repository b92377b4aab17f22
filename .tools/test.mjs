// npm test: installs what is missing and runs every check. The last line counts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, root, run } from './install.mjs'

ensureInstalled()
const { ensureBrowser } = await import('./browser.mjs')
const bin = (name) => join(root, 'node_modules', '.bin', name)

let passed = 0
let failed = 0
/** What to install, where there is no browser and none could be got. The journeys then fail as one: each would try again to get one. */
let missing = ''
const count = (name, ok) => {
  if (ok) passed++
  else failed++
  process.stdout.write(`${ok ? '✓' : '✗'} ${name}\n`)
}

try {
  process.env['CHROME_PATH'] = await ensureBrowser()
  count('a browser for the journeys', true)
} catch (error) {
  missing = error.message
  count('a browser for the journeys', false)
}
count('types', run(bin('tsc'), ['--noEmit']) === 0)
count('types of the kernels, which know no browser', run(bin('tsc'), ['--noEmit', '-p', 'src/kernels/tsconfig.json']) === 0)
count('lint', run(bin('oxlint'), ['--deny-warnings']) === 0)

const folder = mkdtempSync(join(tmpdir(), 'lab-tests-'))
const report = join(folder, 'report.json')
const projects = missing ? ['--project', 'unit', '--project', 'ui'] : []
const code = run(bin('vitest'), ['run', ...projects, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed += result.numPassedTests
  // a test that did not run is no pass: skipped and unloadable files count against us
  const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  failed += result.numFailedTests + result.numPendingTests + result.numTodoTests + unloaded
} catch {
  count('a report of the test runner', false)
}
rmSync(folder, { recursive: true, force: true })
if (code !== 0 && failed === 0) count(`the test runner, which ended with code ${code}`, false)

if (missing) process.stderr.write(`\nThe journeys did not run. ${missing}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
