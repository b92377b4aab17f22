import type { Target } from '../../kernels/compile.ts'

/** The colours that a step can act on, as the chip and the palette name them. */
export const targets: readonly { readonly value: Target; readonly short: string; readonly label: string }[] = [
  { value: 'all', short: 'RGB', label: 'All colours' },
  { value: 'r', short: 'R', label: 'Red only' },
  { value: 'g', short: 'G', label: 'Green only' },
  { value: 'b', short: 'B', label: 'Blue only' },
]
