import { displayName } from '../../kernels/failure-words.ts'
import { Button } from '../kit/button.tsx'
import styles from './fault.module.css'

/** What stands in the page when the lab itself has failed: React takes the whole screen away then, but not the session. */
export const Fault = ({ caught, onReload }: { caught: unknown; onReload: () => void }) => (
  <main className={styles['fault']} role="alert">
    <h1 className={styles['title']}>The lab met a fault of its own.</h1>
    <p className={styles['text']}>This is a bug, or a part that could not be fetched. Every edit is kept where this browser keeps sessions: reload the page to go on where you were.</p>
    <p className={styles['what']}>{displayName(String(caught), 300)}</p>
    <Button size="large" variant="main" onClick={onReload}>
      Reload
    </Button>
  </main>
)
