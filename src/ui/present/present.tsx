import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { PictureInfo } from '../../engine/protocol.ts'
import { transformOf, transforms } from '../../kernels/registry.ts'
import { spoken } from '../../kernels/transform.ts'
import { current } from '../../state/history.ts'
import { precise } from '../format.ts'
import { Formula } from '../kit/formula.tsx'
import { nudge } from '../kit/scale.ts'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { useSize } from '../plots/use-canvas.ts'
import { JointPlot } from '../plots/joint-plot.tsx'
import { domainOf } from '../recipe/domains.ts'
import { keyLabel } from '../shell/keys.ts'
import { lastArithmetic, type Arithmetic } from './arithmetic.ts'
import { Foot } from './foot.tsx'
import { handleOf } from './handle.ts'
import { SplitPicture } from './split-picture.tsx'
import { useAwake } from './use-awake.ts'
import { usePresentKeys } from './use-present-keys.ts'
import { useReading } from './use-reading.ts'
import styles from './present.module.css'

/** On a phone nobody sits in the last row, and large labels would leave no room for the curve (px). */
const narrow = 460

/** The part of a summary that can be read from the last row: up to the first semicolon. */
const headline = (summary: string): string => summary.split(';')[0]!.replace(/\.$/, '')

const addKeys = (): string => transforms.flatMap(({ key, label }) => (key ? `${keyLabel(key)} ${spoken(label)}` : [])).join(', ')

const fullScreen = (): void => {
  // refused without a gesture or in an embedded page: then the window is all there is
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.())?.catch(() => undefined)
}

const letters: Readonly<Record<Arithmetic['name'], string>> = { r: 'R', g: 'G', b: 'B', grey: '', luma: '' }

/** "(38 / 255)^1.70" with its exponent raised. */
const raised = (text: string): ReactNode => {
  const [base, exponent, ...rest] = text.split(/\^([\d.]+)/)
  return exponent === undefined ? base : [base, <sup key="exponent">{exponent}</sup>, ...rest]
}

const Line = ({ arithmetic: { name, derivation, unrounded, s } }: { arithmetic: Arithmetic }) => (
  <p className={styles['arithmetic']}>
    {letters[name] && (
      <b className={styles['letter']} data-channel={name}>
        {letters[name]}
      </b>
    )}{' '}
    {raised(derivation)}{' '}
    <span className={styles['result']}>
      = {unrounded !== undefined && `${unrounded} → `}
      <strong>{s}</strong>
    </span>
  </p>
)

