import { encodePicture } from '../../src/codecs/save.ts'

export const bytesOfFile = async ({ file }: { readonly file: Blob }): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer())

/** The bytes of a picture's file. */
export const encodeBytes = async (...what: Parameters<typeof encodePicture>): Promise<Uint8Array<ArrayBuffer>> => bytesOfFile(await encodePicture(...what))
