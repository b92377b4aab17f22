import { useEffect } from 'react'
import { figure } from '../../kernels/transform.ts'
import { lightCurves } from '../../kernels/film/step/negative-map.ts'
import type { NegativeParams } from '../../kernels/film/step/negative-params.ts'
import { makeStep } from '../../recipe/recipe.ts'
import { filmStepOf } from '../../state/film.ts'
import { greysOf } from '../../state/greys.ts'
import { current } from '../../state/history.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { domainOf } from '../recipe/domains.ts'
import { densityWords } from './base-words.ts'
import { stopPicking } from './picking.ts'
import styles from './film.module.css'

/** A base may be picked before there is a film step: codes mean then what the file says. */
const untouched = makeStep('film-negative')

/** The codes under the pointer, as they came, with their densities: what a picker of a film base looks at. */
const Numbers = () => {
  const values = useView((view) => (view.probe ? view.probeValues : undefined))
  const pipeline = useLab((state) => state.derived?.pipeline)
  const step = useLab((state) => filmStepOf(current(state.history))) ?? untouched
  if (!values || !pipeline) return null
  const colours = values.length < 3 ? [values[0]!, values[0]!, values[0]!] : values.slice(0, 3)
  const curves = lightCurves(step.params as unknown as NegativeParams, domainOf(pipeline, step))
  const light = colours.map((code, c) => Math.max(2e-4, curves[c]!(code / pipeline.source.white)))
  return (
    <code>
      <span>RGB {colours.map((code) => figure(code, pipeline.source.depth === 'f32' ? 4 : 0)).join(' ')} ·</span> <span>D {densityWords(light)}</span>
    </code>
  )
}

const asks = { base: 'Click unexposed film beside the picture.', grey: 'Click something that was grey.', level: 'Drag a line along a horizon, or along an upright edge.' } as const
const askAgain = 'Click another grey, darker or lighter than the first.'

/** While something is being picked: what to click, and the way out. In a bar, as on the picture it would lie over what is to be clicked. */
export const PickBar = () => {
  const stores = useStores()
  const picking = useView((view) => view.picking)
  // an undo may take the step away that a grey is picked for; a base and a line need none
  const film = useLab((state) => filmStepOf(current(state.history)) !== undefined)
  const second = useLab((state) => greysOf(state.history).picked.length > 0)
  useEffect(() => {
    if (!picking) return undefined
    const stop = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') stopPicking(stores)
    }
    window.addEventListener('keydown', stop)
    return () => window.removeEventListener('keydown', stop)
  }, [picking, stores])
  useEffect(() => {
    if (picking === 'grey' && !film) stopPicking(stores)
  }, [picking, film, stores])
  if (!picking) return null
  return (
    <div className={styles['moving']}>
      <p role="status">{picking === 'grey' && second ? askAgain : asks[picking]}</p>
      {picking === 'base' && <Numbers />}
      <Button size="small" onClick={() => stopPicking(stores)}>
        Cancel
      </Button>
    </div>
  )
}
