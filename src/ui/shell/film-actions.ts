import { ArrowLeftRight, Crop, Film, FlipHorizontal2, FlipVertical2, Grid3x3, Pipette, RotateCcw, RotateCw, Ruler, RulerDimensionLine } from 'lucide-react'
import { filmStepOf } from '../../state/film.ts'
import { choosePlot } from '../density/density-mode.ts'
import { current } from '../../state/history.ts'
import { swapSides } from '../film/frame-ratio.ts'
import { startPicking, toggleFrame } from '../film/picking.ts'
import type { Action, Now } from './actions.ts'

const hasScan = ({ lab }: Now): boolean => lab.scan !== undefined && lab.aside === undefined
const hasFilm = (now: Now): boolean => hasScan(now) && filmStepOf(current(now.lab.history)) !== undefined

/** A print of silver has no colours to balance. */
const hasColours = (now: Now): boolean => hasFilm(now) && filmStepOf(current(now.lab.history))?.params['kind'] !== 'silver'

/** Film and frame. */
export const filmActions: readonly Action[] = [
  {
    id: 'invert-film',
    label: 'Invert film',
    group: 'Picture',
    icon: Film,
    words: 'negative scan positive orange mask base frame crop develop',
    keys: ['v'],
    enabled: (now) => hasScan(now) && !now.lab.inverting,
    run: ({ lab }) => void lab.getState().invert(),
  },
  { id: 'pick-base', label: 'Pick the film base', group: 'Picture', icon: Pipette, words: 'rebate orange mask', keys: ['shift+v'], enabled: (now) => hasScan(now) && !now.lab.inverting, run: (stores) => startPicking(stores, 'base') },
  { id: 'pick-grey', label: 'Click a grey', group: 'Picture', icon: Pipette, words: 'white balance neutral cast tint green magenta warm cold', keys: ['shift+g'], enabled: hasColours, run: (stores) => startPicking(stores, 'grey') },
  { id: 'fit-chart', label: 'Fit a colour chart', group: 'Picture', icon: Grid3x3, words: 'colorchecker target patches film profile', keys: ['shift+m'], enabled: hasColours, run: ({ chart }) => void chart?.getState().open() },
  {
    id: 'read-wedge',
    label: 'Read a step wedge',
    group: 'Picture',
    icon: RulerDimensionLine,
    words: 'step tablet characteristic curve density gamma sensitometry',
    keys: ['shift+u'],
    enabled: hasFilm,
    run: ({ view, wedge }) => {
      const { panels, set } = view.getState()
      set({ ...choosePlot('density', true), panels: { ...panels, plots: true }, tab: 'histogram' })
      void wedge?.getState().open()
    },
  },
  {
    id: 'frame',
    label: 'Adjust the frame',
    group: 'Picture',
    icon: Crop,
    words: 'crop straighten',
    keys: ['shift+k'],
    enabled: hasScan,
    checked: ({ lab, view }) => lab.unframed && view.picking === undefined,
    run: toggleFrame,
  },
  { id: 'level', label: 'Straighten by a line', group: 'Picture', icon: Ruler, words: 'level horizon rotate angle upright', keys: ['shift+h'], enabled: hasScan, run: (stores) => startPicking(stores, 'level') },
  {
    id: 'swap-sides',
    label: 'Swap the frame’s sides',
    group: 'Picture',
    icon: ArrowLeftRight,
    words: 'crop portrait landscape ratio',
    enabled: (now) => hasScan(now) && now.lab.unframed,
    run: swapSides,
  },
  { id: 'turn-right', label: 'Rotate clockwise', group: 'Picture', icon: RotateCw, keys: ['q'], enabled: hasScan, run: ({ lab }) => lab.getState().turn(1) },
  { id: 'turn-left', label: 'Rotate counter-clockwise', group: 'Picture', icon: RotateCcw, keys: ['shift+q'], enabled: hasScan, run: ({ lab }) => lab.getState().turn(-1) },
  { id: 'flip-left-right', label: 'Flip left to right', group: 'Picture', icon: FlipHorizontal2, words: 'mirror', keys: ['shift+x'], enabled: hasScan, run: ({ lab }) => lab.getState().flip('left-right') },
  { id: 'flip-upside-down', label: 'Flip upside down', group: 'Picture', icon: FlipVertical2, words: 'mirror', keys: ['shift+y'], enabled: hasScan, run: ({ lab }) => lab.getState().flip('upside-down') },
]
