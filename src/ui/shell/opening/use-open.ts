import { useEffect, useState } from 'react'
import { invertOpened } from '../../film/invert-opened.ts'
import { useStores, type Stores } from '../../lab-context.tsx'
import { openFiles } from './open-files.ts'

const editable = 'input:not([type]), input[type="text"], input[type="search"], input[type="number"], textarea, [contenteditable="true"]'

const isEditable = (target: EventTarget | null): boolean => target instanceof Element && target.closest(editable) !== null

/** Files are told by type alone until they are dropped; a step that is dragged about has none. */
const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** What files are held over: the window, or the door of film, which inverts what it opens. */
export type Holding = 'anywhere' | 'film'

const placeOf = ({ target }: DragEvent): Holding => (target instanceof Element && target.closest('[data-takes="film"]') ? 'film' : 'anywhere')

function drop(stores: Stores, { items, files }: DataTransfer, place: Holding): void {
  // a folder comes as a file that cannot be read; only the entry tells
  const entries = Array.from(items, (item) => ({ folder: item.webkitGetAsEntry?.()?.isDirectory ?? false, file: item.kind === 'file' ? item.getAsFile() : null }))
  const folders = entries.filter(({ folder }) => folder).length
  const found = items.length > 0 ? entries.flatMap(({ folder, file }) => (file && !folder ? [file] : [])) : Array.from(files)
  void openFiles(stores, found, folders, place === 'film' ? () => invertOpened(stores) : undefined)
}

function paste(stores: Stores, event: ClipboardEvent): void {
  const files = Array.from(event.clipboardData?.files ?? [])
  if (files.length === 0 && isEditable(event.target)) return
  event.preventDefault()
  if (files.length > 0) void openFiles(stores, files)
  else stores.lab.getState().tell({ subject: 'Clipboard', note: 'There is no picture on the clipboard.' })
}

/**
 * Opens what is dropped anywhere on the window or pasted. Gives what files are being held over, if any are.
 * Used once, by the outermost component.
 */
export function useOpen(): Holding | undefined {
  const stores = useStores()
  const [holding, setHolding] = useState<Holding>()

  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (isEditable(event.target) && !bringsFiles(event)) return
      // without this the browser would leave the lab for the file or the address
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = bringsFiles(event) ? 'copy' : 'none'
      setHolding(bringsFiles(event) ? placeOf(event) : undefined)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setHolding(undefined)
    }
    const dropped = (event: DragEvent): void => {
      setHolding(undefined)
      if (isEditable(event.target) && !bringsFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) drop(stores, event.dataTransfer, placeOf(event))
    }
    const pasted = (event: ClipboardEvent): void => paste(stores, event)

    window.addEventListener('dragenter', over)
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', dropped)
    window.addEventListener('paste', pasted)
    return () => {
      window.removeEventListener('dragenter', over)
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', dropped)
      window.removeEventListener('paste', pasted)
    }
  }, [stores])

  return holding
}
