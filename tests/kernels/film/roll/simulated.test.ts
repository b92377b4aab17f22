import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FilmAnalysis } from '../../../../src/kernels/film/analyse.ts'
import { paramsFromZ, type Triple } from '../../../../src/kernels/film/develop.ts'
import { estimate, readWeights } from '../../../../src/kernels/film/estimator/estimate.ts'
import { wholeArea } from '../../../../src/kernels/film/light.ts'
import { proxyHeight, proxyWidth } from '../../../../src/kernels/film/estimator/proxy.ts'
import { filmsOfRoll } from '../../../../src/kernels/film/roll/roll.ts'
import { printedBy } from '../../../../src/kernels/film/roll/printed.ts'
import { filmOfMembers, tells, withSharedFilm } from '../../../../src/kernels/film/roll/shared-film.ts'
import { matchedDifference, printCells } from '../../../film/chart-roll.ts'
import { scanNegative } from '../../../film/negative.ts'
import { createRandom } from '../../../film/random.ts'
import { randomIlluminant, randomScanner } from '../../../film/scanners.ts'
import { paintScene } from '../../../film/scenes.ts'
import { randomStock } from '../../../film/stocks.ts'

const weights = readWeights(readFileSync(new URL('../../../../src/kernels/film/estimator/estimator.bin', import.meta.url)))

interface Simulated {
  readonly scene: Float32Array
  readonly cells: Float64Array
  readonly found: FilmAnalysis
}

/** Every scanner is balanced on the film's base, so that bases tell no film apart: the hardest case. */
const balanced: Triple = [0.7, 0.3, 0.14]

/** Frames of one film, scanner and light that training never saw; their base is seen, or guessed from the picture. */
function takeFilm(seed: number, count: number, seen: boolean): readonly Simulated[] {
  const random = createRandom(31_000, seed)
  const [stock, scanner, illuminant] = [randomStock(random, 1.15), randomScanner(random), randomIlluminant(random)]
  return Array.from({ length: count }, (_, i) => {
    const scene = Float32Array.from(paintScene(31_007, seed * 50 + i))
    const scan = scanNegative(scene, proxyWidth, proxyHeight, stock, scanner, { illuminant, exposure: random.normal(0.2, 0.7) })
    const cells = scan.cells.map((light, at) => (light / scan.base[at % 3]!) * balanced[at % 3]! * (1 + random.normal(0, 0.004)))
    const { z, base } = estimate(weights, cells, seen ? (balanced.map((light) => light * 10 ** random.normal(0, 0.004)) as unknown as Triple) : undefined)
    const params = paramsFromZ(z, base)
    return {
      scene,
      cells,
      found: { kind: 'colour-negative', area: wholeArea, angle: 0, fallOff: { corner: 0 }, base, baseSeen: base, confidence: seen ? 1 : 0.3, doubts: seen ? [] : ['no-rebate'], rebate: [], params },
    }
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** dE_b of a roll's frames, each by itself and as the roll prints them. */
function score(roll: readonly Simulated[], together: boolean): { readonly own: readonly number[]; readonly shared: readonly number[] } {
  const films = filmsOfRoll(roll.map(({ found }) => found), together).map((members) => ({ members, print: printedBy(members, roll.length), film: filmOfMembers(members)! }))
  const printed = roll.map(({ found, cells, scene }) => {
    if (!tells(found)) throw new Error('a simulated frame tells of its film')
    const { members, print, film } = films.find(({ members }) => members.includes(found))!
    const own = matchedDifference(printCells(found.params, cells), scene)
    const params = together ? withSharedFilm(film, found.params) : print(found)
    return { own, shared: members.length < 2 ? own : matchedDifference(printCells(params, cells), scene) }
  })
  return { own: printed.map(({ own }) => own), shared: printed.map(({ shared }) => shared) }
}

const all = (rolls: readonly (readonly Simulated[])[], together = false): { readonly own: number; readonly shared: number } => {
  const scores = rolls.map((roll) => score(roll, together))
  return { own: mean(scores.flatMap(({ own }) => own)), shared: mean(scores.flatMap(({ shared }) => shared)) }
}

const seeds = [1, 2, 3, 4, 5, 6]

describe('simulated rolls whose true colours are known', () => {
  it('print better by the film that they share than each frame by itself, whether a base was seen or not', () => {
    for (const seen of [true, false]) {
      const { own, shared } = all(seeds.map((seed) => takeFilm(seed, 6, seen)))
      expect(shared).toBeLessThan(own)
    }
  }, 120_000)

  it('are not worse for being two frames only', () => {
    const { own, shared } = all(seeds.flatMap((seed) => [takeFilm(seed + 40, 2, true), takeFilm(seed + 60, 2, true)]))
    expect(shared).toBeLessThan(own + 0.1)
  }, 120_000)

  it('lose little where films over one base are mixed: less than a quarter of what one film for all of them would', () => {
    for (const seen of [true, false]) {
      const rolls = seeds.map((seed) => [...takeFilm(seed, 4, true), ...takeFilm(seed + 20, 3, seen)])
      const { own, shared } = all(rolls)
      const one = all(rolls, true).shared
      expect(one - own).toBeGreaterThan(2)
      expect(shared - own).toBeLessThan((one - own) / 4)
    }
  }, 120_000)

  it('lose little where every frame is of a film of its own over one base', () => {
    const rolls = seeds.map((seed) => [1, 2, 3, 4].flatMap((film) => takeFilm(100 * film + seed, 1, true)))
    const { own, shared } = all(rolls)
    const one = all(rolls, true).shared
    expect(one - own).toBeGreaterThan(2)
    expect(shared - own).toBeLessThan((one - own) / 8)
  }, 120_000)
})
