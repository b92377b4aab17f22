import { useEffect } from 'react'
import { useStores } from '../lab-context.tsx'
import { useLayout } from '../shell/use-layout.ts'

/** Folds a phone's panels while something is placed on the picture by fingers, and puts them back where nobody moved them meanwhile. */
export function useStageRoom(on: boolean): void {
  const { view } = useStores()
  const wanted = useLayout() === 'phone' && on
  useEffect(() => {
    const { sheet, set } = view.getState()
    if (!wanted || sheet === 'folded') return
    set({ sheet: 'folded' })
    return () => {
      if (view.getState().sheet === 'folded') set({ sheet })
    }
  }, [view, wanted])
}
