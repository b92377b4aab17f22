import styles from './keys.module.css'

/** A shortcut as key caps: "Ctrl K" gives two. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className={styles['keys']}>
    {keys.split(/[ \u202f]+/).map((key) => (
      <kbd key={key} className={styles['key']}>
        {key}
      </kbd>
    ))}
  </span>
)
