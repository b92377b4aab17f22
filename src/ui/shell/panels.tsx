import type { ReactNode } from 'react'
import type { PanelTab } from '../../state/view.ts'
import { Tabs } from '../kit/tabs.tsx'
import { useStores, useView } from '../lab-context.tsx'
import { HistogramPanel } from '../plots/histogram-panel.tsx'
import { SpectrumPanel } from '../plots/spectrum-panel.tsx'
import { StatisticsPanel } from '../plots/statistics-panel.tsx'
import { HistoryPanel } from '../recipe/history-panel.tsx'
import { RecipePanel } from '../recipe/recipe-panel.tsx'
import { Snapshots } from '../recipe/snapshots.tsx'
import { TakeAway } from '../share/take-away.tsx'
import styles from './panel.module.css'

const Plots = () => (
  <>
    <SpectrumPanel />
    <HistogramPanel />
    <StatisticsPanel />
  </>
)

const contents: Readonly<Record<PanelTab, ReactNode>> = {
  recipe: <RecipePanel underTab />,
  histogram: <Plots />,
  history: (
    <>
      <Snapshots />
      <HistoryPanel />
    </>
  ),
  'take-away': <TakeAway />,
}

const labels: Readonly<Record<PanelTab, string>> = { recipe: 'Recipe', histogram: 'Histogram', history: 'History', 'take-away': 'Take away' }

/** Everything about the recipe, one under the other. */
export const RecipeColumn = () => (
  <div className={styles['scroll']}>
    <RecipePanel />
    {contents.history}
  </div>
)

/** Everything about the result, one under the other. */
export const PlotsColumn = ({ takeAway }: { takeAway: boolean }) => (
  <div className={styles['scroll']}>
    {contents.histogram}
    {takeAway && contents['take-away']}
  </div>
)

interface TabbedProps {
  readonly tabs: readonly PanelTab[]
  /** Where a tab that has no place here is to be found. */
  readonly home: PanelTab
  /** History under the recipe rather than in a tab of its own. */
  readonly historyWithRecipe?: boolean
}

/** The panels one at a time, where there is no room for all. */
export const TabbedPanels = ({ tabs, home, historyWithRecipe = false }: TabbedProps) => {
  const { view } = useStores()
  const wanted = useView((state) => state.tab)
  const tab = tabs.includes(wanted) ? wanted : home
  return (
    <>
      <Tabs
        label="Panels"
        value={tab}
        tabs={tabs.map((value) => ({ value, label: labels[value] }))}
        onChange={(next) => {
          const { sheet, set } = view.getState()
          set({ tab: next, ...(sheet === 'folded' && { sheet: 'half' }) })
        }}
      />
      <div key={tab} role="tabpanel" aria-label={labels[tab]} className={styles['scroll']}>
        {contents[tab]}
        {tab === 'recipe' && historyWithRecipe && contents.history}
      </div>
    </>
  )
}