const Slides = ({ picture, onLeave }: { picture: PictureInfo; onLeave: () => void }) => {
  const { lab } = useStores()
  const recipe = useLab((state) => current(state.history))
  const shown = useLab((state) => state.shown)
  const limit = useLab((state) => state.limit)
  const derived = useLab((state) => state.derived)
  const counts = useView((state) => state.counts)
  const [holding, setHolding] = useState(false)
  const reading = useReading(picture)
  const awake = useAwake()
  const plot = useRef<HTMLDivElement>(null)
  const plotSize = useSize(plot)

  const steps = recipe.steps.filter((step) => step.enabled)
  const at = Math.min(limit ?? steps.length, steps.length)
  const step = steps[at - 1]
  const transform = step && transformOf(step.id)
  const pipeline = derived?.pipeline
  const refused = step && pipeline?.refused.find(({ key }) => key === step.key)
  const handle = step && pipeline && !refused ? handleOf(step, domainOf(pipeline, step)) : undefined

  useEffect(() => {
    const { history, selected, limitTo } = lab.getState()
    const enabled = current(history).steps.filter((candidate) => candidate.enabled)
    const chosen = enabled.findIndex((candidate) => candidate.key === selected)
    limitTo(chosen < 0 ? enabled.length : chosen + 1)
    return () => lab.getState().limitTo(undefined)
  }, [lab])

  // a float result has no exact histogram until its pixels are counted
  useEffect(() => {
    if ((picture.depth === 'f32' || derived?.pipeline.mixing) && !derived?.after) void lab.getState().measure()
  }, [lab, picture, derived])

  const show = (position: number): void => {
    const next = Math.min(Math.max(position, 0), steps.length)
    lab.getState().settle()
    lab.getState().limitTo(next)
    // the panels come back with the step chosen that was spoken of last
    if (steps[next - 1]) lab.getState().select(steps[next - 1]!.key)
  }
  const put = (value: number): void => {
    if (step && handle) lab.getState().setParams(step.key, handle.put(value))
  }
  const settle = (): void => lab.getState().settle()
  usePresentKeys({
    go: (direction) => show(at + direction),
    goTo: (end) => show(end === 'first' ? 0 : steps.length),
    nudge: (direction, modifiers) => handle && put(nudge(handle.value, direction, handle.spec, modifiers)),
    settle,
    holdBefore: setHolding,
    fullScreen,
    leave: onLeave,
  })

  if (!pipeline) return null
  const arithmetic = reading && lastArithmetic(pipeline, reading.values)
  const title = transform?.label ?? (steps.length === 0 ? 'No steps yet' : 'As opened')
  const words = refused?.why ?? (transform ? headline(transform.summary) : steps.length === 0 ? `Leave with Esc and add a step: ${addKeys()}` : 'Every value stays what it is')
  return (
    <div className={styles['slides']} data-awake={awake || undefined}>
      <header className={styles['head']}>
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['summary']} data-needed={steps.length === 0 || undefined}>{words}</p>
      </header>
      <div className={styles['mathematics']}>
        <Formula text={transform?.formula ?? 's = r'} size="present" {...(handle && { highlight: handle.spec.symbol })} />
        {handle && (
          <output className={styles['value']} aria-label={handle.spec.label}>
            {handle.spec.symbol} = {precise(handle.value, handle.spec.digits)}
          </output>
        )}
        {at > 1 && <p className={styles['together']}>{`Picture, curve and histograms: steps 1 to ${at} together`}</p>}
      </div>
      <div className={styles['picture']}>
        <SplitPicture picture={picture} recipe={shown} reading={reading} onlyBefore={holding || at === 0}>
          {arithmetic && <Line arithmetic={arithmetic} />}
        </SplitPicture>
      </div>
      <div ref={plot} className={styles['plot']}>
        <JointPlot
          before={picture.before}
          after={derived.after}
          pipeline={pipeline}
          counts={counts}
          probe={reading?.values}
          probeChannel={arithmetic?.channel ?? 0}
          scale={plotSize && plotSize.width < narrow ? 'panel' : 'present'}
          names="corner"
          fit
        />
      </div>
      <Foot at={at} total={steps.length} handle={handle} onGo={(direction) => show(at + direction)} onPut={put} onSettle={settle} onFullScreen={fullScreen} onLeave={onLeave} />
      <p role="status" className="visually-hidden">
        {`Step ${at} of ${steps.length}. ${title}: ${words}.${at > 1 ? ` Picture, curve and histograms show steps 1 to ${at} together.` : ''}`}
      </p>
    </div>
  )
}

const Page = ({ picture }: { picture: PictureInfo }) => {
  const { view } = useStores()
  const page = useRef<HTMLElement>(null)
  const leave = (): void => {
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    view.getState().set({ present: false })
  }
  // what had the focus is gone; screen readers start reading here
  useEffect(() => page.current?.focus(), [])
  return (
    <main ref={page} tabIndex={-1} className={styles['page']} data-theme="dark" aria-label="Presentation">
      <Slides key={picture.id} picture={picture} onLeave={leave} />
    </main>
  )
}

/**
 * The lab for the last row: formula, curve and picture, large on black, one transform after the other. It stands in place of
 * the lab's panels. It is no dialog: a dialog keeps the arrow keys to itself.
 */
export const Present = () => {
  const open = useView((state) => state.present)
  const picture = useLab((state) => state.picture)
  return open && picture ? <Page picture={picture} /> : null
}
