import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { provideWasm } from './wasm.ts'

/**
 * Lets the WebAssembly codecs run in Node, where their own way of fetching a file beside the script does not work. Only
 * the command line and tests import this file; the browser's bundle never does.
 */
export function useNodeWasm(): void {
  const require = createRequire(import.meta.url)
  provideWasm(async (file) => WebAssembly.compile(await readFile(require.resolve(file))))
}
