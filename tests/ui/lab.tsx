import { render } from '@testing-library/react'
import { encode } from 'fast-png'
import type { ReactNode } from 'react'
import { createInlineEngine } from '../../src/engine/inline.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { createView, type View, type ViewState } from '../../src/state/view.ts'
import { StoresProvider } from '../../src/ui/lab-context.tsx'

interface Picture {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
  readonly depth?: 8 | 16
  readonly data: readonly number[]
}

/** A row of five greys from black to white. */
export const greyRow: Picture = { width: 5, height: 1, channels: 1, data: [0, 64, 128, 192, 255] }

/** Two pixels, red and blue. */
export const redAndBlue: Picture = { width: 2, height: 1, channels: 3, data: [200, 0, 0, 0, 0, 100] }

/** A lab over the inline engine with a picture written as a PNG and opened like any other. */
export async function labWith({ width, height, channels, depth = 8, data }: Picture = redAndBlue): Promise<Lab> {
  const lab = createLab(createInlineEngine())
  const bytes = encode({ width, height, channels, depth, data: depth === 8 ? Uint8Array.from(data) : Uint16Array.from(data) })
  await lab.getState().open({ kind: 'file', name: 'picture.png', blob: new Blob([bytes.slice()]) })
  const [message] = lab.getState().messages
  if (message) throw new Error(`the test's picture did not open: ${JSON.stringify(message)}`)
  return lab
}

/** Renders a part of the lab's screen over its stores. */
export function show(ui: ReactNode, lab: Lab, initial: Partial<Omit<ViewState, 'set'>> = {}): { readonly lab: Lab; readonly view: View } {
  const view = createView(initial)
  render(
    <StoresProvider lab={lab} view={view}>
      {ui}
    </StoresProvider>,
  )
  return { lab, view }
}
