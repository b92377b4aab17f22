import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import styles from './menu-field.module.css'

export interface MenuFieldProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly disabled?: boolean
}

/** One of several, shown when opened. */
export const MenuField = <V extends string>({ label, value, onChange, options, disabled = false }: MenuFieldProps<V>) => (
  <Select.Root<V> value={value} onValueChange={(next) => next !== null && onChange(next)} items={options} disabled={disabled} modal={false}>
    <Select.Trigger className={styles['field']} aria-label={label}>
      <Select.Value className={styles['value']} />
      <Select.Icon className={styles['chevron']}>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
      </Select.Icon>
    </Select.Trigger>
    <Select.Portal>
      <Select.Positioner className={styles['place']} alignItemWithTrigger={false} sideOffset={4} collisionPadding={8}>
        <Select.Popup className={styles['menu']}>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value} className={styles['item']}>
              <span className={styles['tick']}>
                <Select.ItemIndicator>
                  <Check size={16} strokeWidth={1.75} aria-hidden />
                </Select.ItemIndicator>
              </span>
              <Select.ItemText>{option.label}</Select.ItemText>
            </Select.Item>
          ))}
        </Select.Popup>
      </Select.Positioner>
    </Select.Portal>
  </Select.Root>
)
