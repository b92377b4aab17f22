import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'

const root = fileURLToPath(new URL('engine-page', import.meta.url))
const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url))

export interface EngineSite {
  readonly url: string
  close(): Promise<void>
}

/** The built engine on a page of its own, served from a sub-path under the policy of the app, as a host would. */
export async function serveEngine(port: number): Promise<EngineSite> {
  const outDir = await mkdtemp(join(tmpdir(), 'engine-page-'))
  await build({ root, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  const server = await preview({ root, configFile, base: '/some/deep/path/', build: { outDir }, preview: { port, open: false } })
  return {
    url: server.resolvedUrls!.local[0]!,
    async close() {
      await server.close()
      await rm(outDir, { recursive: true })
    },
  }
}
