/** The little of wasm-vips that is measured. */
export interface Vips {
  readonly Image: { newFromMemory(data: ArrayBufferView, width: number, height: number, bands: number, format: string): VipsImage }
  concurrency(): number
}

export interface VipsImage {
  invert(): VipsImage
  gamma(options: { exponent: number }): VipsImage
  histFind(): VipsImage
  extractBand(band: number, options: { n: number }): VipsImage
  bandjoin(other: VipsImage): VipsImage
  writeToMemory(): Uint8Array
  delete(): void
}

export async function loadVips(): Promise<Vips> {
  const url = '/peers/wasm-vips/lib/vips-es6.js'
  const { default: start } = (await import(/* @vite-ignore */ url)) as { default(options: { dynamicLibraries: string[] }): Promise<Vips> }
  return start({ dynamicLibraries: [] })
}
