import { Plus } from 'lucide-react'
import type { Transform } from '../../kernels/transform.ts'
import { transforms } from '../../kernels/registry.ts'
import { Button, type ButtonProps } from '../kit/button.tsx'
import { Formula } from '../kit/formula.tsx'
import { Menu } from '../kit/menu.tsx'
import { useLab, useStores } from '../lab-context.tsx'
import { keyLabel } from '../shell/keys.ts'
import styles from './add-step.module.css'

const groups: Readonly<Record<Transform['group'], string>> = { tone: 'Tone', invert: 'Invert' }

const grouped = Object.keys(groups).flatMap((group) => transforms.filter((transform) => transform.group === group))

/** The menu of everything that can be done to a picture. */
export const AddStep = ({ className, size = 'normal' }: Pick<ButtonProps, 'className' | 'size'>) => {
  const { lab } = useStores()
  const inSpectrum = useLab((state) => state.aside !== undefined)
  return (
    <Menu
      label="Steps to add"
      width={320}
      trigger={
        <Button size={size} icon={<Plus aria-hidden />} className={className} data-add-step>
          Add step
        </Button>
      }
      items={[
        ...grouped.map((transform) => ({
          label: transform.label,
          group: groups[transform.group],
          shortcut: transform.key && keyLabel(transform.key),
          detail: (
            <>
              <span className={styles['formula']}>
                <Formula text={transform.formula} />
              </span>
              {transform.summary}
            </>
          ),
          onSelect: () => lab.getState().add(transform.id),
        })),
        {
          label: inSpectrum ? 'Back to the picture' : 'Fourier spectrum',
          group: 'Source',
          shortcut: keyLabel(inSpectrum ? 'shift+f' : 'f'),
          detail: inSpectrum ? undefined : 'Opens the spectrum of this picture as a picture of its own.',
          onSelect: () => {
            if (inSpectrum) lab.getState().closeSpectrum()
            else void lab.getState().openSpectrum({ keepDc: true, centred: true })
          },
        },
      ]}
    />
  )
}
