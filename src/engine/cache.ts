/** Things made for pictures. */
export interface Cache<T> {
  get(picture: number, key: string, make: () => T): T
  forget(picture: number): void
}

/** What was used last, up to `size` of them. */
export const createCache = <T>(size: number): Cache<T> => {
  const kept = new Map<string, { readonly picture: number; readonly value: T }>()
  return {
    get(picture, key, make) {
      const whole = `${picture} ${key}`
      const entry = kept.get(whole) ?? { picture, value: make() }
      kept.delete(whole)
      kept.set(whole, entry)
      if (kept.size > size) kept.delete(kept.keys().next().value!)
      return entry.value
    },
    forget(picture) {
      for (const [key, entry] of kept) if (entry.picture === picture) kept.delete(key)
    },
  }
}
