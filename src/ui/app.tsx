import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { lazy, Suspense, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useLab, useView } from './lab-context.tsx'
import { EmptyScreen } from './empty/empty-screen.tsx'
import { EmptyHeader } from './shell/empty-header.tsx'
import { DropTarget } from './shell/opening/drop-target.tsx'
import { FileField } from './shell/opening/file-field.tsx'
import { OpeningProgress } from './shell/opening/opening-progress.tsx'
import { useLabScreen } from './shell/use-lab-screen.ts'
import { useLayout } from './shell/use-layout.ts'
import { useShortcuts } from './shell/use-shortcuts.ts'
import styles from './app.module.css'

const ExportDialog = lazy(() => import('./share/export-dialog.tsx').then(({ ExportDialog: component }) => ({ default: component })))
const ShareDialog = lazy(() => import('./share/share-dialog.tsx').then(({ ShareDialog: component }) => ({ default: component })))
const Palette = lazy(() => import('./shell/palette.tsx').then(({ Palette: component }) => ({ default: component })))
const Shortcuts = lazy(() => import('./shell/shortcuts.tsx').then(({ Shortcuts: component }) => ({ default: component })))
const CopySettings = lazy(() => import('./roll/copy-settings.tsx').then(({ CopySettings: component }) => ({ default: component })))
const ContactSheet = lazy(() => import('./roll/contact-sheet.tsx').then(({ ContactSheet: component }) => ({ default: component })))
const Present = lazy(() => import('./present/present.tsx').then(({ Present: component }) => ({ default: component })))

/** Whether it was ever so: a dialog is fetched when it is first wanted, and stays for its closing motion. */
const useEver = (now: boolean): boolean => {
  const [ever, setEver] = useState(now)
  if (now && !ever) setEver(true)
  return ever || now
}

const Dialogs = () => {
  const dialog = useView((state) => state.dialog)
  const exporting = useEver(dialog === 'export')
  const sharing = useEver(dialog === 'share')
  const finding = useEver(dialog === 'palette')
  const listing = useEver(dialog === 'shortcuts')
  const copying = useEver(dialog === 'copy-settings')
  return (
    <Suspense>
      {exporting && <ExportDialog />}
      {sharing && <ShareDialog />}
      {finding && <Palette />}
      {listing && <Shortcuts />}
      {copying && <CopySettings />}
    </Suspense>
  )
}

/** Theme and surround are attributes of the page, where the tokens stand. */
const useLook = (): void => {
  const theme = useView((state) => state.theme)
  const surround = useView((state) => state.surround)
  useLayoutEffect(() => {
    Object.assign(document.documentElement.dataset, { theme, surround })
  }, [theme, surround])
}

const useTitle = (): void => {
  const name = useLab((state) => state.picture?.name)
  useEffect(() => {
    document.title = name === undefined ? 'Image Transform Lab' : `${name} – Image Transform Lab`
  }, [name])
}

/** A presentation stands in the lab's place. When it is over, the button that starts one has the focus: what had it is gone. */
const useFocusBack = (presenting: boolean): void => {
  const presented = useRef(false)
  useEffect(() => {
    if (presented.current && !presenting) document.querySelector<HTMLElement>('[data-presents]')?.focus()
    presented.current = presenting
  }, [presenting])
}

const Lab = () => {
  const layout = useLayout()
  const open = useLab((state) => state.picture !== undefined)
  const preparing = useDeferredValue(useLab((state) => state.opening !== undefined))
  const presenting = useView((state) => state.present) && open
  const sheet = useView((state) => state.contactSheet)
  const drawScreen = useLabScreen()
  // one element as long as the layout is one: when it comes to light only what follows the picture is drawn again
  const screen = useMemo(() => drawScreen?.(layout), [drawScreen, layout])
  useFocusBack(presenting)
  if (presenting) {
    return (
      <Suspense>
        <Present />
      </Suspense>
    )
  }
  return (
    <>
      {(!open || !screen) && (
        <>
          <EmptyHeader layout={layout} />
          <EmptyScreen />
        </>
      )}
      {/* made beside the doors while the first picture is decoded, so that the picture does not wait for it */}
      {(open || preparing) && screen && (
        <div className={styles['screen']} inert={!open || sheet}>
          {screen}
        </div>
      )}
      {open && sheet && (
        <Suspense>
          <ContactSheet />
        </Suspense>
      )}
    </>
  )
}

export const App = () => {
  useLook()
  useTitle()
  useShortcuts()
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <div className={styles['app']}>
          <Lab />
        </div>
        <Dialogs />
        <OpeningProgress />
        <DropTarget />
        <FileField />
      </Tooltip.Provider>
    </CSPProvider>
  )
}
