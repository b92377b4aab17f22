import type { Lab } from '../../state/lab.ts'

/** What the lab opens, for the file dialog's filter. The content decides, not the name: a filter is only a help. */
export const pictureTypes = 'image/png,image/jpeg,image/webp,image/avif,image/tiff,.png,.jpg,.jpeg,.webp,.avif,.tif,.tiff'

/** Asks for a picture with the system's file dialog and opens it. Must be called from a click or a key. */
export function pickPicture(lab: Lab): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = pictureTypes
  input.hidden = true
  // Safari only fires for an input that stands in the page
  document.body.append(input)
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    input.remove()
    if (file) void lab.getState().open({ kind: 'file', name: file.name, blob: file })
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
