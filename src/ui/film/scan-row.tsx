import type { Step } from '../../kernels/compile.ts'
import { filmLightOf, type FilmLight } from '../../kernels/film/film-light.ts'
import type { NegativeParams } from '../../kernels/film/step/negative-params.ts'
import type { Domain } from '../../kernels/transform.ts'
import { codesOfEstimate } from '../../state/film-note.ts'
import { Button } from '../kit/button.tsx'
import { Segments } from '../kit/segments.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import type { FilmRow } from './film-controls.tsx'
import { codesSentence } from './film-words.ts'
import styles from './film.module.css'

const lights: readonly { readonly value: FilmLight; readonly label: string }[] = [
  { value: 'broad', label: 'Broad' },
  { value: 'narrow', label: 'Narrow-band' },
]

const about = {
  broad: 'A camera over a white lamp, or a flatbed.',
  narrow: 'Red, green and blue LEDs, or a film scanner.',
} as const

/** How the scan was made: what its codes mean, and the light that shone through the film. */
export const ScanRow = ({ step, domain, row, colour }: { step: Step; domain: Domain; row: FilmRow; colour: boolean }) => {
  const { lab } = useStores()
  const params = step.params as unknown as NegativeParams
  const estimated = useLab((state) => codesOfEstimate(state.history))
  const inverting = useLab((state) => state.inverting)
  const light = filmLightOf(params)
  const set = (next: FilmLight): void => {
    if (next !== light) lab.getState().setFilmLight(next)
  }
  return (
    <div role="group" aria-label="Scan" className={styles['part']}>
      <div className={styles['head']}>
        <h4>Scan</h4>
      </div>
      {row('codes', undefined)}
      {params.codes === 'tagged' && <p className={styles['hint']}>{codesSentence(domain)}</p>}
      {estimated !== undefined && estimated !== params.codes && (
        <div className={styles['again']} role="note">
          <p>Film base and balance were found with the codes read otherwise.</p>
          <Button size="small" variant="main" disabled={inverting} onClick={() => void lab.getState().invert()}>
            Estimate again
          </Button>
        </div>
      )}
      {colour && params.kind === 'colour' && (
        <>
          <div className={styles['filmLight']}>
            <span aria-hidden>Film light</span>
            <Segments label="Film light" size="small" value={light} options={lights} onChange={set} />
          </div>
          <p className={styles['hint']}>{about[light]}</p>
        </>
      )}
    </div>
  )
}
