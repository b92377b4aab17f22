import type { Step } from '../../kernels/compile.ts'
import { transformOf } from '../../kernels/registry.ts'
import { Menu } from '../kit/menu.tsx'
import { useStores } from '../lab-context.tsx'
import { targets } from './targets.ts'
import styles from './target-chip.module.css'

/** Which colours a step acts on; a menu. */
export const TargetChip = ({ step }: { step: Step }) => {
  const { lab } = useStores()
  const { short, label } = targets.find((target) => target.value === step.target)!
  return (
    <Menu
      label="Colours the step acts on"
      trigger={
        <button type="button" className={styles['chip']} aria-label={`${transformOf(step.id).label} acts on ${short}, ${label.toLowerCase()}`}>
          {step.target !== 'all' && <span className={`${styles['dot']} ${styles[step.target]}`} />}
          {short}
        </button>
      }
      items={targets.map((target) => ({
        label: target.label,
        checked: target.value === step.target,
        onSelect: () => lab.getState().target(step.key, target.value),
      }))}
    />
  )
}
