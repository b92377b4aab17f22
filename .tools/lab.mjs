// npm run -s lab -- …: the command line, over the same kernels and codecs as the page.
import { ensureInstalled } from './install.mjs'

ensureInstalled()
const { tsImport } = await import('tsx/esm/api')
const { main } = await tsImport('../src/cli/main.ts', import.meta.url)
process.exitCode = await main(process.argv.slice(2))
