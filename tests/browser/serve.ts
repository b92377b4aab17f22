import { build, preview, type PreviewServer } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    baseURL: string
  }
}

/** Builds the app and serves it as `npm start` does; the journeys open it at `inject('baseURL')`. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  // Vitest says "test" here, and React would be built for development: larger and slower than what people get
  const environment = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  await build({ logLevel: 'warn', mode: 'production' })
  process.env['NODE_ENV'] = environment
  const server: PreviewServer = await preview({ preview: { port: 4199, open: false } })
  const baseURL = server.resolvedUrls?.local[0]
  if (!baseURL) throw new Error('the preview server gave no address')
  project.provide('baseURL', baseURL)
  return async () => {
    await server.close()
  }
}
