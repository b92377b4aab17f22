// npm start: installs what is missing, builds, serves the lab with the headers it needs and opens it where there is a desktop.
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const { build, preview } = await import('vite')
await build({ root, logLevel: 'warn' })
const desktop = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
const server = await preview({ root, preview: { open: desktop && !process.env['CI'] } })
process.stdout.write(`Image Transform Lab: ${server.resolvedUrls?.local[0]}\nCtrl C ends it.\n`)
