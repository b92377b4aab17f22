import { download } from './download.ts'

/** The part of the File System Access API that TypeScript's DOM library leaves out. */
interface SavePicker {
  showSaveFilePicker(options: {
    readonly suggestedName: string
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[]
  }): Promise<FileSystemFileHandle>
}

const hasPicker = (host: object): host is SavePicker => 'showSaveFilePicker' in host

/** Whether the browser lets a person choose the place of a file. */
export const canChoosePlace = (host: object = globalThis): boolean => hasPicker(host)

/**
 * Asks where to save. It has to be asked before the file is made: a browser only shows its dialog shortly after a click,
 * and encoding may take longer. Undefined when the person closed the dialog.
 */
export async function choosePlace(name: string, type: string, host: object = globalThis): Promise<FileSystemFileHandle | undefined> {
  if (!hasPicker(host)) return undefined
  const ending = `.${name.split('.').at(-1) ?? ''}`
  try {
    return await host.showSaveFilePicker({ suggestedName: name, types: [{ accept: { [type]: [ending] } }] })
  } catch (caught) {
    if (caught instanceof DOMException && caught.name === 'AbortError') return undefined
    throw caught
  }
}

/** Writes a file to a place that was chosen, or hands it to the browser as a download. */
export async function saveFile(file: Blob, name: string, place: FileSystemFileHandle | undefined): Promise<void> {
  if (place) {
    const stream = await place.createWritable()
    await stream.write(file)
    await stream.close()
    return
  }
  download(file, name)
}
