import { vi } from 'vitest'
import { main } from '../../src/cli/main.ts'

/** What the command answers to these words, and what it writes to either stream. */
export async function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [vi.spyOn(process.stdout, 'write').mockReturnValue(true), vi.spyOn(process.stderr, 'write').mockReturnValue(true)]
  const code = await main(args)
  return { code, out: out.mock.calls.join(''), err: err.mock.calls.join('') }
}
