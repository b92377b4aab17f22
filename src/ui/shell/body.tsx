import { PanelLeftOpen, PanelRightOpen } from 'lucide-react'
import { IconButton } from '../kit/icon-button.tsx'
import { Splitter } from '../kit/splitter.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { Stage } from '../stage/stage.tsx'
import { StageBar } from '../stage/stage-bar.tsx'
import { Messages } from './messages.tsx'
import { PlotsColumn, RecipeColumn, TabbedPanels } from './panels.tsx'
import { Sheet } from './sheet.tsx'
import type { Layout } from './use-layout.ts'
import panel from './panel.module.css'
import styles from './body.module.css'

const widths = {
  recipe: { min: 240, max: 400, initial: 296 },
  side: { min: 280, max: 480, initial: 336 },
  plots: { min: 320, max: 480, initial: 348 },
} as const

const StartPanel = ({ layout }: { layout: 'wide' | 'side' }) => {
  const { view } = useStores()
  const panels = useView((state) => state.panels)
  const limits = widths[layout === 'wide' ? 'recipe' : 'side']
  const value = layout === 'wide' ? panels.recipeWidth : panels.sideWidth
  if (!panels.recipe) return null
  return (
    <>
      <aside aria-label={layout === 'wide' ? 'Recipe' : 'Panels'} className={panel['panel']} style={{ width: value }}>
        {layout === 'wide' ? <RecipeColumn /> : <TabbedPanels tabs={['recipe', 'histogram', 'take-away']} home="recipe" historyWithRecipe />}
      </aside>
      <Splitter
        label={layout === 'wide' ? 'Width of the recipe panel' : 'Width of the panel'}
        panel="before"
        value={value}
        {...limits}
        onChange={(width) => view.getState().set({ panels: { ...view.getState().panels, [layout === 'wide' ? 'recipeWidth' : 'sideWidth']: width } })}
        onFold={() => view.getState().set({ panels: { ...view.getState().panels, recipe: false } })}
      />
    </>
  )
}

const EndPanel = () => {
  const { view } = useStores()
  const panels = useView((state) => state.panels)
  if (!panels.plots) return null
  return (
    <>
      <Splitter
        label="Width of the histogram panel"
        panel="after"
        value={panels.plotsWidth}
        {...widths.plots}
        onChange={(plotsWidth) => view.getState().set({ panels: { ...view.getState().panels, plotsWidth } })}
        onFold={() => view.getState().set({ panels: { ...view.getState().panels, plots: false } })}
      />
      <aside aria-label="Histogram and statistics" className={panel['panel']} style={{ width: panels.plotsWidth }}>
        <PlotsColumn takeAway />
      </aside>
    </>
  )
}

/** The way back for a panel that was folded. */
const Unfold = ({ which }: { which: 'recipe' | 'plots' }) => {
  const { view } = useStores()
  const shown = useView((state) => state.panels[which])
  if (shown) return null
  return (
    <span className={styles['unfold']} data-which={which}>
      <IconButton
        label={which === 'recipe' ? 'Show the recipe panel' : 'Show the histogram panel'}
        shortcut={which === 'recipe' ? '[' : ']'}
        onClick={() => view.getState().set({ panels: { ...view.getState().panels, [which]: true } })}
      >
        {which === 'recipe' ? <PanelLeftOpen aria-hidden /> : <PanelRightOpen aria-hidden />}
      </IconButton>
    </span>
  )
}

/** Stage and panels, arranged for the room there is. The stage keeps its place in the tree, so it survives a change of layout. */
export const Body = ({ layout }: { layout: Layout }) => {
  const beside = layout === 'wide' || layout === 'side'
  return (
    <main className={styles['body']} data-layout={layout}>
      {beside && <StartPanel layout={layout} />}
      <div key="stage" className={styles['stage']}>
        <div className={styles['picture']}>
          <Stage />
          {beside && <Unfold which="recipe" />}
          {layout === 'wide' && <Unfold which="plots" />}
          <Messages />
        </div>
        <StageBar />
      </div>
      {layout === 'wide' && <EndPanel />}
      {layout === 'sheet' && (
        <div className={styles['columns']}>
          <section aria-label="Panels" className={panel['panel']}>
            <TabbedPanels tabs={['recipe', 'history', 'take-away']} home="recipe" />
          </section>
          <section aria-label="Histogram and statistics" className={panel['panel']}>
            <PlotsColumn takeAway={false} />
          </section>
        </div>
      )}
      {layout === 'phone' && (
        <Sheet>
          <TabbedPanels tabs={['recipe', 'histogram', 'history', 'take-away']} home="recipe" />
        </Sheet>
      )}
    </main>
  )
}
