/** A rectangle in CSS pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type PlotScale = 'panel' | 'present'

export interface JointLayout {
  /** Side of the square map; the codes of both histograms run over exactly this length. */
  readonly side: number
  readonly map: Box
  /** Under the map, bars upwards. */
  readonly before: Box
  /** Left of the map, turned by 90°: base at the far left. */
  readonly after: Box
  readonly width: number
  readonly height: number
  /** Size of the numbers along the axes. */
  readonly font: number
  readonly names: 'below' | 'corner'
}

export interface LayoutInput {
  readonly width: number
  /** Where the height is bounded too (Present), the map shrinks to fit. */
  readonly height?: number
  readonly scale: PlotScale
  readonly names: 'below' | 'corner'
  /** Characters of the longest number at the left. */
  readonly digits: number
}

/** Smallest map that can be read; below it the plots stand stacked. */
export const leastSide = 200

const sizes = {
  panel: { font: 11, gap: 6, ticks: 17, name: 18, numbers: 26 },
  present: { font: 24, gap: 9, ticks: 34, name: 0, numbers: 48 },
} as const

/** Advance of a digit of JetBrains Mono, in em. */
const digitWidth = 0.6
const depthAt220 = 68
const depthGrowth = 0.18
const leastDepth = 48

/**
 * Places the three plots of the joint view in whole pixels. At a width of 320 with three digits: numbers 26, after 68,
 * gap 6, map 220, gap 6, before 68, ticks 17, name 18. The histograms grow more slowly than the map, and give way to it
 * when room is short.
 */
export function jointLayout({ width, height, scale, names, digits }: LayoutInput): JointLayout {
  const { font, gap, ticks, name, numbers } = sizes[scale]
  const left = Math.max(numbers, Math.ceil(digits * digitWidth * font) + (scale === 'panel' ? 6 : 8))
  const foot = ticks + (names === 'below' ? name : 0)
  const room = Math.min(width - left, (height ?? Infinity) - foot) - gap
  const ideal = (room - depthAt220 + depthGrowth * 220) / (1 + depthGrowth)
  const side = Math.max(Math.floor(Math.max(ideal, Math.min(leastSide, room - leastDepth))), 0)
  const depth = Math.max(Math.min(Math.floor(depthAt220 + depthGrowth * (side - 220)), room - side), 0)
  const x = left + depth + gap
  return {
    side,
    map: { x, y: 0, width: side, height: side },
    before: { x, y: side + gap, width: side, height: depth },
    after: { x: left, y: 0, width: depth, height: side },
    width: x + side,
    height: side + gap + depth + foot,
    font,
    names,
  }
}
