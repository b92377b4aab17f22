import { describe, expect, it } from 'vitest'
import type { Triple } from '../../../src/kernels/film/develop.ts'
import type { FilmAnalysis } from '../../../src/engine/protocol.ts'
import type { FilmOfRoll } from '../../../src/state/roll-film.ts'
import { alonesSentence, filmsSentence } from '../../../src/ui/roll/roll-words.ts'
import { analysisOf, orange } from '../../state/roll-kit.ts'

const pale: Triple = [0.8, 0.5, 0.4]
const film = (at: number, numbers: readonly number[], base: Triple = orange, change: Partial<FilmAnalysis> = {}): FilmOfRoll => {
  const found = analysisOf(at, base, change)
  return { film: at, kind: found.kind, numbers, found }
}
const silver = (at: number, numbers: readonly number[]): FilmOfRoll => film(at, numbers, [0.6, 0.6, 0.6], { kind: 'bw-negative' })

describe('what is said of the films of a roll', () => {
  it('names the base only where bases differ, and the colours where they do not', () => {
    expect(filmsSentence([film(0, [1, 2, 4]), film(1, [3, 5], pale)])).toBe('Two films in this roll, told apart by their base. A: frames 1, 2, 4; B: frames 3, 5. Each is estimated by itself.')
    expect(filmsSentence([film(0, [1, 2, 4]), film(1, [3, 5])])).toBe('Two films in this roll, told apart by their colours. A: frames 1, 2, 4; B: frames 3, 5. Each is estimated by itself.')
    expect(filmsSentence([film(0, [1, 2]), film(1, [3, 4], pale), film(2, [5, 6])])).toContain('3 films in this roll, told apart by their base and colours.')
  })

  it('does not call a base the reason that nobody saw', () => {
    expect(filmsSentence([film(0, [1, 2]), film(1, [3, 4], pale, { confidence: 0.3, doubts: ['no-rebate'] })])).toContain('told apart by their colours.')
  })

  it('lists no more than a few of them', () => {
    const four = [0, 1, 2, 3].map((at) => film(at, [at + 1], at % 2 ? pale : orange))
    expect(filmsSentence(four)).toContain('D: frame 4.')
    expect(filmsSentence([...four, film(4, [5])])).toBe('5 films in this roll, told apart by their base and colours. Each is estimated by itself.')
  })

  it('says of what kind films are where kinds differ', () => {
    expect(filmsSentence([film(0, [1, 2]), silver(1, [3])])).toBe('Two films in this roll, told apart by their kind. A (colour): frames 1, 2; B (black-and-white): frame 3. Each is estimated by itself.')
    expect(filmsSentence([film(0, [1, 2]), film(1, [5, 6], pale), silver(2, [3])])).toContain('told apart by their kind and base.')
  })

  it('says which frames are of none of them', () => {
    expect(alonesSentence([7])).toBe('Frame 7 is printed by its own estimate: the roll’s film would tint its greys.')
    expect(alonesSentence([2, 3, 4, 9])).toBe('Frames 2–4, 9 are printed by their own estimates: the roll’s film would tint their greys.')
  })
})
