import type { Size } from './frame.ts'

/** Shapes of frames, by their longer side: of films, of papers and of screens. */
const shapes = {
  '3:2': 3 / 2,
  '4:3': 4 / 3,
  '5:4': 5 / 4,
  '6:7': 7 / 6,
  '1:1': 1,
  '65:24': 65 / 24,
} as const

/** Free: every side goes its own way. Original: the scan's own shape. */
export type Ratio = 'free' | 'original' | keyof typeof shapes

export const ratios: readonly { readonly value: Ratio; readonly label: string }[] = [
  { value: 'free', label: 'Free' },
  { value: 'original', label: 'As scanned' },
  { value: '3:2', label: '3 : 2' },
  { value: '4:3', label: '4 : 3' },
  { value: '5:4', label: '5 : 4' },
  { value: '6:7', label: '6 : 7' },
  { value: '1:1', label: '1 : 1' },
  { value: '65:24', label: '65 : 24' },
]

/** Width over height for a frame that stands or lies as one of `now` does; undefined for a free one. */
export function ratioValue(ratio: Ratio, scan: Size, now: number): number | undefined {
  if (ratio === 'free') return undefined
  const shape = ratio === 'original' ? scan.width / scan.height : shapes[ratio]
  return shape < 1 === now < 1 ? shape : 1 / shape
}
