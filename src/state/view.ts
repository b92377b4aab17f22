import type { Ratio } from '../recipe/ratio.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'

export type Compare = 'before' | 'after' | 'split' | 'side-by-side' | 'difference'
export type Theme = 'dark' | 'light'
export type Surround = 'black' | 'grey' | 'white'
export type PlotMode = 'density' | 'joint' | 'stacked' | 'overlaid' | 'table'
export type Counts = 'linear' | 'log'
export type PlotChannel = 'r' | 'g' | 'b' | 'luma'
export type PanelTab = 'recipe' | 'histogram' | 'history' | 'take-away'
export type CodeDialect = 'numpy' | 'opencv'
/** What is shown on the picture: unexposed film, something grey, or a line that was level or upright. */
export type Picking = 'base' | 'grey' | 'level'
export type Dialog = 'export' | 'palette' | 'shortcuts' | 'share' | 'copy-settings' | undefined

/** The surround until somebody chooses one: a dark page stands in the dark; a light one, and a print, in the 18 % grey of a viewing booth. */
export const homeSurround = (theme: Theme, isFilm: boolean): Surround => (isFilm || theme === 'light' ? 'grey' : 'black')

/** The surround that a person asks for; it stays, whatever becomes of theme and recipe. */
export const chooseSurround = (view: View, surround: Surround): void => view.getState().set({ surround, surroundByHand: true })

/** Zoom and centre of the stage: device-independent screen pixels a source pixel, centre in source pixels. */
export interface Camera {
  readonly fit: boolean
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** A pixel of the picture that the probe reads; `pinned` stays when the pointer leaves. */
export interface ProbePoint {
  readonly x: number
  readonly y: number
  readonly pinned: boolean
}

export interface ViewState {
  readonly theme: Theme
  readonly surround: Surround
  /** Somebody chose it; else it follows theme and recipe. */
  readonly surroundByHand: boolean
  readonly compare: Compare
  /** Somebody chose it; else it follows the recipe. */
  readonly compareByHand: boolean
  /** Space is down: the stage shows "before" whatever `compare` says. */
  readonly holdBefore: boolean
  /** Where the split stands, 0 … 1 of the stage's picture. */
  readonly split: number
  readonly gain: 1 | 4 | 16 | 64
  readonly clipping: boolean
  readonly camera: Camera
  readonly probing: boolean
  /** What the next click on the picture is for. */
  readonly picking: Picking | undefined
  /** The shape that the frame keeps while it is dragged. */
  readonly ratio: Ratio
  readonly probe: ProbePoint | undefined
  /** Code values before, one a channel with alpha last, of the pixel under `probe`; undefined until they are read. */
  readonly probeValues: readonly number[] | undefined
  readonly plot: Exclude<PlotMode, 'density'>
  /** The density plot stands in place of the joint one where there is a film negative. */
  readonly density: boolean
  readonly counts: Counts
  readonly channels: Readonly<Record<PlotChannel, boolean>>
  readonly dialect: CodeDialect
  readonly panels: { readonly recipe: boolean; readonly plots: boolean; readonly recipeWidth: number; readonly sideWidth: number; readonly plotsWidth: number }
  readonly tab: PanelTab
  readonly sheet: 'folded' | 'half' | 'full'
  readonly present: boolean
  /** All frames of a roll stand in the lab's place. */
  readonly contactSheet: boolean
  /** A press on a frame of a roll marks it with others, as Ctrl does for those who have keys. */
  readonly marking: boolean
  readonly dialog: Dialog
  /** Snapshot that stands in for "before" when comparing. */
  readonly reference: string | undefined
  set(change: Partial<Omit<ViewState, 'set'>>): void
}

export type View = StoreApi<ViewState>

/** What the person sees and where; nothing here changes a pixel of the result. */
export const createView = (initial: Partial<Omit<ViewState, 'set'>> = {}): View =>
  createStore<ViewState>()((set) => ({
    theme: 'dark',
    surround: homeSurround(initial.theme ?? 'dark', false),
    surroundByHand: false,
    compare: 'split',
    compareByHand: false,
    holdBefore: false,
    split: 0.5,
    gain: 1,
    clipping: false,
    camera: { fit: true, zoom: 1, x: 0, y: 0 },
    probing: true,
    picking: undefined,
    ratio: 'free',
    probe: undefined,
    probeValues: undefined,
    plot: 'joint',
    density: true,
    counts: 'linear',
    channels: { r: true, g: true, b: true, luma: false },
    dialect: 'numpy',
    panels: { recipe: true, plots: true, recipeWidth: 296, sideWidth: 336, plotsWidth: 348 },
    tab: 'recipe',
    sheet: 'half',
    present: false,
    contactSheet: false,
    marking: false,
    dialog: undefined,
    reference: undefined,
    ...initial,
    set: (change) => set(change),
  }))
