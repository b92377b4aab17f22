import { TriangleAlert } from 'lucide-react'
import type { ComponentProps, CSSProperties } from 'react'
import type { Step } from '../../kernels/compile.ts'
import { colourChannels } from '../../kernels/raster.ts'
import { transformOf } from '../../kernels/registry.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Formula } from '../kit/formula.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useLab, useStores } from '../lab-context.tsx'
import { FilmControls } from '../film/film-controls.tsx'
import { domainOf } from './domains.ts'
import { ParamRow, ReadoutRow } from './param-row.tsx'
import { StepMenu } from './step-menu.tsx'
import { TargetChip } from './target-chip.tsx'
import styles from './step-card.module.css'

interface StepCardProps {
  readonly step: Step
  readonly at: number
  readonly count: number
  readonly chosen: boolean
  /** The parameter last worked on, when it is one of this step. */
  readonly worked: string | undefined
  /** How far the card is dragged, in px. */
  readonly lifted: number | undefined
  /** Another card would land right before or after this one. */
  readonly line: 'before' | 'after' | undefined
  /** Handlers that start a drag. */
  readonly handle: ComponentProps<'div'>
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
  readonly onWork: (name: string) => void
}

const Body = ({ step, worked, onWork }: Pick<StepCardProps, 'step' | 'worked' | 'onWork'>) => {
  // while the next part of a scan is being drawn there is none, and what is typed and where the keys are has to stay
  const pipeline = useKept(useLab((state) => state.derived?.pipeline), true)
  if (!pipeline) return null
  const transform = transformOf(step.id)
  const domain = domainOf(pipeline, step)
  const refused = pipeline.refused.find(({ key }) => key === step.key)
  if (refused) {
    return (
      <p className={styles['refused']}>
        <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
        <span>{refused.why} The step is left out.</span>
      </p>
    )
  }
  if (step.id === 'film-negative') return <FilmControls step={step} domain={domain} worked={worked} onWork={onWork} />
  const note = transform.note?.(step.params, domain)
  const names = Object.keys(transform.params)
  const readouts = transform.readouts?.(step.params, domain) ?? []
  const passedBy = step.target !== 'all' && colourChannels(pipeline.source.channels) === 1
  if (names.length === 0 && !note && !passedBy) return null
  return (
    <div className={styles['controls']}>
      {names.map((name) => (
        // capture: a row is worked on from the first touch of anything in it
        <div key={name} onPointerDownCapture={() => onWork(name)} onFocusCapture={() => onWork(name)}>
          <ParamRow step={step} name={name} spec={transform.params[name]!} specs={transform.params} domain={domain} worked={worked === name} />
        </div>
      ))}
      {readouts.map((readout) => (
        <ReadoutRow key={readout.label} {...readout} />
      ))}
      {note && <p className={styles['note']}>{note}</p>}
      {passedBy && <p className={styles['note']}>This picture is grey, so a step on {step.target.toUpperCase()} alone passes it by.</p>}
    </div>
  )
}

export const StepCard = ({ step, at, count, chosen, worked, lifted, line, handle, onMove, onRemove, onWork }: StepCardProps) => {
  const { lab } = useStores()
  const colour = useLab((state) => (state.picture ? colourChannels(state.picture.channels) === 3 : true))
  const transform = transformOf(step.id)
  const style: CSSProperties | undefined = lifted === undefined ? undefined : { transform: `translateY(${lifted}px)` }
  return (
    <li
      className={styles['card']}
      style={style}
      data-step={step.key}
      data-chosen={chosen || undefined}
      data-off={!step.enabled || undefined}
      data-line={line}
      data-lifted={lifted !== undefined || undefined}
      aria-label={`${transform.label}, step ${at + 1} of ${count}`}
      aria-current={chosen ? 'step' : undefined}
    >
      <div {...handle} className={styles['head']}>
        <Checkbox label={`${transform.label} on`} hideLabel checked={step.enabled} onChange={(enabled) => lab.getState().enable(step.key, enabled)} />
        <h3 className={styles['name']}>{transform.label}</h3>
        {step.enabled && (!transform.mix || step.target !== 'all') && (colour || step.target !== 'all') && <TargetChip step={step} />}
        <StepMenu step={step} at={at} count={count} onMove={onMove} onRemove={onRemove} />
      </div>
      <p className={styles['formula']}>
        <Formula text={transform.formula} />
      </p>
      {step.enabled && <Body step={step} worked={worked} onWork={onWork} />}
    </li>
  )
}
