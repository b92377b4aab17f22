import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import styles from './checkbox.module.css'

export interface CheckboxProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly hideLabel?: boolean
  readonly disabled?: boolean
}

export const Checkbox = ({ label, checked, onChange, hideLabel = false, disabled = false }: CheckboxProps) => {
  const box = (
    <Base.Root className={styles['box']} checked={checked} onCheckedChange={(next) => onChange(next)} disabled={disabled} aria-label={hideLabel ? label : undefined}>
      <Base.Indicator className={styles['mark']}>
        <Check size={14} strokeWidth={2.75} aria-hidden />
      </Base.Indicator>
    </Base.Root>
  )
  if (hideLabel) return box
  return (
    // oxlint's label rule looks for a native input; Base UI renders one beside the box
    <label className={styles['row']}>
      {box}
      <span>{label}</span>
    </label>
  )
}
