import { SquareCheck } from 'lucide-react'
import { IconButton } from '../kit/icon-button.tsx'
import { useStores, useView } from '../lab-context.tsx'

/** Marks frames by a press each, for hands that have no Ctrl; put away, it leaves the shown frame alone. */
export const MarkSeveral = () => {
  const { view, roll } = useStores()
  const marking = useView((state) => state.marking)
  const toggle = (): void => {
    const shown = roll?.getState().shown
    if (marking && shown !== undefined) roll?.getState().select(shown, 'only')
    view.getState().set({ marking: !marking })
  }
  return (
    <IconButton label="Mark several" tip={marking ? 'A press shows a frame again' : 'A press marks a frame with others'} pressed={marking} onClick={toggle}>
      <SquareCheck aria-hidden />
    </IconButton>
  )
}
