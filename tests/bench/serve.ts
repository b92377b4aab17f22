import { createReadStream, existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview, type Plugin } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Isolation gives SharedArrayBuffer, to us and to the peers. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }

/** The installed peers as they came, and files that the bench made, beside the built page. */
const filesPlugin = (files: ReadonlyMap<string, string>): Plugin => ({
  name: 'bench-files',
  configurePreviewServer(server) {
    server.middlewares.use((request, response, next) => {
      const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
      const file = path.startsWith('/peers/') ? join(folder, 'node_modules', path.slice('/peers/'.length)) : files.get(path)
      if (!file || !existsSync(file) || !statSync(file).isFile()) return next()
      response.writeHead(200, { ...headers, 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Length': statSync(file).size })
      createReadStream(file).pipe(response)
    })
  },
})

export interface Site {
  readonly url: string
  close(): Promise<void>
}

/** The measuring page, built as the app is but apart from it. `files` are served under their paths. */
export async function serveBenchPage(files: ReadonlyMap<string, string>): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), 'lab-bench-page-'))
  const config = { configFile: false, root: join(folder, 'page'), logLevel: 'error', worker: { format: 'es' }, preview: { headers, open: false } } as const
  await build({ ...config, build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 } })
  const server = await preview({ ...config, plugins: [filesPlugin(files)], build: { outDir }, preview: { ...config.preview, port: 4397 } })
  return siteOf(server, outDir)
}

/** The lab itself, built and served with its own headers and policy. */
export async function serveLab(): Promise<Site> {
  const outDir = await mkdtemp(join(tmpdir(), 'lab-bench-app-'))
  const config = { root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' } as const
  await build({ ...config, mode: 'production', build: { outDir, emptyOutDir: true } })
  const server = await preview({ ...config, build: { outDir }, preview: { port: 4398, open: false } })
  return siteOf(server, outDir)
}

const siteOf = (server: Awaited<ReturnType<typeof preview>>, outDir: string): Site => ({
  url: server.resolvedUrls?.local[0] ?? '',
  async close() {
    await server.close()
    await rm(outDir, { recursive: true, force: true })
  },
})
