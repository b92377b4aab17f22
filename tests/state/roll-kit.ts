import { encode } from 'fast-png'
import type { FilmAnalysis } from '../../src/engine/protocol.ts'
import { createInlineEngine } from '../../src/engine/inline.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { paramsFromZ, zLength, type Triple } from '../../src/kernels/film/develop.ts'
import { createLab, type Lab } from '../../src/state/lab.ts'
import { createRoll, type Roll } from '../../src/state/roll.ts'

/** Six pixels: enough for whatever is not of film. */
const png = encode({ width: 3, height: 2, channels: 3, depth: 8, data: Uint8Array.from({ length: 18 }, (_, i) => 12 * i + 9) }).slice()
export const file = (name: string) => ({ name, blob: new Blob([png]) })
export const broken = (name: string) => ({ name, blob: new Blob(['not a picture']) })

export interface OpenRoll {
  readonly engine: Engine
  readonly lab: Lab
  readonly roll: Roll
}

/** A roll of so many small pictures. Its engine tells what is said of each frame's film, in their order, instead of looking. */
export async function openRoll(files: number | readonly ReturnType<typeof file>[], found: readonly FilmAnalysis[] = []): Promise<OpenRoll> {
  const inline = createInlineEngine()
  let at = 0
  const engine: Engine = { ...inline, analyse: async () => found[at++ % found.length]!, apart: () => ({ ...engine, dispose: () => undefined }) }
  const lab = createLab(engine)
  const roll = createRoll(lab, engine)
  await roll.getState().start(typeof files === 'number' ? Array.from({ length: files }, (_, i) => file(`${i + 1}.png`)) : files)
  return { engine, lab, roll }
}

export const orange: Triple = [0.7, 0.3, 0.14]

/** An analysis of a colour negative with that base; each seed has its own balance. */
export function analysisOf(seed: number, base: Triple = orange, change: Partial<FilmAnalysis> = {}): FilmAnalysis {
  const z = Float64Array.from({ length: zLength }, (_, i) => 0.1 * Math.sin(12.9898 * (seed + 1) * (i + 1)))
  const whole = { x: 0, y: 0, width: 1, height: 1 }
  return { kind: 'colour-negative', area: whole, angle: 0, fallOff: { corner: 0 }, base, baseSeen: base, confidence: 1, doubts: [], rebate: [], params: { ...paramsFromZ(z, base), exposure: 0 }, ...change }
}
