import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Formula } from '../kit/formula.tsx'
import { Segments } from '../kit/segments.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import styles from './spectrum-card.module.css'

/** While a spectrum is open: how it was made, and the way back. */
export const SpectrumCard = () => {
  const { lab } = useStores()
  const options = useLab(({ source }) => (source?.kind === 'spectrum' ? source.options : undefined))
  if (!options) return null
  const { openSpectrum, closeSpectrum } = lab.getState()
  return (
    <section className={styles['card']} aria-label="Fourier spectrum">
      <h3 className={styles['name']}>Fourier spectrum</h3>
      <p className={styles['formula']}>
        <Formula text="F(u, v) = |DFT(f)|" />
      </p>
      <div className={styles['row']}>
        <span>Origin</span>
        <Segments
          label="Origin"
          size="small"
          value={options.centred ? 'centred' : 'corner'}
          options={[
            { value: 'centred', label: 'Centred' },
            { value: 'corner', label: 'Corner' },
          ]}
          onChange={(origin) => void openSpectrum({ ...options, centred: origin === 'centred' })}
        />
      </div>
      <Checkbox label="Keep the DC term" checked={options.keepDc} onChange={(keepDc) => void openSpectrum({ ...options, keepDc })} />
      <Button size="small" className={styles['back']} onClick={closeSpectrum}>
        Back to the picture
      </Button>
    </section>
  )
}
