import type { Recipe } from '../recipe/recipe.ts'
import { filmStepOf } from './film.ts'
import { current } from './history.ts'
import type { Lab, LabStore } from './lab-state.ts'
import { homeSurround, type Compare, type View } from './view.ts'

/** How a picture is looked at until somebody chooses: the print of a film whole, other steps beside what they began with. */
export const restingCompare = (recipe: Recipe): Compare => (filmStepOf(recipe) ? 'after' : 'split')

/** The way of comparing that a person asks for; it stays, whatever becomes of the recipe. */
export const chooseCompare = (view: View, compare: Compare): void => view.getState().set({ compare, compareByHand: true })

export const isFilm = ({ history }: Pick<LabStore, 'history'>): boolean => filmStepOf(current(history)) !== undefined

/** Lets comparison and surround follow the recipe as long as nobody chose one; gives the function that stops it. */
export function followFilm(lab: Lab, view: View): () => void {
  return lab.subscribe((now, before) => {
    if (now.history === before.history || isFilm(now) === isFilm(before)) return
    const { compare, compareByHand, picking, theme, surroundByHand, set } = view.getState()
    if (!surroundByHand) set({ surround: homeSurround(theme, isFilm(now)) })
    // a base is picked on the scan: whoever picks goes back to the rest by himself
    if (picking === 'base') return
    const resting = restingCompare(current(now.history))
    // a print that was just made is seen, even where the scan was asked for; one that only comes back is not just made
    const made = now.scan === before.scan && now.aside === before.aside && !before.history.entries.includes(now.history.entries[now.history.at]!)
    if (!compareByHand || (made && resting === 'after' && compare === 'before')) set({ compare: resting })
  })
}
