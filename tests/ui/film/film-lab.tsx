import 'fake-indexeddb/auto'
import { render } from '@testing-library/react'
import { IDBFactory } from 'fake-indexeddb'
import type { ReactNode } from 'react'
import { createChart, type Chart } from '../../../src/state/chart.ts'
import { createFilmProfiles, type FilmProfiles } from '../../../src/state/film-profiles.ts'
import { createLab, type Lab } from '../../../src/state/lab.ts'
import { openProfileStore } from '../../../src/state/profile-store.ts'
import { createView, type View } from '../../../src/state/view.ts'
import { FilmStoresProvider } from '../../../src/ui/film/films-context.tsx'
import { StoresProvider } from '../../../src/ui/lab-context.tsx'
import { BoxContext } from '../../../src/ui/stage/stage-context.tsx'
import { scanFile, telling, usual } from '../../state/chart-kit.ts'

export const chartScan = scanFile('roll-07_chart.png')

export interface FilmLab {
  readonly lab: Lab
  readonly view: View
  readonly chart: Chart
  readonly profiles: FilmProfiles
}

/** A part of the screen over a scan of a colour chart that was looked at, on a stage of 800 × 600. */
export async function filmLab(ui: ReactNode): Promise<FilmLab> {
  globalThis.indexedDB = new IDBFactory()
  const lab = createLab(telling(() => usual(chartScan.base)))
  const view = createView({ compare: 'after' })
  const chart = createChart(lab)
  const profiles = createFilmProfiles(lab, openProfileStore())
  await lab.getState().open(chartScan.file)
  await lab.getState().invert()
  render(
    <StoresProvider lab={lab} view={view}>
      <FilmStoresProvider chart={chart} profiles={profiles}>
        <BoxContext value={{ width: 800, height: 600, dpr: 1, padding: 0 }}>{ui}</BoxContext>
      </FilmStoresProvider>
    </StoresProvider>,
  )
  return { lab, view, chart, profiles }
}
