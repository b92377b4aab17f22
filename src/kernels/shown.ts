import type { Curve } from './transform.ts'

/**
 * What a frame shows. `difference` is |s − r| in display units times the gain, the largest of the channels, as grey.
 * `clipping` is the result with its clipped pixels marked: blue where a channel lies at 0, red where one lies at white,
 * violet where both happen.
 */
export type Show = 'before' | 'after' | 'difference' | 'clipping'

export interface FrameLook {
  readonly show: Show
  /** Amplification of the difference. */
  readonly gain: number
}

/** RGBA pixels, 8 bits, straight alpha. */
export type Frame8 = Uint8ClampedArray<ArrayBuffer>

/** A frame for a proxy: the one that is given, where it has the size, else a new one. Every pixel of it will be written. */
export const frameFor = ({ width, height }: { readonly width: number; readonly height: number }, spare?: Frame8): Frame8 =>
  spare?.length === width * height * 4 ? spare : new Uint8ClampedArray(width * height * 4)

/** What a sample becomes on screen: a level 0 … 255, and whether it is clipped (bit 0: at black, bit 1: at white). */
export interface Shown {
  readonly level: (sample: number) => number
  readonly clip: (sample: number) => number
}

/** Colours of clipped pixels by how they are clipped, without their coverage. */
export const marks = (() => {
  const words = new Int32Array(4)
  new Uint8Array(words.buffer).set([0, 0, 0, 0, 38, 96, 255, 0, 255, 48, 40, 0, 176, 48, 255, 0])
  return words
})()

/** A level in all three colours of a pixel (bytes run from the lowest, as on every machine a browser runs on). */
export const grey = 0x01_01_01

/** Full coverage, in the byte of a pixel where it stands. */
export const opaque = 0xff << 24

/** The level of a value on a scale that ends at `white`; not-a-number is black. */
export const display = (value: number, white: number): number => Math.min(255, Math.max(0, Math.round((value * 255) / white))) || 0

/** The levels of one channel by its unrounded result: `s` gives the result for a sample as the export would write it. */
export const shownBy = (s: Curve, white: number, sourceWhite: number, { show, gain }: FrameLook): Shown => ({
  level:
    show === 'before'
      ? (r) => display(r, sourceWhite)
      : show === 'difference'
        ? (r) => display(Math.abs((s(r) * 255) / white - (r * 255) / sourceWhite) * gain, 255)
        : (r) => display(s(r), white),
  clip: (r) => {
    const value = s(r)
    return (value <= 0 ? 1 : 0) | (value >= white ? 2 : 0)
  },
})
