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
}

/** One way into the lab: a picture of what it does, a sample that works at once, and the same with a picture of one's own. */
export const Door = ({ title, picture, children, main, other }: DoorProps) => (
  <li className={styles['door']}>
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
