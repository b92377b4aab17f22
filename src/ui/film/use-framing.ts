import { useLab, useView } from '../lab-context.tsx'

/** The frame is being moved: what else stands on the picture is in its way. */
export const useFraming = (): boolean => {
  const unframed = useLab((state) => state.unframed)
  const picking = useView((view) => view.picking)
  return unframed && picking !== 'base'
}
