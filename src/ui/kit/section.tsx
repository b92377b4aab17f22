import { useId, type ReactNode } from 'react'
import styles from './section.module.css'

export interface SectionProps {
  readonly title: string
  readonly actions?: ReactNode
  /** Quiet words at the end of the header: "5 steps". */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of a panel under its header. */
export const Section = ({ title, actions, aside, children }: SectionProps) => {
  const id = useId()
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <div className={styles['header']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
        {actions}
      </div>
      <div className={styles['body']}>{children}</div>
    </section>
  )
}
