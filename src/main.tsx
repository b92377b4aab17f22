import { createRoot } from 'react-dom/client'
import { createEngine } from './engine/client.ts'
import { createChart } from './state/chart.ts'
import { followFilm } from './state/compare.ts'
import { createFilmProfiles, followProfileLinks } from './state/film-profiles.ts'
import { createLab } from './state/lab.ts'
import { followLinks } from './state/link.ts'
import { keepPreferences, readPreferences } from './state/preferences.ts'
import { openProfileStore } from './state/profile-store.ts'
import { createRoll } from './state/roll.ts'
import { openSessionStore } from './state/session-store.ts'
import { keepSessions } from './state/sessions.ts'
import { openTab } from './state/tab.ts'
import { createView } from './state/view.ts'
import { createWedge } from './state/wedge.ts'
import { App } from './ui/app.tsx'
import { FilmStoresProvider } from './ui/film/films-context.tsx'
import { StoresProvider } from './ui/lab-context.tsx'
import { Fault } from './ui/shell/fault.tsx'
import './ui/styles/fonts.css'
import './ui/styles/tokens.css'
import './ui/styles/base.css'
import './ui/styles/forced-colors.css'

const engine = createEngine()
const lab = createLab(engine)
const roll = createRoll(lab, engine)
const chart = createChart(lab, engine)
const wedge = createWedge(lab, engine)
const profiles = createFilmProfiles(lab, openProfileStore())
const view = createView(readPreferences())
keepPreferences(view)
followFilm(lab, view)
const { sessions, started } = keepSessions({ lab, view, roll, store: openSessionStore(), tab: openTab(), page: window })
void started.then((resumed) => {
  followLinks(lab, window, !resumed)
  followProfileLinks(profiles)
})

/** React has emptied the page by now; the fault is reported as it would have been. */
const showFault = (caught: unknown): void => {
  reportError(caught)
  const place = document.body.appendChild(document.createElement('div'))
  createRoot(place).render(<Fault caught={caught} onReload={() => location.reload()} />)
}

createRoot(document.getElementById('root')!, { onUncaughtError: showFault }).render(
  <StoresProvider lab={lab} view={view} roll={roll} chart={chart} profiles={profiles} wedge={wedge} sessions={sessions}>
    <FilmStoresProvider chart={chart} profiles={profiles}>
      <App />
    </FilmStoresProvider>
  </StoresProvider>,
)
