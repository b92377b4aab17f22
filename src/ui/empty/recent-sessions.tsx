import { ImageIcon } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { displayName } from '../../kernels/failure-words.ts'
import { isTransform, transformOf } from '../../kernels/registry.ts'
import { spoken } from '../../kernels/transform.ts'
import type { SavedThumbnail, SessionCard } from '../../state/saved.ts'
import { Button } from '../kit/button.tsx'
import { useSessions } from '../lab-context.tsx'
import { whenWords } from './when-words.ts'
import styles from './recent-sessions.module.css'

const Thumbnail = ({ thumbnail }: { thumbnail: SavedThumbnail | undefined }) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (!thumbnail || !canvas.current) return
    const { width, height, data } = thumbnail
    canvas.current.width = width
    canvas.current.height = height
    canvas.current.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0)
  }, [thumbnail])
  return (
    <span className={styles['thumbnail']} aria-hidden="true">
      {thumbnail ? <canvas ref={canvas} /> : <ImageIcon size={20} strokeWidth={1.5} />}
    </span>
  )
}

/** "Spectrum, log" or "Negative, gamma × 3": what was done, in order. */
function stepsWords({ steps, spectrum }: SessionCard): string {
  const labels = [...(spectrum ? ['Spectrum'] : []), ...steps.map((id) => (isTransform(id) ? transformOf(id).label : id))]
  const runs: { readonly label: string; times: number }[] = []
  for (const label of labels) {
    const last = runs.at(-1)
    if (last?.label === label) last.times++
    else runs.push({ label, times: 1 })
  }
  return runs.map(({ label, times }, i) => `${i === 0 ? label : spoken(label)}${times > 1 ? ` × ${times}` : ''}`).join(', ') || 'No steps'
}

/** Work that can be taken up again, the newest first. */
export const RecentSessions = () => {
  const recent = useSessions((state) => state.recent)
  const resume = useSessions((state) => state.resume)
  const clear = useSessions((state) => state.clear)
  const [now] = useState(() => new Date())
  if (recent.length === 0) return null
  return (
    <section aria-labelledby="recent-sessions" className={styles['recent']}>
      <header className={styles['head']}>
        <h2 id="recent-sessions" className={styles['heading']}>
          Recent sessions
        </h2>
        <Button variant="quiet" size="small" onClick={() => void clear()}>
          Clear list
        </Button>
      </header>
      <ul className={styles['list']}>
        {recent.map((card) => (
          <li key={card.id}>
            <button type="button" className={styles['card']} onClick={() => void resume(card.id)}>
              <Thumbnail thumbnail={card.thumbnail} />
              <span className={styles['words']}>
                <span className={styles['name']}>{displayName(card.name)}</span>
                <span className={styles['steps']}>{stepsWords(card)}</span>
                <span className={styles['when']}>{whenWords(new Date(card.savedAt), now)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
