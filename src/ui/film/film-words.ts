import type { FilmAnalysis } from '../../engine/protocol.ts'
import { paramsOfBase, type NegativeParams } from '../../kernels/film/step/negative-params.ts'
import { profileCurves } from '../../kernels/film/icc-curves.ts'
import { figure, type Domain } from '../../kernels/transform.ts'
import type { FilmReport } from '../../state/film.ts'

const kinds = { 'colour-negative': 'Colour negative', 'bw-negative': 'Black-and-white negative', positive: 'A positive' } as const
const counts = ['one', 'two', 'three', 'four'] as const

/** What a person has said since, so that the estimate is not credited or blamed for it. */
export interface ByHand {
  readonly base: boolean
  readonly balance: boolean
  readonly kind: NegativeParams['kind']
}

const baseNames = ['baseR', 'baseG', 'baseB'] as const

/** What differs between a film step and the estimate that it comes from. */
export const byHand = (params: NegativeParams, { params: found }: FilmAnalysis): ByHand => {
  const written = found && paramsOfBase(found.base)
  return {
    base: written !== undefined && baseNames.some((name) => params[name] !== written[name]),
    balance: params.cyan !== 0 || params.magenta !== 0 || params.yellow !== 0,
    kind: params.kind,
  }
}

/** Below this the film base is called uncertain. */
const sure = 0.5

const guessed = ({ doubts }: FilmAnalysis): boolean => doubts.includes('no-rebate')

/** How sure the estimate is, for as long as what is seen is its doing. */
export const confidenceOf = ({ confidence }: FilmAnalysis, hand: ByHand): number | undefined => (hand.base || (hand.balance && confidence < sure) ? undefined : confidence)

/** Where the film base comes from, in a word or two. */
export function baseFrom(analysis: FilmAnalysis, hand: ByHand): string {
  if (hand.base) return 'picked by hand'
  if (guessed(analysis)) return hand.balance ? 'guessed, balanced by hand' : 'guessed'
  return analysis.rebate.length > 0 ? 'from the rebate' : 'from clear film'
}

/** "film base from two strips of rebate"; a blank frame has clear film and no strip. */
function baseWords(analysis: FilmAnalysis, hand: ByHand): string {
  if (hand.base) return 'film base picked by hand'
  if (guessed(analysis)) return 'film base guessed'
  const strips = analysis.rebate.length
  return strips === 0 ? 'film base from clear film' : `film base from ${counts[strips - 1] ?? strips} strip${strips === 1 ? '' : 's'} of rebate`
}

/** What was found and what was changed since, in one sentence or two. */
export function foundSentence({ analysis, seconds, shared }: FilmReport, hand: ByHand): string {
  const { kind } = analysis
  const took = seconds === undefined ? (shared ? 'The film is shared by the roll.' : 'Printed by its own estimate, not the roll’s.') : `Estimated in ${figure(seconds, 2)}\u202fs.`
  if (kind === 'positive' && hand.kind !== 'slide') return 'It was taken for a positive; you had it inverted, with the numbers of a usual film.'
  if (kind !== 'positive' && hand.kind === 'slide') return 'You called it a positive: nothing is inverted.'
  if (kind === 'positive') return `${kinds[kind]}: nothing is inverted.${seconds === undefined ? '' : ` ${took}`}`
  const confidence = confidenceOf(analysis, hand)
  const parts = [
    kinds[kind],
    ...(kind === 'colour-negative' && hand.kind === 'silver' ? ['printed in black and white'] : []),
    baseWords(analysis, hand),
    ...(confidence === undefined ? [] : [`confidence ${confidence.toFixed(2)}`]),
    ...(hand.balance && hand.kind !== 'silver' ? ['balanced by hand'] : []),
  ]
  return `${parts.join(', ')}. ${took}`
}

/** How the scan's codes are read where nobody says, in a sentence: the rule of the film kernels in words. */
export function codesSentence({ encoding, depth }: Pick<Domain, 'encoding' | 'depth'>): string {
  if (typeof encoding === 'object' && 'gamma' in encoding) return `Gamma ${figure(encoding.gamma, 1)}, as the file says.`
  if (typeof encoding === 'object' && profileCurves(encoding.icc)) return 'By the curves of the file’s colour profile.'
  if (encoding === 'linear') return 'Linear, as the file says.'
  return depth === 'u8' ? 'sRGB, as 8-bit files are.' : 'Linear, as raw scans of 16 bits are.'
}

export interface Doubtful {
  readonly title: string
  readonly text: string
  /** The control that helps most, first. */
  readonly ways: readonly ('grey' | 'base' | 'frame' | 'negative' | 'positive')[]
}

/** What a person should look at before the picture is believed; undefined where all is well. */
export function doubtOf(analysis: FilmAnalysis, hand: ByHand): Doubtful | undefined {
  // who has said what it is, where the base lies or what was grey has answered the doubt
  if ((hand.kind === 'slide') !== (analysis.kind === 'positive') || hand.base) return undefined
  const doubt = ofEstimate(analysis)
  if (hand.balance && doubt?.ways.includes('grey')) return undefined
  // silver has no colours to balance
  return doubt && hand.kind === 'silver' ? { ...doubt, ways: doubt.ways.filter((way) => way !== 'grey') } : doubt
}

/** Density between red and blue of a base that wears a mask, at the least. */
const leastMask = 0.2

type Way = Doubtful['ways'][number]

const inOrder = (positive: boolean, ways: readonly Way[]): readonly Way[] => (positive ? ['positive', ...ways.filter((way) => way !== 'positive')] : ways)

function ofEstimate({ doubts, confidence, base }: FilmAnalysis): Doubtful | undefined {
  if (doubts.includes('positive')) {
    return { title: 'This looks like a positive', text: 'Its darks and its range of densities are those of a slide or a print, so it is shown as it is.', ways: ['negative'] }
  }
  if (doubts.includes('blank')) {
    return { title: 'There is hardly a picture here', text: 'The frame is blank, or saw nothing but light. What little there is is printed in the middle of the scale.', ways: ['frame', 'base'] }
  }
  if (doubts.includes('perhaps-positive')) {
    return { title: 'This may be a positive', text: 'The darks and the range of this picture are more those of a slide or a print than of a negative. If it looks right before inversion, say so.', ways: ['positive', 'base', 'grey'] }
  }
  if (doubts.includes('bare-light')) {
    return { title: 'The film base may be bare light', text: 'What was taken for film base is as grey as the lamp, and the picture is not. Pick the base on clear film beside the picture, or draw the frame in.', ways: ['base', 'frame', 'grey'] }
  }
  // a negative of colours wears a mask: where the thinnest part is grey it may be no negative at all
  const grey = Math.log10(base[0] / base[2]) < leastMask
  if (doubts.includes('odd-colours')) {
    return { title: 'The colours are uncertain', text: 'They came out stronger than scenes have them. Click something that was grey, or pick the film base.', ways: inOrder(grey, ['grey', 'base', 'positive']) }
  }
  if (doubts.includes('no-rebate')) {
    const text = 'This scan shows no rebate, so the base was guessed from the thinnest part of the picture. The print may be off.'
    return { title: 'Film base is uncertain', text: grey ? `${text} If it is no negative, say so.` : text, ways: inOrder(grey, ['grey', 'base', 'frame', 'positive']) }
  }
  if (confidence < sure) {
    return { title: 'Film base is uncertain', text: 'Little rebate was found. Look whether the frame is right, then click a grey.', ways: inOrder(grey, ['grey', 'frame', 'base', 'positive']) }
  }
  return undefined
}
