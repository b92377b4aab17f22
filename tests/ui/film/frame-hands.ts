import { fireEvent, screen } from '@testing-library/react'
import type { Area } from '../../../src/kernels/film/light.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'

/** Takes hold of an element and moves; `letGo` ends it. */
export const drag = (element: Element, [x, y]: readonly [number, number], [dx, dy]: readonly [number, number], keys: { readonly shiftKey?: boolean } = {}): void => {
  fireEvent.pointerDown(element, { pointerId: 1, buttons: 1, clientX: x, clientY: y, ...keys })
  fireEvent.pointerMove(element, { pointerId: 1, buttons: 1, clientX: x + dx / 2, clientY: y + dy / 2, ...keys })
  fireEvent.pointerMove(element, { pointerId: 1, buttons: 1, clientX: x + dx, clientY: y + dy, ...keys })
}

export const letGo = (element: Element): void => void fireEvent.pointerUp(element, { pointerId: 1 })

export const grip = (name: string): HTMLElement => screen.getByRole('button', { name: `Frame, ${name}: arrow keys move it` })

export const area = (lab: Lab): Area => current(lab.getState().history).geometry!.area
