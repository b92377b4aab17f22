import { Pipette, X } from 'lucide-react'
import type { Step } from '../../kernels/compile.ts'
import { lightCurves } from '../../kernels/film/step/negative-map.ts'
import type { NegativeParams } from '../../kernels/film/step/negative-params.ts'
import type { Domain } from '../../kernels/transform.ts'
import { greysOf, mostGreys, type PickedGrey } from '../../state/greys.ts'
import { figure, percent } from '../format.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { startPicking, stopPicking } from './picking.ts'
import styles from './film.module.css'

/** Two greys nearer than this in density, about a stop in the scene, hardly tell one contrast from another. */
const near = 0.2

/** Density of a picked grey over the film base, in the green that film is judged by. */
const densityOf = ({ pixel }: PickedGrey, params: NegativeParams, domain: Domain): number =>
  Math.log10((params.kind === 'slide' ? 1 : params.baseG) / Math.max(2e-4, lightCurves(params, domain)[1](pixel[1])))

/** What is to be said of the greys that are picked, in a sentence. */
const sentenceOf = (densities: readonly number[], slide: boolean): string => {
  const [one, other] = densities
  if (one === undefined) return 'Something that was grey, white or black in front of the camera.'
  if (other === undefined) return slide ? 'It sets the printer lights.' : 'It sets the printer lights. A second one, darker or lighter, sets the contrasts of red and blue too.'
  return Math.abs(one - other) < near ? 'They are nearly alike, and say little of the contrasts of red and blue. Remove one and pick a darker or a lighter one.' : 'Printer lights and the contrasts of red and blue are theirs.'
}

/** The greys that were picked, the way to pick another and to take one back. */
export const GreyRow = ({ step, domain }: { step: Step; domain: Domain }) => {
  const stores = useStores()
  const picking = useView((view) => view.picking === 'grey')
  const { picked } = useLab((state) => greysOf(state.history))
  const params = step.params as unknown as NegativeParams
  const densities = picked.map((grey) => densityOf(grey, params, domain))
  return (
    <div role="group" aria-label="Greys" className={styles['part']}>
      <div className={styles['head']}>
        <h4>Greys</h4>
        {picked.length > 0 && <span>density over the base</span>}
      </div>
      {picked.length > 0 && (
        <ul className={styles['greys']}>
          {picked.map((grey, index) => (
            <li key={`${grey.x} ${grey.y}`}>
              <span>Grey {index + 1}</span>
              <span className={styles['greyPlace']}>
                at {percent(grey.x)}, {percent(grey.y)}
              </span>
              <span className={styles['sure']}>{figure(densities[index]!, 2)}</span>
              <IconButton label={`Remove grey ${index + 1}`} onClick={() => stores.lab.getState().removeGrey(index)}>
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p className={styles['hint']}>{sentenceOf(densities, params.kind === 'slide')}</p>
      {picked.length < mostGreys && (
        <Button size="small" icon={<Pipette aria-hidden />} aria-pressed={picking} onClick={() => (picking ? stopPicking(stores) : startPicking(stores, 'grey'))}>
          {picked.length === 0 ? 'Click a grey' : 'Pick a second grey'}
        </Button>
      )}
    </div>
  )
}
