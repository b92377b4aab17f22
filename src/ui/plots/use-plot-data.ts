import { useEffect, useMemo } from 'react'
import type { PictureInfo } from '../../engine/protocol.ts'
import { isIdle, type Pipeline } from '../../kernels/compile.ts'
import type { Histogram } from '../../kernels/histogram.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { Lab, LabStore } from '../../state/lab.ts'
import { useKept } from '../kit/use-kept.ts'
import { useLab, useStores } from '../lab-context.tsx'

export interface PlotData {
  readonly picture: PictureInfo
  readonly pipeline: Pipeline
  /** All colour channels, then luma of a colour picture once it was counted. */
  readonly before: readonly Histogram[]
  /** As `before`; a float result and luma are those last counted while newer ones are under way. Undefined before the first count. */
  readonly after: readonly Histogram[] | undefined
}

const withLuma = (histograms: readonly Histogram[], luma: Histogram | undefined): readonly Histogram[] => (luma ? [...histograms, luma] : histograms)

/** Before and after of the lab's picture, from a state of the lab. */
export const plotDataOf = ({ picture, derived, measured, luma }: Pick<LabStore, 'picture' | 'derived' | 'measured' | 'luma'>): PlotData | undefined => {
  if (!picture || !derived) return undefined
  const after = derived.after ?? measured?.result.after
  // without a step luma is what it was
  const idle = isIdle(derived.pipeline)
  return {
    picture,
    pipeline: derived.pipeline,
    before: withLuma(picture.before, luma),
    after: after && withLuma(after, idle ? luma : measured?.result.luma?.after),
  }
}

/** How long the hand rests before a mixed picture is counted again, in milliseconds. */
const rest = 150
const waiting = new WeakMap<Lab, ReturnType<typeof setTimeout>>()

/** What each lab has been asked to count last: several panels ask for the same. */
const asked = new WeakMap<Lab, { readonly picture: PictureInfo; readonly recipe: Recipe }>()

/**
 * Has the histograms counted that cannot be pushed through: luma where `luma` is shown, all of a float picture and of one whose
 * channels are mixed.
 * Listens to the lab rather than drawing its component again at every tick.
 */
export function useMeasuring(luma: boolean): void {
  const { lab } = useStores()
  useEffect(() => {
    const ask = ({ picture, shown: recipe, measured, derived, measure }: LabStore): void => {
      const needed = picture !== undefined && (picture.depth === 'f32' || derived?.pipeline.mixing !== undefined || (luma && picture.channels >= 3))
      if (!needed || measured?.recipe === recipe) return
      const last = asked.get(lab)
      if (last?.picture === picture && last.recipe === recipe) return
      asked.set(lab, { picture, recipe })
      clearTimeout(waiting.get(lab))
      // all pixels are mixed anew for it: while a hand is at work, that would take the cores from the picture
      if (derived?.pipeline.mixing) waiting.set(lab, setTimeout(() => void lab.getState().measure(), rest))
      else void measure()
    }
    ask(lab.getState())
    return lab.subscribe(ask)
  }, [lab, luma])
}

/** The newest histograms, drawn again whenever they change; while the next part of a scan is drawn, those of the last. */
export function usePlotData(): PlotData | undefined {
  const picture = useLab((state) => state.picture)
  const derived = useLab((state) => state.derived)
  const measured = useLab((state) => state.measured)
  const luma = useLab((state) => state.luma)
  // before and after keep their identity while nothing in them changes: what is drawn of one does not follow the other
  const before = useMemo(() => picture && withLuma(picture.before, luma), [picture, luma])
  const now = useMemo(() => {
    const data = plotDataOf({ picture, derived, measured, luma })
    return data && before && { ...data, before }
  }, [picture, derived, measured, luma, before])
  return useKept(now, picture !== undefined)
}
