import { createEngine } from '../../../src/engine/client.ts'
import type { Engine } from '../../../src/engine/engine.ts'
import { encodePicture } from '../../../src/codecs/save.ts'
import { createRaster } from '../../../src/kernels/raster.ts'

declare global {
  /** What the test drives: the built engine on a page of its own. */
  var bench: {
    engine: Engine
    /** A 16-bit PNG of so many pixels, worth some time to open. */
    picture(width: number, height: number): Promise<Blob>
    /** The longest time that the page could do nothing else, in milliseconds, since the last call. */
    blocked(): number
  }
}

let longest = 0
let last = performance.now()
const tick = (): void => {
  const now = performance.now()
  longest = Math.max(longest, now - last)
  last = now
  setTimeout(tick)
}
tick()

globalThis.bench = {
  engine: createEngine(),
  async picture(width, height) {
    const data = Uint16Array.from({ length: width * height * 3 }, (_, i) => (i * 40_503) % 65_536)
    const { bytes } = await encodePicture(createRaster({ width, height, channels: 3, depth: 'u16', data }), 'png', { quality: 100 })
    return new Blob([bytes])
  },
  blocked() {
    const most = longest
    longest = 0
    return most
  },
}
