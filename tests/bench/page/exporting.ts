import { handsFor } from '../../../src/engine/pool.ts'

/** What a worker is told: the port to its helper or its boss, and for the boss how many rounds. */
export interface ExportOrder {
  readonly ports: readonly MessagePort[]
  /** None for a helper. */
  readonly rounds: number | undefined
}

const hire = (order: ExportOrder): Worker => {
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' })
  worker.postMessage(order, [...order.ports])
  return worker
}

/** Computing the codes of an export of 24 MP, 8 bits, three channels, as the engine does it with all its hands; nothing is written. */
export async function exportTimes(rounds: number): Promise<number> {
  const lines = Array.from({ length: handsFor(navigator.hardwareConcurrency) }, () => new MessageChannel())
  const hands = lines.map(({ port2 }) => hire({ ports: [port2], rounds: undefined }))
  const boss = hire({ ports: lines.map(({ port1 }) => port1), rounds })
  try {
    return await new Promise((resolve, reject) => {
      boss.addEventListener('message', ({ data }: MessageEvent<number>) => resolve(data))
      boss.addEventListener('error', (event) => reject(new Error(event.message)))
    })
  } finally {
    for (const worker of [boss, ...hands]) worker.terminate()
  }
}
