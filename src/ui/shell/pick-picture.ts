import type { Lab } from '../../state/lab.ts'
import { openFiles } from './opening/open-files.ts'

/** What the lab opens, for the file dialog's filter. The content decides, not the name: a filter is only a help. */
export const pictureTypes = 'image/png,image/jpeg,image/webp,image/avif,image/tiff,.png,.jpg,.jpeg,.webp,.avif,.tif,.tiff'

/** Asks for pictures with the system's file dialog and opens the first. Must be called from a click or a key. `then` runs once one is open. */
export function pickPicture(lab: Lab, then?: () => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = pictureTypes
  input.multiple = true
  input.hidden = true
  // Safari only fires for an input that stands in the page
  document.body.append(input)
  input.addEventListener('change', () => {
    const files = Array.from(input.files ?? [])
    input.remove()
    if (files.length > 0) void openFiles(lab, files).then((opened) => opened && then?.())
  })
  input.addEventListener('cancel', () => input.remove())
  input.click()
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
