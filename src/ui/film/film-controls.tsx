import { RefreshCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Step } from '../../kernels/compile.ts'
import { negativeParams, type NegativeNumber, type NegativeParams } from '../../kernels/film/step/negative-params.ts'
import type { Domain } from '../../kernels/transform.ts'
import { filmNoteOf } from '../../state/film-note.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { Segments } from '../kit/segments.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { ParamRow } from '../recipe/param-row.tsx'
import { FilmBase } from './film-base.tsx'
import { FilmDoubt } from './film-doubt.tsx'
import { FilmNumbers } from './film-numbers.tsx'
import { FilmForeign } from './film-foreign.tsx'
import { baseFrom, byHand, confidenceOf, doubtOf, foundSentence } from './film-words.ts'
import { FrameRow } from './frame-row.tsx'
import { GreyRow } from './grey-row.tsx'
import { ProfileRow } from './profile-row.tsx'
import { PairNote } from './pair-note.tsx'
import { ScanRow } from './scan-row.tsx'
import styles from './film.module.css'

interface FilmProps {
  readonly step: Step
  readonly domain: Domain
  readonly worked: string | undefined
  readonly onWork: (name: string) => void
}

export type FilmRow = (name: NegativeNumber | 'codes', word: ReactNode) => ReactNode

const Light = ({ colour, children }: { colour: string; children: string }) => (
  <span className={styles['light']}>
    <span className={styles['dot']} data-light={colour} aria-hidden />
    {children}
  </span>
)

// made once: a row that is given the same word is not drawn again
const cyan = <Light colour="cyan">Cyan</Light>
const magenta = <Light colour="magenta">Magenta</Light>
const yellow = <Light colour="yellow">Yellow</Light>

/** What the automatic found, said; the sentence and, where it is not sure, what to do. */
const Found = ({ params, onKind }: { params: NegativeParams; onKind: (kind: NegativeParams['kind']) => void }) => {
  const { lab } = useStores()
  const film = useLab((state) => (state.film?.scan === state.scan?.id ? state.film : undefined))
  const inverting = useLab((state) => state.inverting)
  const note = useLab((state) => filmNoteOf(state.history))
  if (note === 'of another scan') return <FilmForeign />
  const doubt = film && doubtOf(film.analysis, byHand(params, film.analysis))
  const sentence = film ? foundSentence(film, byHand(params, film.analysis)) : note === 'kept' ? 'The settings of the scan before, kept for this one.' : 'Not estimated since this scan was opened.'
  return (
    <>
      {doubt && <FilmDoubt doubt={doubt} onKind={onKind} />}
      <div className={styles['found']}>
        <p role="status">{inverting ? 'Looking at the scan…' : sentence}</p>
        <IconButton label="Estimate again" disabled={inverting} onClick={() => void lab.getState().invert()}>
          <RefreshCw aria-hidden />
        </IconButton>
      </div>
    </>
  )
}

/** The controls of a film negative: what was found, base, frame, printer lights, print, and the film's own numbers. */
export const FilmControls = ({ step, domain, worked, onWork }: FilmProps) => {
  const { lab } = useStores()
  const film = useLab((state) => (state.film?.scan === state.scan?.id ? state.film : undefined))
  const params = step.params as unknown as NegativeParams
  const slide = params.kind === 'slide'
  // a grey picture has one layer of light, and a print of silver one of colour
  const colour = useLab((state) => (state.picture?.channels ?? 3) >= 3) && params.kind !== 'silver'
  const setKind = (kind: NegativeParams['kind']): void => {
    lab.getState().setParams(step.key, { kind })
    lab.getState().settle()
  }
  const row: FilmRow = (name, word) => (
    <div key={name} onPointerDownCapture={() => onWork(name)} onFocusCapture={() => onWork(name)}>
      <ParamRow step={step} name={name} spec={negativeParams[name]} specs={negativeParams} domain={domain} worked={worked === name} word={word} oneStop />
    </div>
  )
  const hand = film && byHand(params, film.analysis)
  return (
    <div className={styles['controls']}>
      <Segments label="Kind of film" size="small" value={params.kind} options={negativeParams.kind.options} onChange={setKind} />
      <Found params={params} onKind={setKind} />
      {!slide && <FilmBase baseR={params.baseR} baseG={params.baseG} baseB={params.baseB} from={hand && baseFrom(film.analysis, hand)} confidence={hand && confidenceOf(film.analysis, hand)} />}
      <PairNote />
      <FrameRow />
      {colour && <GreyRow step={step} domain={domain} />}
      {colour && (
        <div role="group" aria-label="Printer lights" className={styles['part']}>
          <div className={styles['head']}>
            <h4>Printer lights</h4>
            <span>stops</span>
          </div>
          {row('cyan', cyan)}
          {row('magenta', magenta)}
          {row('yellow', yellow)}
        </div>
      )}
      <div role="group" aria-label="Print" className={styles['part']}>
        <div className={styles['head']}>
          <h4>Print</h4>
        </div>
        {row('exposure', 'Exposure')}
        {row('grade', 'Grade')}
        {row('black', 'Black')}
        {row('white', 'White')}
        {row('toe', 'Toe')}
        {row('shoulder', 'Shoulder')}
        {colour && row('saturation', 'Saturation')}
      </div>
      <ScanRow step={step} domain={domain} row={row} colour={colour} />
      {!slide && <ProfileRow colour={colour} />}
      {!slide && <FilmNumbers row={row} />}
    </div>
  )
}
