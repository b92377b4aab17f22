import { crc32 } from '../../kernels/crc32.ts'
import { createZip } from '../../kernels/zip.ts'
import type { RollFile } from '../../state/roll-export.ts'
import { download } from '../share/download.ts'

/** Where the files of a roll go. */
export interface Target {
  readonly name: string
  readonly write: (file: RollFile) => Promise<void>
  /** Called once all are written. */
  readonly finish: () => Promise<void>
  /** Called instead when the export was stopped. */
  readonly abandon: () => Promise<void>
}

/** The part of the File System Access API that TypeScript's DOM library leaves out. */
interface FolderPicker {
  showDirectoryPicker(options: { readonly mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>
}

const hasFolders = (host: object): host is FolderPicker => 'showDirectoryPicker' in host

export const canChooseFolder = (host: object = globalThis): boolean => hasFolders(host)

/** Asks for a folder; undefined when the person closed the dialog. */
export async function chooseFolder(host: object = globalThis): Promise<FileSystemDirectoryHandle | undefined> {
  if (!hasFolders(host)) return undefined
  try {
    return await host.showDirectoryPicker({ mode: 'readwrite' })
  } catch (caught) {
    if (caught instanceof DOMException && caught.name === 'AbortError') return undefined
    throw caught
  }
}

/** Each file is in the folder as soon as it is made; what was written stays there when the export is stopped. */
export const folderTarget = (folder: FileSystemDirectoryHandle): Target => ({
  name: folder.name,
  async write({ name, file }) {
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
    await stream.write(file)
    await stream.close()
  },
  finish: async () => undefined,
  abandon: async () => undefined,
})

const pieceBytes = 2 ** 20

/** A reader that fills the memory it is given; not every browser has it for files. */
function fillingReader(file: Blob): ReadableStreamBYOBReader | undefined {
  try {
    return file.stream().getReader({ mode: 'byob' })
  } catch {
    return undefined
  }
}

/** A file that may lie on disk, piece after piece, each gone with the next: of a roll as large as this machine's memory nothing is to be left lying about. */
async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const filling = fillingReader(file)
  if (filling) {
    for (let piece = await filling.read(new Uint8Array(pieceBytes)); !piece.done; piece = await filling.read(new Uint8Array(piece.value.buffer))) yield piece.value
    return
  }
  const reader = file.stream().getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value
}

async function sumOf(file: Blob): Promise<number> {
  let crc = 0
  for await (const piece of piecesOf(file)) crc = crc32(piece, crc)
  return crc
}

/** One zip file, handed to the browser as a download. Its parts are blobs, which a browser may keep on disk. */
export function createZipTarget(name: string): Target {
  const zip = createZip()
  const parts: Blob[] = []
  return {
    name,
    async write({ name: entry, file }) {
      parts.push(new Blob([zip.add(entry, { size: file.size, crc: await sumOf(file) }), file]))
    },
    async finish() {
      download(new Blob([...parts, zip.end()], { type: 'application/zip' }), name)
    },
    async abandon() {
      parts.length = 0
    },
  }
}
