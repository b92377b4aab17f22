import { useLab, useView, useWedge } from '../lab-context.tsx'
import { useChart } from './films-context.tsx'

/** The frame is being moved, or the grid of a chart, or the line along a wedge: what else stands on the picture is in its way. */
export const useFraming = (): boolean => {
  const unframed = useLab((state) => state.unframed)
  const picking = useView((view) => view.picking)
  const placing = useChart((state) => state.quad !== undefined)
  const reading = useWedge((state) => state.line !== undefined)
  return placing || reading || (unframed && picking !== 'base')
}
