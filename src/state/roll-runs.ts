import type { Apart, Engine } from '../engine/engine.ts'
import type { PictureInfo } from '../engine/protocol.ts'
import { current } from './history.ts'
import { rollExport } from './roll-export.ts'
import { estimateRoll } from './roll-film.ts'
import { isStale, type RollFrame } from './roll-frame.ts'
import { smallSide } from './roll-picture.ts'
import { sheetFile } from './roll-sheet.ts'
import { createProfileRun } from './roll-profile.ts'
import type { RollCore, RollReport, RollRuns } from './roll-state.ts'
import type { Working } from './roll-work.ts'
import type { Workshop } from './roll-workshop.ts'

const hasFile = (frame: RollFrame): frame is RollFrame & { readonly source: object } => frame.source !== undefined

/** Looking at a scan is about half of what is done to it; the rest is opening it. */
const opening = 0.5
/** The same of an export. */
const openingToExport = 0.4

export function createRuns(engine: Engine, core: RollCore, working: Working): RollRuns & { readonly read: () => Promise<boolean> } {
  const { get, set, find, change, keep, arrived, edit, redraw } = core
  const failed = ({ id }: RollFrame, failure: RollFrame['failure']): void => change(id, { failure })

  /** Keeps a scan in small, for its thumbnails. */
  const shrink = async (at: Apart, id: number, picture: PictureInfo, signal: AbortSignal): Promise<void> => {
    if (find(id)?.small) return
    const small = await at.shrink({ picture: picture.id, longest: smallSide }, { signal })
    change(id, { small, failure: undefined })
    redraw([id])
  }

  /** A scan in small and what it tells of its film, in one opening of its file. A picture that nobody has called a film may fail to tell. */
  const look = (asked: boolean) => async ({ id, source }: RollFrame, signal: AbortSignal, part: (done: number) => void, workshop: Workshop): Promise<void> => {
    await workshop.open(source!, undefined, { signal, onProgress: (done) => part(opening * done) }, async (picture, at) => {
      await shrink(at, id, picture, signal)
      part(opening)
      try {
        change(id, { looked: await at.analyse({ picture: picture.id }, { signal }), failure: undefined })
      } catch (caught) {
        if (asked || signal.aborted) throw caught
      }
    })
  }

  /** Has a look at every frame that nobody has looked at. */
  const read = (): Promise<boolean> =>
    working.each('reading', get().frames.filter((frame) => hasFile(frame) && !frame.small && !frame.failure), look(false), failed)

  return {
    read,
    async invert() {
      await arrived()
      keep()
      const unseen = get().frames.filter((frame) => hasFile(frame) && !frame.looked && !(frame.locked && frame.found))
      const finished = await working.each('inverting', unseen, look(true), failed)
      if (!finished) return
      // what a person did meanwhile to the frame that is shown stays the step before
      await arrived()
      keep()
      const looked = get().frames.map((frame) => ({ ...frame, found: frame.locked && frame.found ? frame.found : (frame.looked ?? frame.found) }))
      const label = 'Invert the roll'
      edit(label, estimateRoll(looked, { together: get().together, fresh: true, label }))
      await read()
    },
    estimate(together = get().together) {
      keep()
      const changes = together !== get().together
      if (!changes && !isStale(get().frames)) return
      const label = changes ? (together ? 'Take the roll for one film' : 'Tell the films apart') : 'Estimate the roll again'
      edit(label, estimateRoll(get().frames, { together, fresh: false, label }), together)
    },
    async export({ format, bits, target }, write) {
      await arrived()
      keep()
      set({ report: undefined })
      const { frames } = get()
      const wanted = frames.filter(({ rejected }) => !rejected)
      const out: { name: string; failure: RollFrame['failure'] }[] = wanted.flatMap((frame) => (hasFile(frame) ? [] : [{ name: frame.name, failure: undefined }]))
      const make = rollExport({ format, bits })
      let written = 0
      let broken: unknown
      const finished = await working.each(
        'exporting',
        wanted.filter(hasFile),
        async ({ name, source, history }, signal, part, workshop) => {
          const file = await make(workshop, name, source!, current(history), { signal, onOpening: (done) => part(openingToExport * done), onWriting: (done) => part(openingToExport + (1 - openingToExport) * done) })
          try {
            await write(file)
            written++
          } catch (caught) {
            // what the place of the files does not take from one frame it takes from none
            broken = caught
            working.cancel()
          }
        },
        ({ name }, failure) => out.push({ name, failure }),
      )
      if (broken !== undefined) throw broken
      const report: RollReport = { target, written, stopped: !finished, failed: out }
      // another roll may have taken its place
      if (frames[0] && find(frames[0].id)) set({ report })
      void read()
      return report
    },
    applyProfile: createProfileRun(core, working),
    sheet: (show) => sheetFile(engine, get(), show),
    cancel: working.cancel,
    pause: working.pause,
    goOn: working.goOn,
    dismissReport: () => set({ report: undefined }),
  }
}
