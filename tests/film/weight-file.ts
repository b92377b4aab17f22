import { execFileSync } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { palettes } from './palettes.ts'
import type { Phase } from './phase.ts'
import { batch } from './shared.ts'

/** How a set of weights came about. */
export interface Training {
  readonly phases: readonly Phase[]
  /** Steps done, of all phases together. */
  readonly step: number
  readonly minutes: number
  readonly complete: boolean
  /** Mean scores on set-aside negatives: ΔE00 after one gain and after three, chroma left on greys. */
  readonly scores?: unknown
}

/** The commit this run began at: files change while it lasts. */
const commit = ((): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
})()

/** Little-endian 32-bit floats; beside them a .json that says where they come from. */
export function writeWeights(path: string, weights: Float64Array, training: Training): void {
  const bytes = new Uint8Array(4 * weights.length)
  const view = new DataView(bytes.buffer)
  for (const [i, value] of weights.entries()) view.setFloat32(4 * i, value, true)
  const provenance = {
    program: 'npm run film:train',
    commit,
    date: new Date().toISOString().slice(0, 10),
    weights: weights.length,
    batch,
    ...training,
    minutes: Number(training.minutes.toFixed(1)),
    data: `painted pictures, some in the colours counted in ${palettes.length} photographs, on simulated films; no photograph`,
  }
  replace(path, bytes)
  replace(path.replace(/\.bin$/, '.json'), `${JSON.stringify(provenance, undefined, 2)}\n`)
}

/** Written whole or not at all: a run that is stopped leaves the last good file. */
function replace(path: string, content: Uint8Array | string): void {
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
}
