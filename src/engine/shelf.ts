/**
 * Kernels that were made for certain arrays, kept for when those come again: the browser's compiler takes the arrays of a
 * kernel as constants and does so for the first of them best, so one that is used again is up to twice as fast as one that
 * is made anew. Nothing is kept for long, for a kernel holds on to its pictures.
 */
export interface Shelf {
  /** The kernel of that kind for exactly these arrays and whatever else it was made of, or a new one. Whoever takes it has it alone until it is put back. */
  take<T extends object>(kind: string, made: readonly unknown[], make: () => T): T
  put(kind: string, made: readonly unknown[], kernel: object): void
  clear(): void
}

interface Kept {
  readonly kind: string
  readonly made: readonly unknown[]
  readonly kernel: object
}

/** A picture is counted and written: two are enough. */
const room = 2

export function createShelf(): Shelf {
  let shelf: readonly Kept[] = []
  return {
    take<T extends object>(kind: string, made: readonly unknown[], make: () => T): T {
      const found = shelf.find((each) => each.kind === kind && each.made.every((part, i) => part === made[i]))
      if (!found) return make()
      shelf = shelf.filter((each) => each !== found)
      return found.kernel as T
    },
    put(kind, made, kernel) {
      shelf = [{ kind, made, kernel }, ...shelf].slice(0, room)
    },
    clear() {
      shelf = []
    },
  }
}
