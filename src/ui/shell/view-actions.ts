import {
  Aperture,
  ArrowLeftRight,
  ChartArea,
  ChartSpline,
  CircleDot,
  Columns2,
  Command,
  Contrast,
  Crosshair,
  Diff,
  EyeOff,
  Image,
  ImagePlus,
  Keyboard,
  Layers,
  Logs,
  Maximize,
  PanelLeft,
  PanelRight,
  Rows3,
  Scan,
  SquareSplitHorizontal,
  SunMoon,
  Table,
  TriangleAlert,
  ZoomIn,
  ZoomOut,
  type LucideIcon,
} from 'lucide-react'
import { filmStageOf } from '../../kernels/film/step/film-stage.ts'
import { chooseCompare, isFilm } from '../../state/compare.ts'
import { chooseSurround, homeSurround, type Compare, type PlotChannel, type PlotMode, type Surround } from '../../state/view.ts'
import { choosePlot, shownPlot } from '../density/density-mode.ts'
import { gains } from '../stage/names.ts'
import { fitStage, zoomStep, zoomToPercent } from '../stage/zoom.ts'
import type { Action, Now } from './actions.ts'
import type { Shortcut } from './keys.ts'

const hasPicture = ({ lab }: Now): boolean => lab.picture !== undefined

const surround = (value: Surround, label: string): Action => ({
  id: `surround-${value}`,
  label,
  group: 'View',
  icon: CircleDot,
  checked: ({ view }) => view.surround === value,
  run: ({ view }) => chooseSurround(view, value),
})

const compare = (value: Compare, label: string, icon: LucideIcon, key: Shortcut): Action => ({
  id: `compare-${value}`,
  label,
  group: 'Compare',
  icon,
  keys: [key],
  checked: ({ view }) => view.compare === value,
  run: ({ view }) => chooseCompare(view, value),
  enabled: hasPicture,
})

export const compareActions: readonly Action[] = [
  {
    id: 'hold-before',
    label: 'Show before while the key is down',
    group: 'Compare',
    icon: EyeOff,
    keys: ['space'],
    enabled: hasPicture,
    run: ({ view }) => view.getState().set({ holdBefore: true }),
    release: ({ view }) => view.getState().set({ holdBefore: false }),
  },
  compare('before', 'Show before', Image, 'shift+b'),
  compare('after', 'Show after', ImagePlus, 'a'),
  compare('split', 'Split before and after', SquareSplitHorizontal, 's'),
  compare('side-by-side', 'Before and after side by side', Columns2, 'shift+s'),
  compare('difference', 'Show the difference', Diff, 'd'),
  {
    id: 'swap-compare',
    label: 'Swap before and after',
    group: 'Compare',
    icon: ArrowLeftRight,
    keys: ['w'],
    enabled: hasPicture,
    run: ({ view }) => chooseCompare(view, view.getState().compare === 'before' ? 'after' : 'before'),
  },
  {
    id: 'gain',
    label: 'Amplify the difference more',
    group: 'Compare',
    icon: Contrast,
    keys: ['shift+d'],
    enabled: ({ view }) => view.compare === 'difference',
    run: ({ view }) => {
      const { gain, set } = view.getState()
      set({ gain: gains[(gains.indexOf(gain) + 1) % gains.length]! })
    },
  },
]

const surrounds: readonly { readonly value: Surround; readonly label: string }[] = [
  { value: 'black', label: 'Black surround' },
  { value: 'grey', label: '18\u202f% grey surround' },
  { value: 'white', label: 'White surround' },
]

