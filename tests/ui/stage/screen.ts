import { vi } from 'vitest'
import type { Lab } from '../../../src/state/lab.ts'

/** What the test's page has of a screen: a stage of 800 × 600 at the page's corner, and canvases that keep what they are given. */
export interface Screen {
  /** Red of every pixel last put on the canvas of a side, row by row. */
  readonly reds: (side: 'before' | 'after') => readonly number[] | undefined
}

const size = (value: number) =>
  function (this: HTMLElement) {
    return this.getAttribute('role') === 'application' ? value : 0
  }

export function standInScreen(): Screen {
  const put = new WeakMap<HTMLCanvasElement, ImageData>()
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(size(800))
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(size(600))
  const getContext = function (this: HTMLCanvasElement) {
    return this.parentElement?.dataset['side'] ? { putImageData: (image: ImageData) => put.set(this, image) } : null
  }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(getContext as unknown as HTMLCanvasElement['getContext'])
  return {
    reds(side) {
      const canvas = document.querySelector<HTMLCanvasElement>(`[data-side="${side}"] canvas`)
      const image = canvas ? put.get(canvas) : undefined
      // a canvas that is given a new size is empty
      if (!canvas || !image || canvas.width !== image.width || canvas.height !== image.height) return undefined
      return Array.from({ length: image.width * image.height }, (_, i) => image.data[4 * i]!)
    },
  }
}

type Render = ReturnType<Lab['getState']>['render']
type Asked = Parameters<Render>

/** Every frame that is asked for from now on. */
export function listenToFrames(lab: Lab): Asked[] {
  const asked: Asked[] = []
  const { render } = lab.getState()
  lab.setState({
    render: (...wish) => {
      asked.push(wish)
      return render(...wish)
    },
  })
  return asked
}

/** Frames of one side are kept back from now on, until they are let go. */
export function holdFrames(lab: Lab, side: 'before' | 'after'): { readonly letGo: () => void } {
  const { render } = lab.getState()
  let letGo: (() => void) | undefined
  const open = new Promise<void>((resolve) => {
    letGo = resolve
  })
  lab.setState({
    render: async (...wish) => {
      const frame = await render(...wish)
      if (wish[0] === side) await open
      return frame
    },
  })
  return { letGo: () => letGo?.() }
}
