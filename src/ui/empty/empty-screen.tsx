import { ClipboardPaste, FolderOpen } from 'lucide-react'
import { transformOf } from '../../kernels/registry.ts'
import { activeIds } from '../../recipe/recipe.ts'
import { current } from '../../state/history.ts'
import { Button } from '../kit/button.tsx'
import { Formula } from '../kit/formula.tsx'
import { Keys } from '../kit/keys.tsx'
import { useLab, useSessions, useStores } from '../lab-context.tsx'
import { runAction } from '../shell/actions.ts'
import { keyLabel } from '../shell/keys.ts'
import { Messages } from '../shell/messages.tsx'
import { pickPicture } from '../shell/pick-picture.ts'
import { Door } from './door.tsx'
import { DoorPicture } from './door-picture.tsx'
import { DoorPlot } from './door-plot.tsx'
import { openScan, teach, tryNightScene, trySampleScan } from './doors.ts'
import { RecentSessions } from './recent-sessions.tsx'
import { useDoorPictures } from './use-door-pictures.ts'
import styles from './empty-screen.module.css'

/** A recipe that came without its picture: by a link, or from a session whose picture could not be kept. */
const WaitingRecipe = () => {
  const { lab } = useStores()
  const recipe = useLab((state) => current(state.history))
  if (recipe.steps.length === 0) return null
  const labels = activeIds(recipe).map((id) => transformOf(id).label)
  return (
    <p className={styles['waiting']}>
      <span>A recipe is waiting for its picture: {labels.join(', ') || 'every step is switched off'}.</span>
      <Button variant="quiet" size="small" onClick={() => lab.getState().resetAll()}>
        Discard it
      </Button>
    </p>
  )
}

const Heading = () => {
  const stores = useStores()
  return (
    <div className={styles['heading']}>
      <div>
        <h2 className={styles['title']}>
          <span className={styles['mouse']}>Drop a picture anywhere</span>
          <span className={styles['touch']}>Open a picture</span>
        </h2>
        <p className={styles['formats']}>JPEG, PNG, TIFF, WebP and AVIF, with 8 or 16 bits. Pictures stay on this computer.</p>
        <WaitingRecipe />
      </div>
      <div className={styles['ways']}>
        <Button size="large" icon={<ClipboardPaste aria-hidden />} onClick={() => runAction('paste', stores)}>
          Paste
          <span className={styles['keys']} aria-hidden="true">
            <Keys keys={keyLabel('mod+v')} />
          </span>
        </Button>
        <Button size="large" variant="main" icon={<FolderOpen aria-hidden />} onClick={() => runAction('open', stores)}>
          Open…
        </Button>
      </div>
    </div>
  )
}

const Doors = () => {
  const stores = useStores()
  const { film, range } = useDoorPictures()
  return (
    <ul className={styles['doors']}>
      <Door
        title="Invert a film negative"
        takes="film"
        picture={<DoorPicture preview={film} />}
        main={{ label: 'Try a sample scan', run: () => void trySampleScan(stores) }}
        other={{ label: 'Open a scan…', run: () => openScan(stores) }}
      >
        One click finds the frame and the film base, takes the orange mask off and prints the picture.
      </Door>
      <Door
        title="Explore dynamic range"
        picture={<DoorPicture preview={range} />}
        main={{ label: 'Try a night scene', run: () => void tryNightScene(stores) }}
        other={{ label: 'Open a picture…', run: () => pickPicture() }}
      >
        Lift shadows with log and gamma, see a Fourier spectrum appear, measure the range in stops.
      </Door>
      <Door
        title="Teach a transform"
        picture={<DoorPlot preview={range} />}
        main={{ label: 'Start with the step wedge', run: () => void teach(stores, 'wedge') }}
        other={{ label: 'Night scene', run: () => void teach(stores, 'night') }}
      >
        Show <Formula text="s = T(r)" /> on the projector: picture, curve and histograms, each step by one key.
      </Door>
    </ul>
  )
}

/** What there is before a picture is: three doors, each with a sample that works at once, and the sessions of late. */
export const EmptyScreen = () => {
  const ready = useSessions((state) => state.phase === 'ready')
  return (
    <main className={styles['empty']}>
      {ready && (
        <div className={styles['scroll']}>
          <div className={styles['page']}>
            <Heading />
            <Doors />
            <RecentSessions />
          </div>
        </div>
      )}
      <Messages />
    </main>
  )
}
