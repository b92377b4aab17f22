import { FolderOpen, Grid3x3, Save, TriangleAlert } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { originOf } from '../../state/film-origin.ts'
import { current } from '../../state/history.ts'
import { profileInForce } from '../../state/profile-use.ts'
import { Button } from '../kit/button.tsx'
import { useLab, useRoll, useStores } from '../lab-context.tsx'
import { ChartResult } from './chart-result.tsx'
import { useChart, useFilmProfiles, useFilmStores } from './films-context.tsx'
import { pickProfile } from './pick-profile.ts'
import { printRoll } from './print-roll.ts'
import { NameField, ProfileItem } from './profile-item.tsx'
import film from './film.module.css'
import styles from './profiles.module.css'

/** What is said of where the film comes from, beside the heading. */
const fromWords = (kind: 'profile' | 'chart' | undefined): string => ({ profile: 'a profile', chart: 'the colour chart', none: '' })[kind ?? 'none']

/** "roll-07_chart" of "roll-07_chart.tif": a first name for what was learnt. */
const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '')

const Deleted = () => {
  const { profiles } = useFilmStores()
  const deleted = useFilmProfiles((state) => state.deleted)
  if (!deleted) return null
  return (
    <div className={styles['deleted']} role="status">
      <span>Deleted {deleted.name}.</span>
      <Button size="small" onClick={() => void profiles.getState().putBack()}>
        Undo
      </Button>
    </div>
  )
}

/** The film profiles that this browser keeps, the way to keep the film in force, and the fit to a colour chart. */
export const ProfileRow = memo(({ colour }: { colour: boolean }) => {
  const stores = useStores()
  const { profiles, chart } = useFilmStores()
  const kept = useFilmProfiles((state) => state.profiles)
  const origin = useLab((state) => originOf(state.history))
  const placing = useChart((state) => state.quad !== undefined)
  const onRoll = useRoll((state) => state.frames.length > 1)
  const [naming, setNaming] = useState(false)
  useEffect(() => {
    void profiles.getState().refresh()
  }, [profiles])

  const name = useLab((state) => stemOf(state.scan?.name ?? 'Film'))
  const save = (given: string | undefined): void => {
    setNaming(false)
    const profile = profileInForce(current(stores.lab.getState().history))
    if (given !== undefined && profile) void profiles.getState().add({ name: given, profile })
  }
  const forRoll = (): void => {
    const profile = profileInForce(current(stores.lab.getState().history))
    if (profile) void printRoll(stores, { name, profile }, stores.roll?.getState().shown)
  }
  return (
    <div role="group" aria-label="Film profile" className={film['part']}>
      <div className={film['head']}>
        <h4>Film profile</h4>
        <span>{origin && `from ${fromWords(origin.kind)}`}</span>
      </div>
      {origin?.kind === 'profile' && origin.base === 'other' && (
        <div className={film['doubt']} role="note">
          <p className={film['doubtTitle']}>
            <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
            Another film base
          </p>
          <p>This scan’s base has another colour than the profile’s: another film, or another setting of the scanner. The frame’s own base is used.</p>
        </div>
      )}
      {kept.length > 0 && (
        <ul className={styles['list']} aria-label="Film profiles">
          {kept.map((one) => (
            <ProfileItem key={one.id} kept={one} used={origin?.kind === 'profile' && origin.name === one.name} />
          ))}
        </ul>
      )}
      {kept.length === 0 && <p className={film['hint']}>What was learnt of a film and a scanner, kept under a name for the next roll. It stays in this browser.</p>}
      <Deleted />
      {naming && <NameField label="Name of the new film profile" initial={name} onDone={save} always />}
      <div className={styles['ways']}>
        {!naming && (
          <Button size="small" icon={<Save aria-hidden />} onClick={() => setNaming(true)}>
            Save as profile
          </Button>
        )}
        <Button size="small" icon={<FolderOpen aria-hidden />} onClick={() => pickProfile((file) => void profiles.getState().take(file))}>
          Open a file
        </Button>
        {colour && (
          <Button size="small" icon={<Grid3x3 aria-hidden />} aria-pressed={placing} onClick={() => (placing ? chart.getState().close() : void chart.getState().open())}>
            Fit a colour chart
          </Button>
        )}
        {origin && onRoll && (
          <Button size="small" onClick={forRoll}>
            Use for the roll
          </Button>
        )}
      </div>
      {origin?.kind === 'chart' && <ChartResult origin={origin} />}
    </div>
  )
})
