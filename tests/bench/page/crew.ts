import type { CrewOrder } from './crew-worker.ts'

/** The engine's own crew on workers of its own: one that takes the orders, and its hands. */
export interface BenchCrew {
  readonly size: number
  order(order: Extract<CrewOrder, { kind: 'work' | 'again' | 'analyse' | 'export' }>): Promise<Uint32Array | undefined>
  end(): void
}

const tell = (worker: Worker, order: CrewOrder, transfer: readonly Transferable[] = []): Promise<Uint32Array | undefined> =>
  new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Uint32Array | undefined>) => resolve(data), { once: true })
    worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true })
    worker.postMessage(order, [...transfer])
  })

export async function hireCrew(size: number): Promise<BenchCrew> {
  const lines = Array.from({ length: size - 1 }, () => new MessageChannel())
  const workers = Array.from({ length: size }, () => new Worker(new URL('./crew-worker.ts', import.meta.url), { type: 'module' }))
  const [boss, ...hands] = workers as [Worker, ...Worker[]]
  const ports = lines.map(({ port1 }) => port1)
  await Promise.all([
    tell(boss, { kind: 'hire', ports }, ports),
    ...hands.map((hand, k) => tell(hand, { kind: 'lend', port: lines[k]!.port2 }, [lines[k]!.port2])),
  ])
  return {
    size,
    order: (order) => tell(boss, order),
    end: () => workers.forEach((worker) => worker.terminate()),
  }
}
