import { Maximize } from 'lucide-react'
import { isWholeScan } from '../../recipe/geometry.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useStores } from '../lab-context.tsx'

/** A wedge is often exposed beside the picture, where the frame cuts it off. */
export const WholeScan = () => {
  const { wedge } = useStores()
  const cut = useLab((state) => !isWholeScan(state.part))
  if (!cut || !wedge) return null
  return (
    <Button size="small" icon={<Maximize size={14} strokeWidth={1.75} aria-hidden />} onClick={() => void wedge.getState().openWhole()}>
      Show the whole scan
    </Button>
  )
}
