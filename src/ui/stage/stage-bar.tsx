import { CircleDot, Grid2x2, SlidersHorizontal, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { thin, withUnit } from '../format.ts'
import { FrameBar, useFrameMoving } from '../film/frame-bar.tsx'
import { PickBar } from '../film/pick-bar.tsx'
import { chooseSurround } from '../../state/view.ts'
import { Button } from '../kit/button.tsx'
import { IconButton } from '../kit/icon-button.tsx'
import { Menu, type MenuItem } from '../kit/menu.tsx'
import { Segments } from '../kit/segments.tsx'
import { Tooltip } from '../kit/tooltip.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { useLayout } from '../shell/use-layout.ts'
import { CompareMenu } from './compare-menu.tsx'
import { CompareSwitch } from './compare-switch.tsx'
import { gains } from './names.ts'
import { ProbeLine } from './probe-line.tsx'
import { SurroundSwatches } from './surround-swatches.tsx'
import { fitStage, zoomToPercent } from './zoom.ts'
import { ZoomField } from './zoom-field.tsx'
import styles from './stage-bar.module.css'

interface ToggleProps {
  readonly label: string
  readonly tip: string
  readonly shortcut: string
  readonly icon: LucideIcon
  readonly pressed: boolean
  readonly onPress: () => void
}

const Toggle = ({ label, tip, shortcut, icon: Icon, pressed, onPress }: ToggleProps) => (
  <Tooltip label={tip} shortcut={shortcut}>
    <Button variant="quiet" size="small" icon={<Icon aria-hidden />} aria-label={label} aria-pressed={pressed} className={styles['toggle']} onClick={onPress}>
      <span className={styles['label']}>{label}</span>
    </Button>
  </Tooltip>
)

/** Probe and clipping, as they are switched everywhere. */
const useSwitches = () => {
  const { view } = useStores()
  const probing = useView((state) => state.probing)
  const clipping = useView((state) => state.clipping)
  return {
    probing,
    clipping,
    toggleProbing: () => view.getState().set(probing ? { probing: false, probe: undefined } : { probing: true }),
    toggleClipping: () => view.getState().set({ clipping: !clipping }),
  }
}

const Gain = () => {
  const { view } = useStores()
  const gain = useView((state) => state.gain)
  return (
    <Segments
      label="Gain of the difference"
      size="small"
      value={String(gain)}
      onChange={(value) => view.getState().set({ gain: gains.find((one) => String(one) === value)! })}
      options={gains.map((one) => ({ value: String(one), label: `×${thin}${one}` }))}
    />
  )
}

/** What a tool on the picture asks for, instead of what is switched at rest. */
const useTool = (): ReactNode => {
  const picking = useView((state) => state.picking !== undefined)
  const moving = useFrameMoving()
  if (!picking && !moving) return undefined
  return <div className={styles['tool']}>{picking ? <PickBar /> : <FrameBar />}</div>
}

const FullBar = () => {
  const { view } = useStores()
  const fitted = useView((state) => state.camera.fit)
  const difference = useView((state) => state.compare === 'difference')
  const tool = useTool()
  const { probing, clipping, toggleProbing, toggleClipping } = useSwitches()
  return (
    <div role="toolbar" aria-label="Stage" className={styles['bar']}>
      <Button variant="quiet" size="small" aria-pressed={fitted} className={styles['fit']} onClick={() => fitStage(view)}>
        Fit
      </Button>
      <ZoomField />
      <Button variant="quiet" size="small" onClick={() => zoomToPercent(view, 100)}>
        {withUnit('100', '%')}
      </Button>
      <span className={styles['rule']} />
      {tool ?? (
        <>
          <Toggle label="Probe" tip="Read the pixel under the pointer" shortcut="I" icon={CircleDot} pressed={probing} onPress={toggleProbing} />
          <Toggle label="Clipping" tip="Mark clipped pixels" shortcut="C" icon={Grid2x2} pressed={clipping} onPress={toggleClipping} />
          {difference && <Gain />}
          <span className={styles['space']} />
        </>
      )}
      <span className={styles['surround']} aria-hidden>
        Surround
      </span>
      <SurroundSwatches />
    </div>
  )
}

const surroundItems = [
  ['black', 'Black'],
  ['grey', `${withUnit('18', '%')} grey`],
  ['white', 'White'],
] as const

/** What the full bar holds, behind one button. */
const ViewMenu = () => {
  const { view } = useStores()
  const fitted = useView((state) => state.camera.fit)
  const surround = useView((state) => state.surround)
  const difference = useView((state) => state.compare === 'difference')
  const gain = useView((state) => state.gain)
  const { probing, clipping, toggleProbing, toggleClipping } = useSwitches()
  const items: readonly MenuItem[] = [
    { label: 'Fit', group: 'Zoom', checked: fitted, onSelect: () => fitStage(view) },
    ...[100, 400, 1600, 3200].map((stop) => ({ label: withUnit(String(stop), '%'), group: 'Zoom', checked: false, onSelect: () => zoomToPercent(view, stop) })),
    { label: 'Probe', group: 'Picture', checked: probing, onSelect: toggleProbing },
    { label: 'Clipping', group: 'Picture', checked: clipping, onSelect: toggleClipping },
    ...(difference ? gains.map((one) => ({ label: `Difference ×${thin}${one}`, group: 'Gain', checked: one === gain, onSelect: () => view.getState().set({ gain: one }) })) : []),
    ...surroundItems.map(([value, label]) => ({ label, group: 'Surround', checked: value === surround, onSelect: () => chooseSurround(view, value) })),
  ]
  return (
    <Menu
      label="View"
      items={items}
      trigger={
        <IconButton label="View">
          <SlidersHorizontal aria-hidden />
        </IconButton>
      }
    />
  )
}

/** The bar under the stage; on a tablet it compares and reads the probe, and keeps the rest in a menu. */
export const StageBar = () => {
  const open = useLab((lab) => lab.picture !== undefined)
  const layout = useLayout()
  const tool = useTool()
  if (!open) return null
  if (layout === 'wide' || layout === 'side') return <FullBar />
  return (
    <div role="toolbar" aria-label="Stage" className={`${styles['bar']} ${styles['narrow']}`}>
      {tool ?? (
        <>
          {layout === 'sheet' ? <CompareSwitch /> : <CompareMenu />}
          <span className={styles['space']} />
          <ProbeLine />
        </>
      )}
      <ViewMenu />
    </div>
  )
}
