import { expect, it } from 'vitest'
import { packPixels } from '../../src/codecs/rgba.ts'

const kept = { 1: [0], 2: [0, 3], 3: [0, 1, 2], 4: [0, 1, 2, 3] } as const

it.each(([1, 2, 3, 4] as const).flatMap((channels) => [0, 1, 3, 4, 7, 12, 33].map((pixels) => [pixels, channels] as const)))(
  'packs %i pixels into %i channels, wherever they lie in memory',
  (pixels, channels) => {
    for (const [from, at] of [[0, 0], [0, 12], [4, 3], [1, 0], [3, 9]] as const) {
      const rgba = Uint8Array.from({ length: from + pixels * 4 }, (_, i) => (i * 37 + 11) % 256).subarray(from)
      const out = new Uint8Array(at + pixels * channels + 5).fill(77)
      packPixels(rgba, channels, out, at)
      const want = Array.from({ length: pixels }, (_, p) => kept[channels].map((c) => rgba[4 * p + c])).flat()
      expect(Array.from(out)).toEqual([...Array.from({ length: at }, () => 77), ...want, 77, 77, 77, 77, 77])
    }
  },
)
