import { exponent, type Peer } from '../asked.ts'
import { height, width } from '../pictures.ts'
import { countDifferences, differences, type Samples } from '../race.ts'
import { loadVips, type VipsImage } from './vips.ts'

type Codes = 'u8' | 'u16'

/** vips computes when it is asked for the pixels, with all its threads; asking is measured with it. */
const operation = (depth: Codes, operate: (image: VipsImage) => VipsImage, compare: (out: Uint8Array, expected: Samples | readonly Uint32Array[]) => string): Peer => ({
  asked: false,
  start: async () => {
    const vips = await loadVips()
    let source: VipsImage | undefined
    let out: Uint8Array
    return {
      name: 'wasm-vips',
      load(samples) {
        source?.delete()
        const own = samples.slice()
        source = vips.Image.newFromMemory(own, width, height, 4, depth === 'u8' ? 'uchar' : 'ushort')
      },
      run() {
        const result = operate(source!)
        out = result.writeToMemory()
        result.delete()
      },
      compare: (expected) => compare(out, expected),
    }
  },
})

const asCodes = (depth: Codes) => (out: Uint8Array, expected: Samples | readonly Uint32Array[]): string =>
  differences(depth === 'u8' ? out : new Uint16Array(out.buffer, out.byteOffset, out.byteLength / 2), expected as Samples, 4)

export const vipsInvert = (depth: Codes): Peer => operation(depth, (image) => image.invert(), asCodes(depth))

/** Its exponent is 1/γ. */
export const vipsGamma = (depth: Codes): Peer => operation(depth, (image) => image.gamma({ exponent: 1 / exponent }), asCodes(depth))

/** One row of bins, the four bands of each interleaved. */
export const vipsCounts = (depth: Codes): Peer =>
  operation(
    depth,
    (image) => image.histFind(),
    (out, expected) => {
      const bins = new Uint32Array(out.buffer, out.byteOffset, out.byteLength / 4)
      const wanted = expected as readonly Uint32Array[]
      // vips stops at the largest code that is there
      const counts = wanted.map((lot, c) => lot.map((_, r) => bins[4 * r + c] ?? 0))
      return countDifferences(counts, wanted)
    },
  )
