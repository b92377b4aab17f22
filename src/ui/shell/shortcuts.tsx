import { Search } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Keys } from '../kit/keys.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { presentKeys } from '../present/present-keys.ts'
import { actionsOf, nowOf, type Action } from './actions.ts'
import { keyLabel } from './keys.ts'
import styles from './shortcuts.module.css'

interface Row {
  readonly label: string
  /** Each in force by itself. */
  readonly keys: readonly string[]
}

interface Group {
  readonly name: string
  readonly rows: readonly Row[]
}

/** Keys of the control that has the focus: they belong to no action. */
const inSliders: Group = {
  name: 'In a slider or number field',
  rows: [
    { label: 'One step less or more', keys: ['arrowdown', 'arrowup'] },
    { label: 'Ten steps at once', keys: ['shift+arrowup'] },
    { label: 'A tenth of a step', keys: ['alt+arrowup'] },
  ],
}

const groupsOf = (actions: readonly Action[]): readonly Group[] => {
  const names = [...new Set(actions.map((action) => action.group))]
  const groups = names.map((name) => ({
    name,
    rows: actions.flatMap(({ group, label, keys }) => (group === name && keys ? [{ label, keys }] : [])),
  }))
  return [...groups.filter(({ rows }) => rows.length > 0), inSliders, { name: 'While presenting', rows: presentKeys }]
}

const Sheet = () => {
  const stores = useStores()
  const groups = groupsOf(actionsOf(nowOf(stores)))
  return (
    <>
      <div className={styles['groups']}>
        {groups.map(({ name, rows }) => (
          <div key={name} role="group" className={styles['group']} aria-label={name}>
            <h3 className={styles['name']}>{name}</h3>
            <dl>
              {rows.map(({ label, keys }) => (
                <div key={label} className={styles['row']}>
                  <dt className={styles['label']}>{label}</dt>
                  <dd className={styles['keys']}>
                    {keys.map((key, i) => (
                      <span key={key} className={styles['choice']}>
                        {i > 0 && <span className={styles['or']}>or</span>}
                        <Keys keys={keyLabel(key)} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p className={styles['more']}>
        Every action, with or without a key, can be found by its name.
        <Button icon={<Search aria-hidden />} onClick={() => stores.view.getState().set({ dialog: 'palette' })}>
          Find an action…
        </Button>
      </p>
    </>
  )
}

/** Every key there is, by group, from the registry that the keys themselves use. */
export const Shortcuts = () => {
  const open = useView((state) => state.dialog === 'shortcuts')
  const { view } = useStores()
  return (
    <Dialog title="Keyboard shortcuts" open={open} onClose={() => view.getState().set({ dialog: undefined })} width={880}>
      {open && <Sheet />}
    </Dialog>
  )
}
