/** The little of Photon that is measured. */
export interface Photon {
  readonly PhotonImage: new (pixels: Uint8Array, width: number, height: number) => PhotonImage
  invert(image: PhotonImage): void
}

export interface PhotonImage {
  get_raw_pixels(): Uint8Array
  free(): void
}

/** Photon is made for bundlers that import WebAssembly; here its one import of it is set by hand. */
export async function loadPhoton(): Promise<Photon> {
  const folder = '/peers/@silvia-odwyer/photon'
  const glue = await (await fetch(`${folder}/photon_rs_bg.js`)).text()
  const patched = glue.replace(/^import \* as wasm from [^\n]*\n/, 'let wasm; export const setWasm = (exports) => { wasm = exports };\n')
  const url = URL.createObjectURL(new Blob([patched], { type: 'text/javascript' }))
  const module = (await import(/* @vite-ignore */ url)) as Photon & { setWasm(exports: WebAssembly.Exports): void }
  const { instance } = await WebAssembly.instantiateStreaming(fetch(`${folder}/photon_rs_bg.wasm`), {
    './photon_rs_bg.js': module as unknown as WebAssembly.ModuleImports,
  })
  module.setWasm(instance.exports)
  return module
}
