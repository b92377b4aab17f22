import type { RollFrame } from '../../state/roll.ts'
import { Button } from '../kit/button.tsx'
import { useStores } from '../lab-context.tsx'

/** What can be done about a frame that stands out. */
export const OutlierWays = ({ frame: { id, excluded, locked, rejected } }: { readonly frame: RollFrame }) => {
  const { roll } = useStores()
  const toggle = (mark: 'excluded' | 'locked' | 'rejected') => (): void => roll?.getState().toggle(mark, [id])
  return (
    <>
      <Button size="small" variant="quiet" title="Whether it counts in the estimate that the roll shares" onClick={toggle('excluded')}>
        {excluded ? 'Count it' : 'Exclude'}
      </Button>
      <Button size="small" variant="quiet" title="What is done to the whole roll leaves a locked frame alone" onClick={toggle('locked')}>
        {locked ? 'Unlock' : 'Lock'}
      </Button>
      <Button size="small" variant="quiet" title="A rejected frame is not exported" onClick={toggle('rejected')}>
        {rejected ? 'Take back' : 'Reject'}
      </Button>
    </>
  )
}
