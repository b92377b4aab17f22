import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { useNodeEstimator } from '../../src/engine/estimator-node.ts'

/** What happy-dom lacks of a browser, as little as the components need. */
const missing = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

missing(Element.prototype, 'setPointerCapture', () => undefined)
missing(Element.prototype, 'releasePointerCapture', () => undefined)
missing(Element.prototype, 'hasPointerCapture', () => false)
missing(Element.prototype, 'scrollIntoView', () => undefined)
missing(Element.prototype, 'getAnimations', () => [])
missing(
  globalThis,
  'ImageData',
  class {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  },
)

// there is no server to fetch the weights from
useNodeEstimator()

beforeEach(() => {
  window.localStorage.clear()
})

afterEach(() => {
  cleanup()
  delete document.documentElement.dataset['theme']
  delete document.documentElement.dataset['surround']
})
