import type { PlotMode, ViewState } from '../../state/view.ts'

/** The view of the histogram in force: where there is a film negative the density plot stands in for the joint one, unless somebody asked for that. */
export const shownPlot = ({ plot, density }: Pick<ViewState, 'plot' | 'density'>, film: boolean): PlotMode => (plot === 'joint' && density && film ? 'density' : plot)

/** What choosing a view changes. */
export const choosePlot = (mode: PlotMode, film: boolean): Partial<Pick<ViewState, 'plot' | 'density'>> =>
  mode === 'density' ? { plot: 'joint', density: true } : mode === 'joint' && film ? { plot: 'joint', density: false } : { plot: mode }
