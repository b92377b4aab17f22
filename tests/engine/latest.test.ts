import { expect, it } from 'vitest'
import { createLatest } from '../../src/engine/latest.ts'

/** A job whose runs end when the test says so. */
const held = () => {
  const runs: { input: string; end: (output: string) => void; fail: (reason: Error) => void }[] = []
  const run = (input: string): Promise<string> => new Promise((end, fail) => void runs.push({ input, end, fail }))
  return { runs, run }
}

const turn = () => new Promise((resolve) => setTimeout(resolve))

it('runs one, keeps the newest waiting and drops what it overtakes', async () => {
  const { runs, run } = held()
  const ask = createLatest(run)
  const [first, second, third] = [ask('a', '1'), ask('a', '2'), ask('a', '3')]
  expect(runs.map(({ input }) => input)).toEqual(['1'])
  expect(await second).toBeUndefined()
  runs[0]!.end('one')
  expect(await first).toBe('one')
  await turn()
  expect(runs.map(({ input }) => input)).toEqual(['1', '3'])
  runs[1]!.end('three')
  expect(await third).toBe('three')
})

it('lets keys wait beside each other and serves them in turn, however often one asks', async () => {
  const { runs, run } = held()
  const ask = createLatest(run)
  void ask('a', 'a1')
  void ask('b', 'b1')
  void ask('c', 'c1')
  void ask('b', 'b2')
  void ask('a', 'a2')
  for (let k = 0; k < 4; k++) {
    runs[k]!.end('')
    await turn()
  }
  expect(runs.map(({ input }) => input)).toEqual(['a1', 'b2', 'c1', 'a2'])
})

it('goes on after a failure, which only its own caller hears of', async () => {
  const { runs, run } = held()
  const ask = createLatest(run)
  const [bad, good] = [ask('a', '1'), ask('a', '2')]
  runs[0]!.fail(new Error('no'))
  await expect(bad).rejects.toThrow('no')
  await turn()
  runs[1]!.end('yes')
  expect(await good).toBe('yes')
})

it('runs as many keys at once as it may, and of each key one', async () => {
  const { runs, run } = held()
  const ask = createLatest(run, 2)
  for (const [key, input] of [['a', 'a1'], ['a', 'a2'], ['b', 'b1'], ['c', 'c1']] as const) void ask(key, input)
  expect(runs.map(({ input }) => input)).toEqual(['a1', 'b1'])
  runs[1]!.end('')
  await turn()
  expect(runs.map(({ input }) => input)).toEqual(['a1', 'b1', 'c1'])
  runs[0]!.end('')
  await turn()
  expect(runs.map(({ input }) => input)).toEqual(['a1', 'b1', 'c1', 'a2'])
})
