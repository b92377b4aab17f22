import { encode } from 'fast-png'
import { createInlineEngine } from '../../src/engine/inline.ts'
import type { Engine } from '../../src/engine/engine.ts'
import type { FilmAnalysis } from '../../src/engine/protocol.ts'
import { paramsFromZ, zLength, type Triple } from '../../src/kernels/film/develop.ts'
import { proxyHeight, proxyWidth } from '../../src/kernels/film/estimator/proxy.ts'
import { chartScene } from '../film/chart-roll.ts'
import { scanNegative } from '../film/negative.ts'
import { createRandom } from '../film/random.ts'
import { randomScanner } from '../film/scanners.ts'
import { randomStock } from '../film/stocks.ts'

const random = createRandom(21)
const [stock, scanner] = [randomStock(random), { ...randomScanner(random), matrix: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), falloff: 0 }]
const zoom = 4

/** What a frame of this film tells of itself: the whole scan is its frame, its film the usual one. */
export const usual = (base: Triple, change: Partial<FilmAnalysis> = {}): FilmAnalysis => ({
  kind: 'colour-negative', area: { x: 0, y: 0, width: 1, height: 1 }, angle: 0, fallOff: { corner: 0 }, base, baseSeen: base, confidence: 1, doubts: [], rebate: [],
  params: { ...paramsFromZ(new Float64Array(zLength), base), offset: [-1.9, -1.9, -1.9] }, ...change,
})

/** A frame of one film as a file, each cell of its scene four pixels wide, and its base. */
export function scanFile(name: string, scene: ArrayLike<number> = chartScene(), light: readonly [number, number, number] = [1, 1, 1], exposure = 0.3) {
  const scan = scanNegative(scene, proxyWidth, proxyHeight, stock, scanner, { illuminant: light, exposure })
  const [width, height] = [zoom * proxyWidth, zoom * proxyHeight]
  const data = Uint16Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3)
    const cell = Math.floor(Math.floor(pixel / width) / zoom) * proxyWidth + Math.floor((pixel % width) / zoom)
    return Math.round(65535 * Math.min(1, scan.cells[3 * cell + (i % 3)]!))
  })
  const png = encode({ width, height, channels: 3, depth: 16, data })
  return { file: { kind: 'file' as const, name, blob: new Blob([png.slice()]) }, base: [...scan.base] as unknown as Triple, scan, scene }
}

/** An engine that tells this of every scan instead of looking. */
export const telling = (found: () => FilmAnalysis): Engine => ({ ...createInlineEngine(), analyse: async () => found(), apart: () => telling(found) })
