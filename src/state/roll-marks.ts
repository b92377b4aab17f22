import { current, record, settle } from './history.ts'
import { withParts } from './roll-copy.ts'
import { passes, stateOf, visibleFrames, type FrameState, type RollFrame } from './roll-frame.ts'
import type { RollCore, RollMarks } from './roll-state.ts'

const frames = (n: number): string => (n === 1 ? 'a frame' : `${n} frames`)
const marks = {
  rejected: ['Reject', 'Take back'],
  excluded: ['Exclude from the estimate', 'Count in the estimate'],
  locked: ['Lock', 'Unlock'],
} as const

export function createMarks({ get, set, keep, at, edit }: RollCore): RollMarks {
  /** Where a range begins. */
  let anchor: number | undefined

  const chosen = (): readonly RollFrame[] => {
    const { frames: all, selection } = get()
    const here = at()
    const several = selection.size > 1 && here !== undefined && selection.has(here)
    return all.filter(({ id }) => (several ? selection.has(id) : id === here))
  }
  const those = (ids: readonly number[] | undefined): readonly RollFrame[] => (ids ? get().frames.filter(({ id }) => ids.includes(id)) : chosen())
  const mark = (label: string, on: readonly RollFrame[], change: Partial<FrameState>): void => {
    keep()
    const now = on.flatMap(({ id }) => get().frames.find((frame) => frame.id === id) ?? [])
    edit(label, new Map(now.map((frame) => [frame.id, { ...stateOf(frame), ...change }])))
  }
  const visible = (): readonly RollFrame[] => visibleFrames(get().frames, get().filter, get().shown)

  return {
    select(id, how) {
      const { selection, shown } = get()
      if (how === 'only') {
        anchor = id
        set({ selection: new Set([id]) })
        return
      }
      if (how === 'toggle') {
        anchor = id
        const next = new Set(selection)
        if (!next.delete(id)) next.add(id)
        // what the others take after is always among them
        if (shown !== undefined) next.add(shown)
        set({ selection: next })
        return
      }
      const all = visible().map((frame) => frame.id)
      const [from, to] = [all.indexOf(anchor ?? shown ?? id), all.indexOf(id)].toSorted((a, b) => a - b) as [number, number]
      set({ selection: new Set([...(shown === undefined ? [] : [shown]), ...all.slice(Math.max(0, from), to + 1)]) })
    },
    selectAll: () => set({ selection: new Set(visible().map(({ id }) => id)) }),
    setFilter(filter) {
      const { frames: all, selection, shown } = get()
      set({ filter, selection: new Set(all.filter((frame) => selection.has(frame.id) && (frame.id === shown || passes(frame, filter))).map(({ id }) => id)) })
    },
    chosen,
    rate(rating, to) {
      const on = those(to).filter((frame) => frame.rating !== rating)
      if (on.length > 0) mark(rating === 0 ? `Take the stars off ${frames(on.length)}` : `Rate ${frames(on.length)} ${rating}`, on, { rating })
    },
    toggle(name, which) {
      const on = those(which)
      if (on.length === 0) return
      const to = !on.every((frame) => frame[name])
      mark(`${marks[name][to ? 0 : 1]}: ${frames(on.length)}`, on.filter((frame) => frame[name] !== to), { [name]: to })
    },
    copy(parts, to) {
      keep()
      const { frames: all, shown } = get()
      const from = all.find(({ id }) => id === shown)
      if (!from) return
      const given = current(from.history)
      const label = `Copy settings of ${from.name}`
      const after = all.filter(({ id }) => to.includes(id)).flatMap((frame): (readonly [number, FrameState])[] => {
        const own = current(frame.history)
        const recipe = frame.id === shown || frame.locked ? own : withParts(given, own, parts)
        // greys were picked for numbers that are gone
        return recipe === own ? [] : [[frame.id, { ...stateOf(frame), history: record(settle(frame.history), { label, recipe, greys: { before: {}, picked: [] } }) }]]
      })
      edit(`Copy settings to ${frames(after.length)}`, new Map(after))
    },
  }
}
