import { TriangleAlert } from 'lucide-react'
import { Button } from '../kit/button.tsx'
import { useStores } from '../lab-context.tsx'
import type { Doubtful } from './film-words.ts'
import { startPicking } from './picking.ts'
import styles from './film.module.css'

const words = { grey: 'Click a grey', base: 'Pick the base', frame: 'Adjust the frame', negative: 'Treat as a negative', positive: 'It is a positive' } as const

/** Low confidence said, with what helps most in front. */
export const FilmDoubt = ({ doubt, onKind }: { doubt: Doubtful; onKind: (kind: 'colour' | 'slide') => void }) => {
  const stores = useStores()
  const run = { grey: () => startPicking(stores, 'grey'), base: () => startPicking(stores, 'base'), frame: () => stores.lab.getState().showScan(true), negative: () => onKind('colour'), positive: () => onKind('slide') }
  return (
    <div className={styles['doubt']} role="note">
      <p className={styles['doubtTitle']}>
        <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
        {doubt.title}
      </p>
      <p>{doubt.text}</p>
      <div className={styles['ways']}>
        {doubt.ways.map((way, i) => (
          <Button key={way} size="small" variant={i === 0 ? 'main' : 'normal'} onClick={run[way]}>
            {words[way]}
          </Button>
        ))}
      </div>
    </div>
  )
}
