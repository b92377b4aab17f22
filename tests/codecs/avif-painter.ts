import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import factory from '@jsquash/avif/codec/enc/avif_enc.js'
import { defaultOptions } from '@jsquash/avif/meta.js'

const file = createRequire(import.meta.url).resolve('@jsquash/avif/codec/enc/avif_enc.wasm')
const compiled = readFile(file).then((bytes) => WebAssembly.compile(new Uint8Array(bytes)))

export interface Painted {
  readonly width: number
  readonly height: number
  /** RGBA; 16-bit numbers of 0 … 2^depth − 1 where depth is over 8. */
  readonly data: Uint8ClampedArray<ArrayBuffer> | Uint16Array<ArrayBuffer>
  readonly depth: 8 | 10 | 12
  readonly lossless: boolean
}

/** An AVIF by libavif's encoder, which the lab itself does not ship: lossless ones hold the very codes. */
export async function paintAvif({ width, height, data, depth, lossless }: Painted): Promise<Uint8Array<ArrayBuffer>> {
  const module = await compiled
  const codec = await factory({
    noInitialRun: true,
    instantiateWasm: (imports: WebAssembly.Imports, ready: (instance: WebAssembly.Module) => void) => {
      const instance = new WebAssembly.Instance(module, imports)
      ready(instance as unknown as WebAssembly.Module)
      return instance.exports
    },
  })
  const options = { ...defaultOptions, bitDepth: depth, quality: lossless ? 100 : 80, qualityAlpha: lossless ? 100 : -1, subsample: lossless ? 3 : 1, lossless, speed: 8 }
  const bytes = codec.encode(new Uint8Array(data.buffer), width, height, options)
  if (!bytes) throw new Error('the encoder gave nothing')
  return bytes.slice() as Uint8Array<ArrayBuffer>
}
