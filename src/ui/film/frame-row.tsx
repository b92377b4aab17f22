import { Crop, FlipHorizontal2, FlipVertical2, RotateCw, Ruler } from 'lucide-react'
import { memo } from 'react'
import { framedSize } from '../../kernels/geometry.ts'
import { wholeGeometry } from '../../recipe/geometry.ts'
import { seenAngle } from '../../recipe/seen-frame.ts'
import { current } from '../../state/history.ts'
import { extent } from '../format.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { NumberField } from '../kit/number-field.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { FrameShape } from './frame-shape.tsx'
import { startPicking, stopPicking, toggleFrame } from './picking.ts'
import styles from './film.module.css'

/** The frame's size, and what can be done with it. */
export const FrameRow = memo(() => {
  const stores = useStores()
  const { lab } = stores
  const picking = useView((view) => view.picking)
  const levelling = picking === 'level'
  const unframed = useLab((state) => state.unframed)
  const geometry = useLab((state) => current(state.history).geometry) ?? wholeGeometry
  const scan = useLab((state) => state.scan)
  if (!scan) return null
  const { straighten, settle, turn, flip } = lab.getState()
  const { width, height } = framedSize(geometry, scan.width, scan.height)
  return (
    <div role="group" aria-label="Frame" className={styles['part']}>
      <div className={styles['head']}>
        <h4>Frame</h4>
        <span>{extent(width, height)}</span>
      </div>
      <div className={styles['frame']}>
        <IconButton label="Adjust the frame" pressed={unframed && picking === undefined} onClick={() => toggleFrame(stores)}>
          <Crop aria-hidden />
        </IconButton>
        <IconButton label="Straighten by a line" pressed={levelling} onClick={() => (levelling ? stopPicking(stores) : startPicking(stores, 'level'))}>
          <Ruler aria-hidden />
        </IconButton>
        <IconButton label="Rotate clockwise" onClick={() => turn(1)}>
          <RotateCw aria-hidden />
        </IconButton>
        <IconButton label="Flip left to right" onClick={() => flip('left-right')}>
          <FlipHorizontal2 aria-hidden />
        </IconButton>
        <IconButton label="Flip upside down" onClick={() => flip('upside-down')}>
          <FlipVertical2 aria-hidden />
        </IconButton>
        <div className={styles['angle']}>
          <span aria-hidden>Angle</span>
          <NumberField
            label="Angle of the frame in degrees"
            symbol="The angle"
            value={seenAngle(geometry.angle, geometry)}
            min={-45}
            max={45}
            digits={2}
            onCommit={(angle) => {
              straighten(seenAngle(angle, geometry))
              settle()
            }}
          />
        </div>
      </div>
      {unframed && picking !== 'base' && <FrameShape />}
    </div>
  )
})
