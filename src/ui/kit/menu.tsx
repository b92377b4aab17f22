import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { Keys } from './keys.tsx'
import styles from './menu.module.css'

export interface MenuItem {
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string | undefined
  readonly onSelect: () => void
  readonly disabled?: boolean | undefined
  /** Given, the item is a check mark that is set or not. */
  readonly checked?: boolean | undefined
  /** A line under the label. */
  readonly detail?: ReactNode
  /** Heading over a run of items that share it. */
  readonly group?: string | undefined
}

export interface MenuProps {
  readonly label: string
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly width?: number
  /** The edge of the trigger it lines up with. */
  readonly align?: 'start' | 'end'
}

const Content = ({ item }: { item: MenuItem }) => (
  <>
    {item.icon && <span className={styles['icon']}>{item.icon}</span>}
    <span className={styles['words']}>
      <span>{item.label}</span>
      {item.detail && <span className={styles['detail']}>{item.detail}</span>}
    </span>
    {item.shortcut && (
      <span aria-hidden="true" className={styles['keys']}>
        <Keys keys={item.shortcut} />
      </span>
    )}
  </>
)

const Item = ({ item, checks }: { item: MenuItem; checks: boolean }) => {
  if (item.checked !== undefined) {
    return (
      <Base.CheckboxItem className={styles['item']} checked={item.checked} onCheckedChange={item.onSelect} disabled={item.disabled ?? false} label={item.label} closeOnClick>
        <span className={styles['icon']}>{item.checked && <Check aria-hidden />}</span>
        <Content item={item} />
      </Base.CheckboxItem>
    )
  }
  return (
    <Base.Item className={styles['item']} onClick={item.onSelect} disabled={item.disabled ?? false} label={item.label}>
      {checks && <span className={styles['icon']} />}
      <Content item={item} />
    </Base.Item>
  )
}

/** Runs of neighbours with one group. */
const runs = (items: readonly MenuItem[]): readonly (readonly MenuItem[])[] => {
  const found: MenuItem[][] = []
  for (const item of items) {
    const last = found.at(-1)
    if (last && last[0]!.group === item.group) last.push(item)
    else found.push([item])
  }
  return found
}

export const Menu = ({ label, trigger, items, width, align = 'end' }: MenuProps) => {
  const checks = items.some((item) => item.checked !== undefined)
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles['place']} sideOffset={4} collisionPadding={8} align={align}>
          <Base.Popup className={styles['menu']} aria-label={label} style={{ width }}>
            {runs(items).map((run, at) => (
              <Fragment key={run[0]!.group ?? run[0]!.label}>
                {at > 0 && <Base.Separator className={styles['line']} />}
                {run[0]!.group === undefined ? (
                  run.map((item) => <Item key={item.label} item={item} checks={checks} />)
                ) : (
                  <Base.Group>
                    <Base.GroupLabel className={styles['group']}>{run[0]!.group}</Base.GroupLabel>
                    {run.map((item) => (
                      <Item key={item.label} item={item} checks={checks} />
                    ))}
                  </Base.Group>
                )}
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
