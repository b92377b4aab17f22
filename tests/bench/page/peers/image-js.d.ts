/** The little of image-js that is measured; it is installed for the bench alone. */
declare module 'image-js' {
  export class Image {
    constructor(width: number, height: number, options: { data: Uint8Array | Uint16Array; colorModel: 'RGBA'; bitDepth: 8 | 16 })
    invert(): Image
    level(options: { gamma: number; inputMin: number; inputMax: number }): Image
    histogram(options: { channel: number }): Uint32Array
    getRawImage(): { data: Uint8Array | Uint16Array }
  }
}
