import { toFailure } from '../kernels/failure.ts'
import { linkToState, stateToLink } from '../recipe/link.ts'
import { current } from './history.ts'
import type { Lab, LabState } from './lab.ts'

/**
 * Brings back what a link holds: its recipe as one undoable edit, and its sample. A link that cannot be read gets a
 * message and changes nothing; an address without a link does nothing. Resolves when the sample is open.
 */
export async function applyLink(lab: Lab, hash: string): Promise<void> {
  const { replaceRecipe, select, open, tell, aside, closeSpectrum } = lab.getState()
  try {
    const link = linkToState(hash)
    if (!link) return
    // a link is about the picture, not about the spectrum that stands before it
    if (aside) closeSpectrum()
    replaceRecipe(link.recipe, 'Open link')
    select(link.recipe.steps.at(-1)?.key)
    if (link.sample) await open({ kind: 'sample', id: link.sample }, { keepFrame: true })
  } catch (caught) {
    tell({ subject: 'The link', failure: toFailure(caught) })
  }
}

/** Applies the address's link now, unless a session has already taken it in, and whenever it changes; gives the function that stops it. */
export function followLinks(lab: Lab, page: Window = window, now = true): () => void {
  const follow = (): void => void applyLink(lab, page.location.hash)
  if (now) follow()
  page.addEventListener('hashchange', follow)
  return () => page.removeEventListener('hashchange', follow)
}

export interface LabLink {
  /** From `#` on. */
  readonly hash: string
  /** Whether the link opens the picture too: only samples can be in it. */
  readonly hasPicture: boolean
}

/** The link to the lab as it is. Throws `bad-recipe` when the recipe is too long for one. */
export function linkOf({ history, source }: Pick<LabState, 'history' | 'source'>): LabLink {
  const sample = source?.kind === 'sample' ? source.id : undefined
  return { hash: stateToLink({ recipe: current(history), ...(sample && { sample }) }), hasPicture: sample !== undefined }
}
