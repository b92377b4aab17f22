// npm run -s film:palettes -- FILE…: the colours of photographs as rows for tests/film/palettes.ts. The training of the film
// estimator paints pictures in them.
import { ensureInstalled } from './install.mjs'

const files = process.argv.slice(2)
if (files.length === 0) {
  process.stderr.write('npm run -s film:palettes -- FILE…: colour pictures in sRGB codes\n')
  process.exitCode = 2
}
ensureInstalled()
const { tsImport } = await import('tsx/esm/api')
const { countPalettes } = await tsImport('../tests/film/count-palettes.ts', import.meta.url)
await countPalettes(files)
