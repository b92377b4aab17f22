import { useState } from 'react'

/** The value, or the last one that there was while `keep` holds: what is about to be there again need not go in between, with all that is drawn of it. */
export function useKept<T extends object | boolean | string>(now: T | undefined, keep: boolean): T | undefined {
  const [last, setLast] = useState(now)
  const kept = now ?? (keep ? last : undefined)
  if (kept !== last) setLast(kept)
  return kept
}
