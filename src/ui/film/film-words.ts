import type { FilmAnalysis } from '../../engine/protocol.ts'
import type { FilmReport } from '../../state/film.ts'
import { figure } from '../../kernels/transform.ts'

const kinds = { 'colour-negative': 'Colour negative', 'bw-negative': 'Black-and-white negative', positive: 'A positive' } as const
const counts = ['no', 'one', 'two', 'three', 'four'] as const

/** What was found, in one sentence or two. */
export function foundSentence({ analysis: { kind, rebate, confidence, doubts }, seconds, shared }: FilmReport): string {
  const took = seconds === undefined ? (shared ? 'The film is shared by the roll.' : 'The roll has another film.') : `Estimated in ${figure(seconds, 2)}\u202fs.`
  if (kind === 'positive') return `${kinds[kind]}: nothing is inverted.${seconds === undefined ? '' : ` ${took}`}`
  const strips = counts[rebate.length] ?? String(rebate.length)
  const base = doubts.includes('no-rebate') ? 'film base guessed' : `film base from ${strips} strip${rebate.length === 1 ? '' : 's'} of rebate`
  return `${kinds[kind]}, ${base}, confidence ${confidence.toFixed(2)}. ${took}`
}

export interface Doubtful {
  readonly title: string
  readonly text: string
  /** The control that helps most, first. */
  readonly ways: readonly ('grey' | 'base' | 'frame' | 'negative' | 'positive')[]
}

/** Below this the film base is called uncertain. */
const sure = 0.5

/** What a person should look at before the picture is believed; undefined where all is well. */
export function doubtOf({ doubts, confidence }: FilmAnalysis): Doubtful | undefined {
  if (doubts.includes('positive')) {
    return { title: 'This looks like a positive', text: 'The colours are those of a slide or a print, so it is shown as it is.', ways: ['negative'] }
  }
  if (doubts.includes('blank')) {
    return { title: 'There is hardly a picture here', text: 'The frame is blank, or saw nothing but light. What little there is is printed in the middle of the scale.', ways: ['frame', 'base'] }
  }
  if (doubts.includes('odd-colours')) {
    return { title: 'The colours are uncertain', text: 'They came out stronger than scenes have them. Click something that was grey, or pick the film base.', ways: ['grey', 'base', 'positive'] }
  }
  if (doubts.includes('no-rebate')) {
    return { title: 'Film base is uncertain', text: 'This scan shows no rebate, so the base was guessed from the thinnest part of the picture. Colours may be off.', ways: ['grey', 'base', 'positive'] }
  }
  if (confidence < sure) {
    return { title: 'Film base is uncertain', text: 'Little rebate was found. Look whether the frame is right, then click a grey.', ways: ['grey', 'frame', 'base'] }
  }
  return undefined
}
