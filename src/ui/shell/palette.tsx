import { Dialog } from '@base-ui/react/dialog'
import { Check, Search } from 'lucide-react'
import { Fragment, useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import { Formula } from '../kit/formula.tsx'
import { Keys } from '../kit/keys.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { actionsOf, isEnabled, nowOf, type Action } from './actions.ts'
import { findActions, type Marks } from './find-actions.ts'
import { keyLabel } from './keys.ts'
import styles from './palette.module.css'

const marked = (text: string, marks: Marks): ReactNode => {
  let from = 0
  const parts = marks.map(([start, end]) => {
    const before = text.slice(from, start)
    from = end
    return (
      <Fragment key={start}>
        {before}
        <span className={styles['mark']}>{text.slice(start, end)}</span>
      </Fragment>
    )
  })
  return [...parts, text.slice(from)]
}

interface OptionProps {
  readonly id: string
  readonly action: Action
  readonly marks: Marks
  readonly active: boolean
  readonly enabled: boolean
  readonly checked: boolean | undefined
  readonly onPoint: () => void
}

const Option = ({ id, action, marks, active, enabled, checked, onPoint }: OptionProps) => {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const { icon: Icon, label, detail, formula, keys } = action
  return (
    <div ref={row} id={id} role="option" aria-selected={active} aria-disabled={!enabled} className={styles['option']} onPointerMove={onPoint}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className={styles['label']}>{marked(label, marks)}</span>
      {formula !== undefined && (
        <span className={styles['detail']}>
          <Formula text={formula} />
        </span>
      )}
      {detail !== undefined && <span className={styles['detail']}>{detail}</span>}
      <span className={styles['space']} />
      {checked && <Check size={14} strokeWidth={2} role="img" aria-label="on" />}
      {keys && (
        <span className={styles['caps']} aria-hidden="true">
          <Keys keys={keyLabel(keys[0]!)} />
        </span>
      )}
    </div>
  )
}

const Finder = ({ onRun }: { onRun: (action: Action) => void }) => {
  const stores = useStores()
  const [now] = useState(() => nowOf(stores))
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const list = useId()

  // an action that is held has no meaning in a list
  const actions = actionsOf(now).filter((action) => !action.release && action.id !== 'palette')
  const groups = findActions(actions, query)
  const found = groups.flatMap((group) => group.found)
  const can = found.map(({ action }) => isEnabled(action, now))
  const chosen = can[active] ? active : can.indexOf(true)
  const places = new Map(found.map(({ action }, at) => [action, at]))
  const optionId = (action: Action): string => `${list}-${action.id}`

  const move = (direction: 1 | -1, from: number): void => {
    for (let step = 1; step <= found.length; step++) {
      const at = (from + direction * step + found.length * 2) % found.length
      if (can[at]) {
        setActive(at)
        return
      }
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') move(1, chosen)
    else if (event.key === 'ArrowUp') move(-1, chosen < 0 ? 0 : chosen)
    else if (event.key === 'PageDown') setActive(Math.min(can.lastIndexOf(true), chosen + 8))
    else if (event.key === 'PageUp') setActive(Math.max(can.indexOf(true), chosen - 8))
    else if (event.key === 'Enter' && chosen >= 0) onRun(found[chosen]!.action)
    else return
    event.preventDefault()
  }

  const onClick = (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[role="option"]') : null
    const at = found.findIndex(({ action }) => optionId(action) === row?.id)
    if (can[at]) onRun(found[at]!.action)
  }

  return (
    <>
      <div className={styles['search']}>
        <Search size={18} strokeWidth={1.75} aria-hidden />
        <input
          className={styles['field']}
          type="text"
          role="combobox"
          aria-label="Find an action"
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 ? optionId(found[chosen]!.action) : undefined}
          placeholder="Find an action"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Keys keys="Esc" />
      </div>
      <div id={list} role="listbox" aria-label="Actions" tabIndex={-1} className={styles['list']} onClick={onClick} onKeyDown={onKeyDown}>
        {groups.map(({ name, found: inGroup }) => (
          <div key={name} role="group" aria-label={name}>
            <p className={styles['group']} aria-hidden="true">
              {name}
            </p>
            {inGroup.map(({ action, marks }) => {
              const at = places.get(action)!
              return (
                <Option
                  key={action.id}
                  id={optionId(action)}
                  action={action}
                  marks={marks}
                  active={at === chosen}
                  enabled={can[at]!}
                  checked={action.checked?.(now)}
                  onPoint={() => can[at] && at !== chosen && setActive(at)}
                />
              )
            })}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles['none']}>No action has these words.</p>}
      <footer className={styles['foot']}>
        <span className={styles['hint']}>
          <Keys keys="↑ ↓" /> choose
        </span>
        <span className={styles['hint']}>
          <Keys keys="Enter" /> run
        </span>
        <span className={styles['space']} />
        <span role="status">{`${found.length} of ${actions.length} actions`}</span>
      </footer>
    </>
  )
}

/** Every action, found by typing. */
export const Palette = () => {
  const open = useView((state) => state.dialog === 'palette')
  const stores = useStores()
  const movesFocus = useRef(false)
  // opened again while it still closes, it starts afresh: nothing typed before stays in it
  const [last, setLast] = useState({ open, times: 0 })
  if (last.open !== open) setLast({ open, times: last.times + Number(open) })
  const close = (): void => stores.view.getState().set({ dialog: undefined })
  const run = (action: Action): void => {
    movesFocus.current = action.id === 'step-set'
    close()
    action.run(stores)
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles['scrim']} />
        <Dialog.Viewport className={styles['viewport']}>
          <Dialog.Popup className={styles['palette']} aria-label="Find an action" finalFocus={() => !movesFocus.current}>
            <Finder key={last.times} onRun={run} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
