import { exponent, type Peer } from '../asked.ts'
import { height, width } from '../pictures.ts'
import { countDifferences, differences, type Samples } from '../race.ts'
import type { Image } from 'image-js'

type Codes = 'u8' | 'u16'

const load = async (depth: Codes): Promise<(samples: Samples) => Image> => {
  const { Image } = await import('image-js')
  return (samples) => {
    const data = depth === 'u8' ? Uint8Array.from(samples) : Uint16Array.from(samples)
    return new Image(width, height, { data, colorModel: 'RGBA', bitDepth: depth === 'u8' ? 8 : 16 })
  }
}

const operation = (depth: Codes, operate: (image: Image) => Image): Peer => ({
  asked: false,
  start: async () => {
    const make = await load(depth)
    let source: Image
    let out: Image
    return {
      name: 'image-js',
      threads: 1,
      load: (samples) => void (source = make(samples)),
      run: () => void (out = operate(source)),
      compare: (expected) => differences(out.getRawImage().data, expected as Samples, 4),
    }
  },
})

export const imageJsInvert = (depth: Codes): Peer => operation(depth, (image) => image.invert())

export const imageJsGamma = (depth: Codes): Peer =>
  operation(depth, (image) => image.level({ gamma: 1 / exponent, inputMin: 0, inputMax: depth === 'u8' ? 255 : 65_535 }))

export const imageJsCounts = (depth: Codes): Peer => ({
  asked: false,
  start: async () => {
    const make = await load(depth)
    let source: Image
    let counts: readonly Uint32Array[]
    return {
      name: 'image-js',
      threads: 1,
      load: (samples) => void (source = make(samples)),
      run: () => void (counts = [0, 1, 2].map((channel) => source.histogram({ channel }))),
      compare: (expected) => countDifferences(counts, expected as readonly Uint32Array[]),
    }
  },
})
