import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './install.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge', 'msedge']

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name]
    return folder ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')] : []
  }),
]

const onPath = () =>
  (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))

/** The test tool's own download, if it was ever made. */
const downloaded = async () => {
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

/** Path of a Chrome, Chromium or Edge on this machine, or undefined. CHROME_PATH goes first. */
export async function findBrowser() {
  const candidates = [process.env['CHROME_PATH'], ...onPath(), ...places, await downloaded()]
  return candidates.find((path) => path && existsSync(path))
}

const attempt = (command, args) => spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], timeout: 600_000 }).status === 0

/** The system's package manager, where we may use it without being asked for a password. */
const installFromSystem = () => {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return false
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args) => attempt(...((all) => [all[0], all.slice(1)])([...prefix, 'apt-get', ...args]))
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
}

/** Finds a browser or gets one: the test tool's download first, then the system's packages. Throws one sentence when neither works. */
export async function ensureBrowser() {
  const found = await findBrowser()
  if (found) return found
  process.stderr.write('No Chrome, Chromium or Edge here: getting one…\n')
  if (attempt(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium-headless-shell', 'chromium']) || installFromSystem()) {
    const now = await findBrowser()
    if (now) return now
  }
  throw new Error('The tests need a browser: install Chrome, Chromium or Edge (Debian, Ubuntu: apt-get install chromium), or name one in CHROME_PATH.')
}

/** A quiet browser: no sandbox (containers have none), no calls home. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
