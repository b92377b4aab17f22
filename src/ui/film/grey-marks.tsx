import { shownPixel } from '../../kernels/geometry.ts'
import { greysOf } from '../../state/greys.ts'
import { useLab, useView } from '../lab-context.tsx'
import { toScreen } from '../stage/camera.ts'
import { OnPanes } from '../stage/on-panes.tsx'
import { useSight } from '../stage/stage-context.tsx'
import { useFraming } from './use-framing.ts'
import styles from './film.module.css'

const reach = 20

/** A ring where each grey was picked, on every picture that is shown. */
export const GreyMarks = () => {
  const sight = useSight()
  const framing = useFraming()
  const picking = useView((view) => view.picking)
  const { picked } = useLab((state) => greysOf(state.history))
  const scan = useLab((state) => state.scan)
  const aside = useLab((state) => state.aside !== undefined)
  const part = useLab((state) => state.part)
  if (!sight || !scan || aside || framing || picking === 'base' || picked.length === 0) return null
  const { camera, viewport, picture } = sight
  const places = picked.flatMap(({ x, y }, index) => {
    const shown = shownPixel(part, scan.width, scan.height, x * scan.width - 0.5, y * scan.height - 0.5)
    // one may lie outside a frame that was drawn in since
    const inside = shown.x > -1 && shown.y > -1 && shown.x < picture.width && shown.y < picture.height
    return inside ? [{ index, at: toScreen(camera, viewport, { x: shown.x + 0.5, y: shown.y + 0.5 }) }] : []
  })
  return (
    <OnPanes sight={sight} hidden>
      {places.map(({ index, at }) => (
        <span key={index} className={styles['greyMark']} data-flipped={at.x > viewport.width - 4 * reach || undefined} style={{ translate: `${at.x}px ${at.y}px` }}>
          <span>Grey {index + 1}</span>
        </span>
      ))}
    </OnPanes>
  )
}
