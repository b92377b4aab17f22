import type { Engine } from './engine.ts'
import { createLanesEngine } from './lanes.ts'
import { spawnWorker } from './port.ts'

/** The engine over real workers. */
export const createEngine = (): Engine => createLanesEngine(spawnWorker)
