import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`The lab needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/** Runs a command in the project's folder, its output shown. Gives its exit code. */
export const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options }).status ?? 1

/** Installs the locked packages when they are missing or older than the lock file. */
export function ensureInstalled() {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  process.stderr.write('Installing the locked packages…\n')
  // an installer's chatter must not mix with what a command line writes to standard output
  const code = run('npm', ['ci'], { stdio: ['ignore', 2, 2] })
  if (code !== 0) {
    process.stderr.write('npm ci failed: the packages could not be installed. Is the npm registry reachable?\n')
    process.exit(code)
  }
}
