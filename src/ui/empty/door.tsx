import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import styles from './door.module.css'

interface Way {
  readonly label: string
  readonly run: () => void
}

interface DoorProps {
  readonly title: string
  readonly picture: ReactNode
  readonly children: ReactNode
  readonly main: Way
  readonly other: Way
  /** What becomes of files that are dropped here, beside being opened. */
  readonly takes?: 'film'
}

/** One way into the lab: a picture of what it does, a sample that works at once, and the same with a picture of one's own. */
export const Door = ({ title, picture, children, main, other, takes }: DoorProps) => (
  <li className={styles['door']} data-takes={takes}>
    {picture}
    <div className={styles['words']}>
      <h3 className={styles['title']}>{title}</h3>
      <p className={styles['text']}>{children}</p>
      <div className={styles['ways']}>
        <Button onClick={main.run}>{main.label}</Button>
        <Button variant="quiet" onClick={other.run}>
          {other.label}
        </Button>
      </div>
    </div>
  </li>
)
