import type { ChannelName } from '../../kernels/histogram.ts'

/** The colours of a plot, read from the custom properties in force where it stands. */
export interface PlotColours {
  readonly ground: string
  readonly line: string
  readonly edge: string
  readonly notch: string
  readonly channels: Readonly<Record<ChannelName, string>>
  readonly blend: GlobalCompositeOperation
}

export function readColours(element: Element): PlotColours {
  const style = getComputedStyle(element)
  const of = (name: string): string => style.getPropertyValue(name).trim()
  const luma = of('--luma')
  return {
    ground: of('--plot'),
    line: of('--line'),
    edge: of('--line2'),
    notch: of('--plot'),
    channels: { r: of('--r'), g: of('--g'), b: of('--b'), grey: luma, luma },
    blend: of('--plot-blend') === 'multiply' ? 'multiply' : 'screen',
  }
}

/** The same as CSS, for SVG and HTML. */
export const channelColour: Record<ChannelName, string> = {
  r: 'var(--r)',
  g: 'var(--g)',
  b: 'var(--b)',
  grey: 'var(--luma)',
  luma: 'var(--luma)',
}

/** Dashes by which channels are told apart without colour, shown on focus. */
export const channelDash: Record<ChannelName, readonly number[]> = { r: [], g: [6, 2], b: [2, 2], grey: [], luma: [8, 2, 2, 2] }
