import { useEffect, useRef, useState } from 'react'
import { describeFailure, displayName, type FailureWords } from '../../kernels/failure-words.ts'
import { toFailure } from '../../kernels/failure.ts'
import type { ExportFormat, Progress } from '../../engine/protocol.ts'
import { bytes as size } from '../format.ts'
import { useStores } from '../lab-context.tsx'
import { saveFile } from './save-file.ts'

export interface ExportOrder {
  readonly format: ExportFormat
  readonly bits: 8 | 16
  readonly quality: number
  readonly name: string
  readonly place: FileSystemFileHandle | undefined
}

export type Phase =
  | { readonly kind: 'form' }
  | { readonly kind: 'running'; readonly name: string; readonly progress: Progress | undefined; readonly late: boolean }
  | { readonly kind: 'failed'; readonly words: FailureWords }

/** Progress is shown only for what takes longer than this (ms): a bar that flashes by says nothing. */
const patience = 400

/** One export at a time: starting it, following it, stopping it. `onSaved` is called when the file is written. */
export function useExport(onSaved: () => void) {
  const { lab } = useStores()
  const [phase, setPhase] = useState<Phase>({ kind: 'form' })
  const running = useRef<AbortController>(undefined)

  const cancel = (): void => {
    running.current?.abort()
    running.current = undefined
    // the form comes back at once, however long the engine takes to hear of it
    setPhase({ kind: 'form' })
  }

  const start = async ({ format, bits, quality, name, place }: ExportOrder): Promise<void> => {
    const mine = new AbortController()
    running.current = mine
    const isMine = (): boolean => running.current === mine
    setPhase({ kind: 'running', name, progress: undefined, late: false })
    const timer = setTimeout(() => isMine() && setPhase((now) => (now.kind === 'running' ? { ...now, late: true } : now)), patience)
    try {
      const { file } = await lab
        .getState()
        .export({ format, bits, quality }, mine.signal, (progress) => isMine() && setPhase((now) => (now.kind === 'running' ? { ...now, progress } : now)))
      if (!isMine()) return
      await saveFile(file, name, place)
      if (!isMine()) return
      lab.getState().tell({ subject: name, note: `Saved ${displayName(name)}, ${size(file.size)}.` })
      setPhase({ kind: 'form' })
      onSaved()
    } catch (caught) {
      if (!isMine()) return
      const failure = toFailure(caught)
      setPhase(failure.code === 'cancelled' ? { kind: 'form' } : { kind: 'failed', words: describeFailure(name, failure, 'export') })
    } finally {
      clearTimeout(timer)
      if (isMine()) running.current = undefined
    }
  }

  useEffect(() => () => running.current?.abort(), [])
  return { phase, start, cancel }
}
