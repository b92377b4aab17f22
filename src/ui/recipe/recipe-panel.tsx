import { Ellipsis, RotateCcw, Trash2 } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Rounding } from '../../kernels/quantise.ts'
import { transformOf } from '../../kernels/registry.ts'
import { resetStep } from '../../recipe/recipe.ts'
import { current } from '../../state/history.ts'
import { FrameCard } from '../film/frame-card.tsx'
import { InvertButton } from '../film/invert-button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu } from '../kit/menu.tsx'
import { MenuField } from '../kit/menu-field.tsx'
import { Section } from '../kit/section.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useLab, useStores } from '../lab-context.tsx'
import { keyLabel } from '../shell/keys.ts'
import { AddStep } from './add-step.tsx'
import { foldSentence } from './fold-sentence.ts'
import { SpectrumCard } from './spectrum-card.tsx'
import { StepCard } from './step-card.tsx'
import { useReorder } from './use-reorder.ts'
import styles from './recipe-panel.module.css'

const roundings: readonly { readonly value: Rounding; readonly label: string }[] = [
  { value: 'nearest-even', label: 'To nearest, ties to even' },
  { value: 'truncate', label: 'Cut the fraction off' },
]

const isTyping = (target: EventTarget): boolean => target instanceof HTMLInputElement && target.type === 'text'

/** The step whose card something stands in; menus hang elsewhere in the page. */
const keyOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-step]')?.dataset['step'] : undefined

const Steps = () => {
  const { lab } = useStores()
  const steps = useLab((state) => current(state.history).steps)
  const selected = useLab((state) => state.selected)
  const [worked, setWorked] = useState<{ readonly key: string; readonly name: string }>()
  const [said, setSaid] = useState('')
  const focus = useRef<(() => void) | undefined>(undefined)

  // moving a card takes the focus from what is in it; removing one leaves it nowhere
  useLayoutEffect(() => {
    focus.current?.()
    focus.current = undefined
  })

  const move = (key: string, to: number): void => {
    const step = steps.find((candidate) => candidate.key === key)
    if (!step || to < 0 || to >= steps.length) return
    const held = document.activeElement
    focus.current = () => held instanceof HTMLElement && held !== document.activeElement && held.isConnected && held.focus()
    lab.getState().move(key, to)
    setSaid(`${transformOf(step.id).label} is now step ${to + 1} of ${steps.length}.`)
  }

  const remove = (key: string): void => {
    const at = steps.findIndex((candidate) => candidate.key === key)
    if (at < 0) return
    const neighbour = steps[at + 1] ?? steps[at - 1]
    const within = list.current?.querySelector(`[data-step="${key}"]`)?.contains(document.activeElement) ?? false
    focus.current = () => {
      if (!within) return
      const card = neighbour && list.current?.querySelector<HTMLElement>(`[data-step="${neighbour.key}"] [role="checkbox"]`)
      ;(card ?? document.querySelector<HTMLElement>('[data-add-step]'))?.focus()
    }
    lab.getState().remove(key)
    lab.getState().select(neighbour?.key)
    setSaid(`${transformOf(steps[at]!.id).label} is removed.`)
  }

  const { list, drag, bind } = useReorder(
    steps.map((step) => step.key),
    move,
  )

  const choose = ({ target }: { target: EventTarget }): void => {
    const key = keyOf(target)
    if (key) lab.getState().select(key)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = steps.findIndex((step) => step.key === keyOf(event.target))
    if (at < 0 || event.defaultPrevented) return
    const { key } = steps[at]!
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && !isTyping(event.target)) move(key, at + (event.key === 'ArrowUp' ? -1 : 1))
    else if (event.key === 'Delete' && !isTyping(event.target)) remove(key)
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') lab.getState().duplicate(key)
    else return
    event.preventDefault()
  }

  const from = drag && steps.findIndex((step) => step.key === drag.key)
  return (
    <>
      {steps.length === 0 && <p className={styles['hint']}>No steps yet. Add a step to change the picture.</p>}
      <div role="presentation" onKeyDown={onKeyDown} onPointerDown={choose} onFocus={choose}>
        <ol ref={list} className={styles['steps']} aria-label="Steps" hidden={steps.length === 0}>
          {steps.map((step, at) => {
            const line = drag && from !== undefined && drag.to !== from && at === drag.to ? (drag.to > from ? 'after' : 'before') : undefined
            return (
              <StepCard
                key={step.key}
                step={step}
                at={at}
                count={steps.length}
                chosen={step.key === selected}
                worked={worked?.key === step.key ? worked.name : undefined}
                lifted={drag?.key === step.key ? drag.dy : undefined}
                line={line}
                handle={bind(step.key)}
                onMove={(to) => move(step.key, to)}
                onRemove={() => remove(step.key)}
                onWork={(name) => setWorked({ key: step.key, name })}
              />
            )
          })}
        </ol>
      </div>
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}

const Foot = () => {
  const { lab } = useStores()
  const rounding = useLab((state) => current(state.history).rounding)
  const some = useLab((state) => state.picture !== undefined)
  const sentence = useKept(useLab((state) => state.derived && foldSentence(state.derived.pipeline)), some)
  const float = useLab((state) => state.picture?.depth === 'f32')
  const any = useLab((state) => current(state.history).steps.length > 0)
  if (!any) return null
  return (
    <>
      <p className={styles['hint']}>{sentence}</p>
      {!float && (
        <div className={styles['rounding']}>
          <span>Rounding</span>
          <MenuField label="Rounding" value={rounding} options={roundings} onChange={(value) => lab.getState().setRounding(value)} />
        </div>
      )}
    </>
  )
}

/** What can be done with the recipe as a whole. */
const RecipeMenu = () => {
  const { lab } = useStores()
  const any = useLab((state) => current(state.history).steps.length > 0)
  if (!any) return null
  const resetValues = (): void => {
    const { history, replaceRecipe } = lab.getState()
    const recipe = current(history)
    replaceRecipe(
      recipe.steps.reduce((changed, step) => resetStep(changed, step.key), recipe),
      'Reset all values',
    )
  }
  return (
    <Menu
      label="Recipe, actions"
      trigger={
        <IconButton label="Recipe, more">
          <Ellipsis aria-hidden />
        </IconButton>
      }
      items={[
        { label: 'Reset all values', icon: <RotateCcw aria-hidden />, onSelect: resetValues },
        { label: 'Remove all steps', icon: <Trash2 aria-hidden />, shortcut: keyLabel('shift+delete'), onSelect: () => lab.getState().resetAll() },
      ]}
    />
  )
}

/** The steps of the recipe, in order. Under a tab, which names it, it needs no header, and adding stands where the list ends. */
export const RecipePanel = ({ underTab = false }: { underTab?: boolean }) => {
  if (!underTab) {
    return (
      <Section
        title="Recipe"
        actions={
          <>
            <RecipeMenu />
            <AddStep />
          </>
        }
      >
        <SpectrumCard />
        <Steps />
        <FrameCard />
        <InvertButton className={styles['invert']} />
        <Foot />
      </Section>
    )
  }
  return (
    <div className={styles['bare']}>
      <h2 className="visually-hidden">Recipe</h2>
      <SpectrumCard />
      <Steps />
      <div className={styles['add']}>
        <AddStep className={styles['wide']} />
        <RecipeMenu />
      </div>
      <FrameCard />
      <InvertButton className={styles['invert']} />
      <Foot />
    </div>
  )
}
