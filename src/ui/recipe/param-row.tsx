import { useDrag } from '@use-gesture/react'
import { RotateCcw } from 'lucide-react'
import { memo, useRef, type ReactNode } from 'react'
import type { Step } from '../../kernels/compile.ts'
import type { ChoiceSpec, NumberSpec, ParamSpec, Params } from '../../kernels/params.ts'
import type { Domain } from '../../kernels/transform.ts'
import { figure, precise } from '../format.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Formula } from '../kit/formula.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { MenuField } from '../kit/menu-field.tsx'
import { byMove } from '../kit/moving.ts'
import { NumberField } from '../kit/number-field.tsx'
import { clamp, fromShare, toShare } from '../kit/scale.ts'
import { Slider } from '../kit/slider.tsx'
import { pause, useDelayed } from '../kit/use-delayed.ts'
import { useStores } from '../lab-context.tsx'
import styles from './param-row.module.css'

interface RowProps<S extends ParamSpec> {
  readonly step: Step
  readonly name: string
  readonly spec: S
  readonly specs: Readonly<Record<string, ParamSpec>>
  readonly domain: Domain
  readonly worked: boolean
  /** What stands before the track, where that is a word and no symbol. */
  readonly word?: ReactNode
  /** A row among many: its slider is no stop of its own for Tab, the field beside it takes arrow keys and numbers. */
  readonly oneStop?: boolean
}

/** The initial values of a parameter and of those it claims. */
const resetOf = (name: string, spec: NumberSpec, specs: Readonly<Record<string, ParamSpec>>): Params =>
  Object.fromEntries([name, ...Object.keys(spec.claims ?? {})].map((each) => [each, specs[each]!.initial]))

/** Pixels along the label that take a number from one end to the other. */
const labelTravel = 240

interface NumberProps {
  readonly stepKey: string
  readonly name: string
  readonly spec: NumberSpec
  readonly specs: Readonly<Record<string, ParamSpec>>
  readonly value: number
  /** Whether it, or what it claims, is not as it was at first. */
  readonly changed: boolean
  readonly worked: boolean
  readonly word: ReactNode
  readonly oneStop: boolean
}

const NumberRow = ({ step, name, spec, specs, domain, worked, word, oneStop = false }: RowProps<NumberSpec>) => {
  const effective = spec.effective?.(step.params, domain)
  const own = step.params[name] as number
  const value = effective === undefined ? own : Number(effective.toFixed(spec.digits))
  const changed = Object.entries(resetOf(name, spec, specs)).some(([each, home]) => step.params[each] !== home)
  return <NumberControl stepKey={step.key} name={name} spec={spec} specs={specs} value={value} changed={changed} worked={worked} word={word} oneStop={oneStop} />
}

/** One row out of many is drawn while it is dragged: a film's step has forty. */
const NumberControl = memo(({ stepKey, name, spec, specs, value, changed, worked, word, oneStop }: NumberProps) => {
  const { lab } = useStores()
  const put = (next: number): void => lab.getState().setParams(stepKey, { [name]: next, ...spec.claims })
  const settle = (): void => lab.getState().settle()
  const fieldSettled = useDelayed(settle, pause)
  const reset = (): void => {
    lab.getState().setParams(stepKey, resetOf(name, spec, specs))
    settle()
  }

  const from = useRef(0)
  const bindLabel = useDrag(
    ({ first, last, tap, movement: [dx] }) => {
      if (tap) return
      if (first) from.current = toShare(value, spec)
      byMove(() => put(fromShare(from.current + dx / labelTravel, spec)))
      if (last) settle()
    },
    { axis: 'x', filterTaps: true, pointer: { keys: false } },
  )

  return (
    <div className={styles['row']} role="group" aria-label={spec.label} data-word={word !== undefined || undefined}>
      <span {...bindLabel()} className={`${styles['label']} ${styles['scrub']}`} title={spec.label} onDoubleClick={reset}>
        {word ?? <Formula text={spec.symbol} />}
      </span>
      <Slider
        label={spec.label}
        value={clamp(value, spec)}
        min={spec.min}
        max={spec.max}
        initial={spec.initial}
        scale={spec.scale}
        digits={spec.digits}
        onChange={put}
        onSettle={settle}
        onReset={reset}
        valueText={`${spec.symbol} ${precise(value, spec.digits)}`}
        worked={worked}
        passed={oneStop}
      />
      <NumberField
        label={spec.label}
        symbol={spec.symbol}
        value={value}
        min={spec.min}
        max={spec.max}
        digits={spec.digits}
        scale={spec.scale}
        onCommit={(next) => {
          put(next)
          fieldSettled.soon()
        }}
      />
      {changed && (
        <span className={styles['reset']}>
          <IconButton label={`Reset ${spec.label}`} onClick={reset}>
            <RotateCcw aria-hidden />
          </IconButton>
        </span>
      )}
    </div>
  )
})

interface ChoiceProps {
  readonly stepKey: string
  readonly name: string
  readonly spec: ChoiceSpec
  readonly value: string
}

const ChoiceRow = memo(({ stepKey, name, spec, value }: ChoiceProps) => {
  const { lab } = useStores()
  const long = spec.options.some((option) => option.label.length > 16)
  return (
    <div className={`${styles['row']} ${styles['choice']} ${long ? styles['long'] : ''}`}>
      <span className={styles['label']}>{spec.label}</span>
      <MenuField
        label={spec.label}
        value={value}
        options={spec.options}
        onChange={(next) => {
          lab.getState().setParams(stepKey, { [name]: next })
          lab.getState().settle()
        }}
      />
    </div>
  )
})

/** The control of one parameter, made from its spec alone. */
export const ParamRow = (props: RowProps<ParamSpec>) => {
  const { lab } = useStores()
  const { step, name, spec, domain } = props
  if (spec.when && !spec.when(step.params, domain)) return null
  if (spec.kind === 'number') return <NumberRow {...props} spec={spec} />
  if (spec.kind === 'choice') return <ChoiceRow stepKey={step.key} name={name} spec={spec} value={String(step.params[name])} />
  return (
    <Checkbox
      label={spec.label}
      checked={step.params[name] === true}
      onChange={(value) => {
        lab.getState().setParams(step.key, { [name]: value })
        lab.getState().settle()
      }}
    />
  )
}

/** A number that follows from the parameters. */
export const ReadoutRow = ({ label, value }: { label: string; value: number }) => (
  <div className={styles['row']} role="group" aria-label={label}>
    <span className={styles['label']}>
      <Formula text={label} />
    </span>
    <span className={styles['readout']}>{figure(value, 3)}</span>
  </div>
)
