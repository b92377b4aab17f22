import { failure } from '../kernels/failure.ts'

/** The WebAssembly files that decoders and encoders live in, by their place in the package folder. */
export type WasmFile =
  | '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'
  | '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'
  | '@jsquash/webp/codec/dec/webp_dec.wasm'
  | '@jsquash/webp/codec/enc/webp_enc_simd.wasm'
  | '@jsquash/webp/codec/enc/webp_enc.wasm'
  | '@jsquash/avif/codec/dec/avif_dec.wasm'

export type WasmLoader = (file: WasmFile) => Promise<WebAssembly.Module>

const fetched = async (url: Promise<{ default: string }>): Promise<WebAssembly.Module> =>
  WebAssembly.compileStreaming(fetch((await url).default))

/** The bundler turns each of these addresses into a file of our own origin; nothing is fetched before it is needed. */
const inBrowser: WasmLoader = (file) => {
  switch (file) {
    case '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm':
      return fetched(import('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?url'))
    case '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm':
      return fetched(import('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm?url'))
    case '@jsquash/webp/codec/dec/webp_dec.wasm':
      return fetched(import('@jsquash/webp/codec/dec/webp_dec.wasm?url'))
    case '@jsquash/webp/codec/enc/webp_enc_simd.wasm':
      return fetched(import('@jsquash/webp/codec/enc/webp_enc_simd.wasm?url'))
    case '@jsquash/webp/codec/enc/webp_enc.wasm':
      return fetched(import('@jsquash/webp/codec/enc/webp_enc.wasm?url'))
    case '@jsquash/avif/codec/dec/avif_dec.wasm':
      return fetched(import('@jsquash/avif/codec/dec/avif_dec.wasm?url'))
  }
}

let load: WasmLoader = inBrowser
const compiled = new Map<WasmFile, Promise<WebAssembly.Module>>()

/** Where there is no fetch of our own files (Node), the modules come from here instead. */
export function provideWasm(loader: WasmLoader): void {
  load = loader
  compiled.clear()
}

/** The module, compiled once. One that could not be loaded is tried again at the next call. */
function wasmModule(file: WasmFile): Promise<WebAssembly.Module> {
  const known = compiled.get(file)
  if (known) return known
  const loading = load(file)
  compiled.set(file, loading)
  loading.catch(() => compiled.delete(file))
  return loading
}

interface FactoryOptions {
  noInitialRun: boolean
  print: (text: string) => void
  printErr: (text: string) => void
  instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) => WebAssembly.Exports
}

/** What the emscripten-made script of a codec exports. */
type Factory<M> = (options: FactoryOptions) => Promise<M>

const quiet = (): void => undefined

/**
 * A fresh instance for one job: the heap of an instance only grows, so a kept one would hold the largest picture's
 * memory for ever. `warn` hears what the codec prints of the bytes it reads.
 */
export async function wasmInstance<M>(factory: unknown, file: WasmFile, warn: (text: string) => void = quiet): Promise<M> {
  const module = await wasmModule(file)
  return (factory as Factory<M>)({
    noInitialRun: true,
    print: quiet,
    printErr: warn,
    instantiateWasm: (imports, ready) => {
      const instance = new WebAssembly.Instance(module, imports)
      ready(instance)
      return instance.exports
    },
  })
}

/**
 * Runs a codec's own code. It traps (RuntimeError) on what it cannot read, aborts (an error as well) out of memory, and
 * emscripten throws bare numbers for C++ exceptions: all of them mean that the bytes could not be worked on.
 */
export function trapped<T>(run: () => T, format: string, what: string, bytes: number): T {
  try {
    return run()
  } catch (caught) {
    const message = String(caught)
    if (/memory|OOM|enlarge/i.test(message)) throw failure({ code: 'out-of-memory', bytes })
    throw failure({ code: 'corrupt-file', format, what })
  }
}
