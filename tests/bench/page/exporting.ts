/** Computing the codes of an export of 24 MP, 8 bits, three channels, as the engine does it in its worker; nothing is written. */
export async function exportTimes(rounds: number): Promise<number> {
  const worker = new Worker(new URL('./export-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<number>) => resolve(data))
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.postMessage(rounds, [])
    })
  } finally {
    worker.terminate()
  }
}