export const viewActions: readonly Action[] = [
  {
    id: 'zoom-fit',
    label: 'Fit the picture',
    group: 'View',
    icon: Maximize,
    keys: ['0', 'shift+digit0'],
    enabled: hasPicture,
    checked: ({ view }) => view.camera.fit,
    run: ({ view }) => fitStage(view),
  },
  {
    id: 'zoom-actual',
    label: 'Zoom to 100\u202f%',
    group: 'View',
    icon: Scan,
    keys: ['1'],
    enabled: hasPicture,
    run: ({ view }) => zoomToPercent(view, 100),
  },
  { id: 'zoom-in', label: 'Zoom in', group: 'View', icon: ZoomIn, keys: ['+', '='], enabled: hasPicture, run: ({ view }) => zoomStep(view, 1) },
  { id: 'zoom-out', label: 'Zoom out', group: 'View', icon: ZoomOut, keys: ['-'], enabled: hasPicture, run: ({ view }) => zoomStep(view, -1) },
  {
    id: 'probe',
    label: 'Read pixels under the pointer',
    group: 'View',
    icon: Crosshair,
    keys: ['i'],
    checked: ({ view }) => view.probing,
    run: ({ view }) => view.getState().set({ probing: !view.getState().probing, ...(view.getState().probing && { probe: undefined }) }),
  },
  {
    id: 'clipping',
    label: 'Mark clipped pixels',
    group: 'View',
    icon: TriangleAlert,
    keys: ['c'],
    checked: ({ view }) => view.clipping,
    run: ({ view }) => view.getState().set({ clipping: !view.getState().clipping }),
  },
  ...surrounds.map(({ value, label }) => surround(value, label)),
  {
    id: 'next-surround',
    label: 'Next surround',
    group: 'View',
    icon: CircleDot,
    keys: ['u'],
    run: ({ view }) => {
      const at = surrounds.findIndex(({ value }) => value === view.getState().surround)
      chooseSurround(view, surrounds[(at + 1) % surrounds.length]!.value)
    },
  },
  {
    id: 'theme',
    label: 'Change between dark and light',
    group: 'View',
    icon: SunMoon,
    keys: ['shift+t'],
    run: ({ lab, view }) => {
      const { theme, surroundByHand, set } = view.getState()
      const next = theme === 'dark' ? 'light' : 'dark'
      set({ theme: next, ...(!surroundByHand && { surround: homeSurround(next, isFilm(lab.getState())) }) })
    },
  },
]

const hasDensity = ({ lab }: Now): boolean => lab.derived !== undefined && filmStageOf(lab.derived.pipeline) !== undefined

const plot = (value: PlotMode, label: string, icon: LucideIcon, key: Shortcut): Action => ({
  id: `plot-${value}`,
  label,
  group: 'Histogram',
  icon,
  keys: [key],
  checked: (now) => shownPlot(now.view, hasDensity(now)) === value,
  run: ({ lab, view }) => view.getState().set(choosePlot(value, hasDensity({ lab: lab.getState(), view: view.getState() }))),
})

const channelActions = (
  [
    ['r', 'Red in the histogram', '6'],
    ['g', 'Green in the histogram', '7'],
    ['b', 'Blue in the histogram', '8'],
    ['luma', 'Luma in the histogram', '9'],
  ] satisfies readonly (readonly [PlotChannel, string, Shortcut])[]
).map(
  ([channel, label, key]): Action => ({
    id: `channel-${channel}`,
    label,
    group: 'Histogram',
    icon: ChartArea,
    keys: [key],
    checked: ({ view }) => view.channels[channel],
    run: ({ view }) => {
      const { channels, set } = view.getState()
      set({ channels: { ...channels, [channel]: !channels[channel] } })
    },
  }),
)

export const plotActions: readonly Action[] = [
  { ...plot('density', 'Density of the film and characteristic curves', Aperture, 'shift+j'), enabled: hasDensity },
  plot('joint', 'Joint plot of curve and histograms', ChartSpline, 'j'),
  plot('stacked', 'Stacked histograms', Rows3, 'k'),
  plot('overlaid', 'Overlaid histograms', Layers, 'o'),
  plot('table', 'Histogram as a table', Table, 't'),
  {
    id: 'counts',
    label: 'Logarithmic counts',
    group: 'Histogram',
    icon: Logs,
    keys: ['shift+l'],
    checked: ({ view }) => view.counts === 'log',
    run: ({ view }) => view.getState().set({ counts: view.getState().counts === 'log' ? 'linear' : 'log' }),
  },
  ...channelActions,
]

const fold = (panel: 'recipe' | 'plots', label: string, icon: LucideIcon, key: Shortcut): Action => ({
  id: `panel-${panel}`,
  label,
  group: 'Window',
  icon,
  keys: [key],
  checked: ({ view }) => view.panels[panel],
  run: ({ view }) => {
    const { panels, set } = view.getState()
    set({ panels: { ...panels, [panel]: !panels[panel] } })
  },
})

export const windowActions: readonly Action[] = [
  fold('recipe', 'Recipe panel', PanelLeft, '['),
  fold('plots', 'Histogram panel', PanelRight, ']'),
  { id: 'palette', label: 'Find an action…', group: 'Window', icon: Command, keys: ['mod+k'], run: ({ view }) => view.getState().set({ dialog: 'palette' }) },
  { id: 'shortcuts', label: 'Keyboard shortcuts', group: 'Window', icon: Keyboard, keys: ['?'], run: ({ view }) => view.getState().set({ dialog: 'shortcuts' }) },
]
