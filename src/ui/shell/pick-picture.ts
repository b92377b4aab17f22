import type { Lab } from '../../state/lab.ts'
import type { Stores } from '../lab-context.tsx'
import { openFiles } from './opening/open-files.ts'

/** The page's one file field, which menus, keys and doors press. */
export const fileFieldId = 'picture-file'

let afterwards: (() => void) | undefined

/** Asks for pictures with the system's file dialog and opens the first. Must be called from a click or a key. `then` runs as soon as one is there. */
export function pickPicture(then?: () => void): void {
  afterwards = then
  document.getElementById(fileFieldId)?.click()
}

/** Opens what was chosen in the file field, which is emptied so that the same file can be chosen again. */
export async function takePicked(stores: Stores, field: HTMLInputElement): Promise<void> {
  const files = Array.from(field.files ?? [])
  const then = afterwards
  afterwards = undefined
  field.value = ''
  if (files.length > 0) await openFiles(stores, files, 0, then)
}

/** Opens the picture on the clipboard, or says that there is none. */
export async function pastePicture(lab: Lab): Promise<void> {
  const { open, tell } = lab.getState()
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((candidate) => candidate.startsWith('image/'))
      if (!type) continue
      const blob = await item.getType(type)
      await open({ kind: 'file', name: `pasted.${type.slice('image/'.length).replace(/\+.*/, '')}`, blob })
      return
    }
    tell({ subject: 'Clipboard', note: 'There is no picture on the clipboard.' })
  } catch {
    tell({ subject: 'Clipboard', note: 'The browser does not let the lab read the clipboard. Press Ctrl V or ⌘ V instead.' })
  }
}
