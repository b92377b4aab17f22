import type { SampleId } from '../../engine/protocol.ts'
import { textToRecipe } from '../../recipe/link.ts'
import { invertOpened } from '../film/invert-opened.ts'
import type { Stores } from '../lab-context.tsx'
import { pickPicture } from '../shell/pick-picture.ts'

/** What one click makes of the sample, written down for its door: the estimate itself is made when the sample is opened. */
export const filmRecipe =
  'film-negative(baseR=0.881,baseG=0.358,baseB=0.197,kRR=2.143,kRG=-0.122,kRB=-0.12,kGR=0.131,kGG=1.912,kGB=-0.216,kBR=0.088,kBG=0.187,kBB=1.48,' +
  'footR=0.127,footG=0.167,footB=0.162,offsetR=-2.041,offsetG=-2.108,offsetB=-2.131,bend=0.033,mRG=0.116,mRB=0.054,mGR=-0.096,mGB=0.114,mBR=-0.019,mBG=-0.132)'
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
  view.getState().set({ compare: 'split', compareByHand: false, split: 0.5, plot: 'joint' })
  const failure = await open({ kind: 'sample', id: sample })
  if (!failure && present) view.getState().set({ present: true, holdBefore: false })
}

/** The one click on the painted scan. */
export async function trySampleScan(stores: Stores): Promise<void> {
  await start(stores, { sample: 'negative', recipe: '', label: 'The sample scan' })
  await stores.lab.getState().invert()
}

export const tryNightScene = (stores: Stores): Promise<void> => start(stores, { sample: 'night', recipe: rangeRecipe, label: 'Lift the night scene' })
export const teach = (stores: Stores, sample: SampleId): Promise<void> => start(stores, { sample, recipe: lessonRecipe, label: 'Four transforms to show', first: true, present: true })

/** Asks for a scan, or for several, and inverts what was opened. */
export const openScan = (stores: Stores): void => pickPicture(() => invertOpened(stores))
