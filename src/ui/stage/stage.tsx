import { useEffect, useId, useRef } from 'react'
import { extent } from '../format.ts'
import { WedgeOverlay } from '../density/wedge-overlay.tsx'
import { ChartOverlay } from '../film/chart-overlay.tsx'
import { useFrameMoving } from '../film/frame-bar.tsx'
import { FrameOverlay } from '../film/frame-overlay.tsx'
import { GreyMarks } from '../film/grey-marks.tsx'
import { useLab, useView } from '../lab-context.tsx'
import { Layer } from './layer.tsx'
import { PixelValues } from './pixel-values.tsx'
import { Probe } from './probe.tsx'
import { SplitHandle } from './split-handle.tsx'
import { BoxContext } from './stage-context.tsx'
import { Tags } from './tags.tsx'
import { useBox } from './use-box.ts'
import { useCameraGestures } from './use-camera-gestures.ts'
import { useFrames } from './use-frames.ts'
import { useProbe } from './use-probe.ts'
import { useStageKeys } from './use-stage-keys.ts'
import styles from './stage.module.css'

/**
 * The picture on its surround, before and after the recipe. It fills its parent. It stands before there is a picture, so
 * that the first one finds its size known and its canvases ready.
 */
export const Stage = () => {
  const open = useLab((lab) => lab.picture !== undefined)
  const element = useRef<HTMLDivElement>(null)
  const help = useId()
  // handles stand outside the picture by half
  const box = useBox(element, useFrameMoving() ? 16 : 0)
  const frames = useFrames(box)
  const name = useLab((state) => state.picture?.name ?? '')
  const size = useLab((state) => (state.picture ? extent(state.picture.width, state.picture.height) : ''))
  const probing = useView((view) => view.probing)
  const hand = useProbe(element, box)
  // the door that was pressed is gone, and the keys with it
  useEffect(() => {
    if (!open || document.activeElement !== document.body) return
    element.current?.focus({ preventScroll: true })
    // nobody went there by hand: the ring comes with the first key that is meant for the stage
    element.current?.removeAttribute('data-keys')
  }, [open])
  useCameraGestures(element, box, hand.tap)
  const keys = useStageKeys(box)

  return (
    <BoxContext value={box}>
      <div
        {...keys}
        ref={element}
        className={styles['stage']}
        {...(open && { role: 'application', 'aria-roledescription': 'picture stage', 'aria-label': `${name}, ${size}`, 'aria-describedby': help })}
        data-probing={probing || undefined}
      >
        <Layer side="after" frames={frames} />
        <Layer side="before" frames={frames} />
        <PixelValues />
        <GreyMarks />
        <FrameOverlay />
        <ChartOverlay />
        <WedgeOverlay />
        <Tags />
        <SplitHandle />
        <Probe side={hand.side} />
        <p id={help} hidden>
          Plus and minus zoom, 0 fits, 1 shows 100 percent, arrows pan. Enter pins the probe, then arrows move it by a pixel.
        </p>
      </div>
    </BoxContext>
  )
}
