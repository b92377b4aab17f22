import type { SampleId } from '../../engine/protocol.ts'
import { textToRecipe } from '../../recipe/link.ts'
import type { Stores } from '../lab-context.tsx'
import { pickPicture } from '../shell/pick-picture.ts'

/**
 * A plain negation of a colour negative is blue: the mask of the film is still in it. A gamma for each colour, found on
 * the grey scale of the sample, takes it out.
 */
export const filmRecipe = 'negative;gamma.r(gamma=2.49,c=2.17);gamma.g(gamma=4.77,c=2.39);gamma.b(gamma=6.76,c=2.38)'
export const rangeRecipe = 'log'
/** Lift, take back, turn over and turn back: each step answers the one before it. */
const lessonRecipe = 'log;gamma(gamma=2);negative;bitwise-not'

interface Start {
  readonly sample: SampleId
  readonly recipe: string
  readonly label: string
  /** Which step is chosen: the first for going through them, else the last. */
  readonly first?: boolean
  readonly present?: boolean
}

/** Opens a sample with a recipe in place of whatever recipe there is; one undo takes the recipe away. */
async function start({ lab, view }: Stores, { sample, recipe, label, first = false, present = false }: Start): Promise<void> {
  const { replaceRecipe, select, open } = lab.getState()
  const made = textToRecipe(recipe)
  replaceRecipe(made, label)
  select(made.steps.at(first ? 0 : -1)?.key)
  view.getState().set({ compare: 'split', split: 0.5, plot: 'joint' })
  const failure = await open({ kind: 'sample', id: sample })
  if (!failure && present) view.getState().set({ present: true, holdBefore: false })
}

export const trySampleScan = (stores: Stores): Promise<void> => start(stores, { sample: 'negative', recipe: filmRecipe, label: 'Invert the sample scan' })
export const tryNightScene = (stores: Stores): Promise<void> => start(stores, { sample: 'night', recipe: rangeRecipe, label: 'Lift the night scene' })
export const teach = (stores: Stores, sample: SampleId): Promise<void> => start(stores, { sample, recipe: lessonRecipe, label: 'Four transforms to show', first: true, present: true })

/** Asks for a scan; a negation is its first step where there is no recipe yet. */
export const openScan = ({ lab }: Stores): void =>
  pickPicture(() => {
    const { history, add } = lab.getState()
    if (history.entries[history.at]!.recipe.steps.length === 0) add('negative')
  })
