import { Pipette } from 'lucide-react'
import { memo } from 'react'
import type { NegativeParams } from '../../kernels/film/step/negative-params.ts'
import { Button } from '../kit/button.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { densityWords, screenCodes } from './base-words.ts'
import { startPicking, stopPicking } from './picking.ts'
import styles from './film.module.css'

type Base = Pick<NegativeParams, 'baseR' | 'baseG' | 'baseB'>

/** The film base as a patch of its colour, its codes and its densities, and the way to pick another. */
export const FilmBase = memo(({ baseR, baseG, baseB, from, confidence }: Base & { from: string | undefined; confidence: number | undefined }) => {
  const base = [baseR, baseG, baseB]
  const stores = useStores()
  const picking = useView((view) => view.picking === 'base')
  const rgb = screenCodes(base)
  return (
    <div role="group" aria-label="Film base" className={styles['part']}>
      <div className={styles['head']}>
        <h4>Film base</h4>
        {from && <span>{from}</span>}
      </div>
      <div className={styles['base']}>
        <span className={styles['swatch']} style={{ background: `rgb(${rgb.join(' ')})` }} aria-hidden />
        <dl className={styles['numbers']}>
          <dt>RGB</dt>
          <dd>{rgb.join(' ')}</dd>
          <dt>
            <abbr title="Density, −log₁₀ of the light">D</abbr>
          </dt>
          <dd>{densityWords(base)}</dd>
        </dl>
        <Button size="small" icon={<Pipette aria-hidden />} aria-pressed={picking} onClick={() => (picking ? stopPicking(stores) : startPicking(stores, 'base'))}>
          Pick
        </Button>
      </div>
      {confidence !== undefined && (
        <div className={styles['confidence']}>
          <span>Confidence</span>
          <span className={styles['bar']} data-low={confidence < 0.5 || undefined}>
            <span style={{ width: `${Math.round(100 * confidence)}%` }} />
          </span>
          <span className={styles['sure']}>{confidence.toFixed(2)}</span>
        </div>
      )}
    </div>
  )
})
