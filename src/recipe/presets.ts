import type { Recipe } from './recipe.ts'
import { addStep, makeStep } from './recipe.ts'

export interface Preset {
  readonly id: string
  readonly label: string
  /** The numbers it sets, for a list. */
  readonly detail: string
  readonly steps: readonly { readonly id: string; readonly params?: Readonly<Record<string, unknown>> }[]
}

/** Recipes that many people reach for; each adds its steps behind those that are there. */
export const presets: readonly Preset[] = [
  { id: 'gamma-encode', label: 'Gamma 1/2.2, linear to display', detail: 'γ = 0.4545', steps: [{ id: 'gamma', params: { gamma: 0.4545 } }] },
  { id: 'gamma-decode', label: 'Gamma 2.2, display to linear', detail: 'γ = 2.20', steps: [{ id: 'gamma', params: { gamma: 2.2 } }] },
  { id: 'gamma-lift', label: 'Gamma 0.4, lift a dark picture', detail: 'γ = 0.40', steps: [{ id: 'gamma', params: { gamma: 0.4 } }] },
  { id: 'gamma-deepen', label: 'Gamma 4, deepen a washed-out picture', detail: 'γ = 4.00', steps: [{ id: 'gamma', params: { gamma: 4 } }] },
  { id: 'square-root', label: 'Square root, even out shot noise', detail: 'γ = 0.50', steps: [{ id: 'gamma', params: { gamma: 0.5 } }] },
  { id: 'log-textbook', label: 'Textbook log, black to black and white to white', detail: 'c = (L − 1) / ln L', steps: [{ id: 'log', params: { scale: 'fixed' } }] },
  { id: 'log-image', label: 'Log over the range of this picture', detail: 'c = (L − 1) / ln(1 + m)', steps: [{ id: 'log', params: { scale: 'image' } }] },
  { id: 'negative', label: 'Plain negative', detail: 's = (L − 1) − r', steps: [{ id: 'negative' }] },
  {
    id: 'negative-lifted',
    label: 'Negative with lifted shadows',
    detail: 'negative, γ = 0.60',
    steps: [{ id: 'negative' }, { id: 'gamma', params: { gamma: 0.6 } }],
  },
  { id: 'not-word', label: 'Bitwise NOT over the container', detail: 'all bits of the word', steps: [{ id: 'bitwise-not', params: { width: 'container' } }] },
  { id: 'not-significant', label: 'Bitwise NOT over the significant bits', detail: 'the bits that are used', steps: [{ id: 'bitwise-not', params: { width: 'significant' } }] },
]

/** The recipe with a preset's steps behind its own. */
export const withPreset = (recipe: Recipe, preset: Preset): Recipe =>
  preset.steps.reduce((whole, { id, params }) => addStep(whole, makeStep(id, params)), recipe)
