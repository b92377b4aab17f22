// npm run bench -- …: measures the lab against its peers in a real browser. The peers are installed for this alone.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, root, run } from './install.mjs'

ensureInstalled()
const folder = join(root, 'tests/bench')
const installed = join(folder, 'node_modules/.package-lock.json')
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(join(folder, 'package-lock.json')).mtimeMs) {
  process.stderr.write('Installing the libraries to measure against…\n')
  const code = run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (code !== 0) {
    process.stderr.write('npm ci failed in tests/bench: the libraries to measure against could not be installed. Is the npm registry reachable?\n')
    process.exit(code)
  }
}
const { tsImport } = await import('tsx/esm/api')
const { main } = await tsImport('../tests/bench/main.ts', import.meta.url)
// what a peer left running must not keep the command alive
process.exit(await main(process.argv.slice(2)))
