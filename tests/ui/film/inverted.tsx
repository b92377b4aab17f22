import { render, screen } from '@testing-library/react'
import { useNodeEstimator } from '../../../src/engine/estimator-node.ts'
import { createInlineEngine } from '../../../src/engine/inline.ts'
import { createLab, type Lab } from '../../../src/state/lab.ts'
import { createView, type View } from '../../../src/state/view.ts'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'
import { RecipePanel } from '../../../src/ui/recipe/recipe-panel.tsx'

/** The recipe panel over the painted negative, inverted by the one click. */
export async function inverted(): Promise<{ lab: Lab; view: View }> {
  useNodeEstimator()
  const lab = createLab(createInlineEngine())
  const view = createView()
  await lab.getState().open({ kind: 'sample', id: 'negative' })
  render(
    <StoresProvider lab={lab} view={view}>
      <RecipePanel />
    </StoresProvider>,
  )
  screen.getByRole('button', { name: 'Invert film' }).click()
  await screen.findByRole('listitem', { name: /Film negative, step 1/ }, { timeout: 10_000 })
  return { lab, view }
}
