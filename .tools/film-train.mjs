// npm run film:train -- …: the training, made into plain modules first. A loader that compiles file by file names every inner
// function as it goes, and takes twice as long over the same sums.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const out = mkdtempSync(join(tmpdir(), 'film-train-'))
process.once('exit', () => rmSync(out, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
const source = (name) => join(root, 'tests', 'film', `${name}.ts`)
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: { ssr: true, outDir: out, emptyOutDir: false, minify: false, target: 'node20', rollupOptions: { input: { train: source('train'), worker: source('worker') }, output: { entryFileNames: '[name].mjs' } } },
})
await import(pathToFileURL(join(out, 'train.mjs')).href)
