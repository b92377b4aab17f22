import type { Engine } from '../engine/engine.ts'
import type { PictureInfo, PictureSource } from '../engine/protocol.ts'
import { toFailure, type Failure } from '../kernels/failure.ts'
import { geometryToText, isWhole, wholeGeometry, withoutFrame, type Geometry } from '../recipe/geometry.ts'
import { current } from './history.ts'
import type { LabState } from './lab-state.ts'

interface Ports {
  readonly engine: Engine
  readonly state: () => LabState
  /** Puts a picture, that part of the scan, in the place of the one that is shown; the scan stays open. */
  readonly show: (picture: PictureInfo, part: Geometry) => void
  readonly fail: (name: string, failure: Failure) => void
}

/** The part of the scan that the recipe's geometry leaves, as a picture of its own: everything else sees only that. */
export interface Framing {
  /** Brings what is shown into line with the recipe. */
  sync(): void
  /** Resolves when what is shown is what the recipe says, or could not be made; undefined where nothing is under way. */
  settled(): Promise<void> | undefined
  /** The same where the whole scan is shown and only a part of it is to be; it is begun, if it was not yet. */
  cut(): Promise<void> | undefined
  /** The source of what is shown, where that is not the whole scan. */
  source(): PictureSource | undefined
  /** Forgets the part of a scan that is being closed. */
  close(): void
}

interface Part {
  readonly key: string
  readonly source: PictureSource
  readonly info: PictureInfo
}

interface Pending {
  readonly key: string
  readonly controller: AbortController
  readonly done: Promise<void>
}

export function createFraming({ engine, state, show, fail }: Ports): Framing {
  let part: Part | undefined
  let pending: Pending | undefined

  const stop = (): void => {
    pending?.controller.abort()
    pending = undefined
  }

  const drop = (): void => {
    if (part) engine.close(part.info.id)
    part = undefined
  }

  const make = async (key: string, geometry: Geometry, source: PictureSource, name: string, signal: AbortSignal): Promise<void> => {
    try {
      const info = await engine.open(source, { signal })
      if (signal.aborted) {
        engine.close(info.id)
        return
      }
      pending = undefined
      const before = part
      part = { key, source, info }
      show(info, geometry)
      if (before) engine.close(before.info.id)
    } catch (caught) {
      if (signal.aborted) return
      pending = undefined
      fail(name, toFailure(caught))
    }
  }

  /** Another may take the place of the one that was waited for. */
  const rest = async (): Promise<void> => {
    await pending?.done
    if (pending) await rest()
  }

  const settled = (): Promise<void> | undefined => (pending ? rest() : undefined)

  const framing: Framing = {
    sync() {
      const { scan, source, aside, unframed, history } = state()
      // a spectrum stands before the picture and has a recipe of its own
      if (!scan || !source || aside) return
      const asked = current(history).geometry ?? wholeGeometry
      // turned and mirrored as the picture is seen, so that nothing jumps when its frame is taken hold of
      const geometry = unframed ? withoutFrame(asked) : asked
      const key = isWhole(geometry) ? '' : geometryToText(geometry)
      if (pending?.key === key) return
      stop()
      if ((part?.key ?? '') === key) return
      if (key === '') {
        const before = part
        part = undefined
        show(scan, wholeGeometry)
        if (before) engine.close(before.info.id)
        return
      }
      const controller = new AbortController()
      const { name, format, notes } = scan
      const done = make(key, geometry, { kind: 'framed', of: source, geometry, name, format, notes }, name, controller.signal)
      pending = { key, controller, done }
    },
    settled,
    cut() {
      framing.sync()
      return part ? undefined : settled()
    },
    source: () => part?.source,
    close() {
      stop()
      drop()
    },
  }
  return framing
}
