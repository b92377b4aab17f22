import { toFailure } from '../../kernels/failure.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { Lab, LabStore } from '../../state/lab.ts'
import type { View, ViewState } from '../../state/view.ts'
import { frameWindow, placeFrame, sameCamera, type FrameWindow, type Viewport } from './camera.ts'
import { sightOf, type Side, type Sight } from './sight.ts'

/** Zoomed in, a frame reaches this far past the pane (CSS pixels), so that a pan has something to show at once. */
const margin = 64
/** A frame that is not in sight (before, while only after is shown) is fetched when the hand has rested this long. */
const rest = 150

const sides: readonly Side[] = ['before', 'after']

/** What decides the pixels of a frame. Recipes are immutable, so identity tells them apart. */
interface Wish {
  readonly picture: number
  readonly window: FrameWindow
  readonly show: 'before' | 'after' | 'difference' | 'clipping'
  readonly gain: number
  /** None for the picture as it came, so that no change of the recipe asks for it anew. */
  readonly recipe: Recipe | undefined
}

interface Slot {
  canvas: HTMLCanvasElement | undefined
  asked: Wish | undefined
  /** Picture and window of what the canvas shows. */
  shown: { readonly picture: number; readonly window: FrameWindow } | undefined
  /** A request went out in this animation frame. */
  gated: boolean
  late: boolean
}

const emptySlot = (): Slot => ({ canvas: undefined, asked: undefined, shown: undefined, gated: false, late: false })

/** The picture that a view's camera belongs to; it outlives the stage, which goes and comes with the layout. */
const aimedAt = new WeakMap<View, number>()

export interface Frames {
  /** Gives a side its canvas, or takes it away. */
  attach(side: Side, canvas: HTMLCanvasElement | null): void
  resize(box: Viewport): void
  /** Listens to the stores until the function it gives is called. */
  start(): () => void
}

/** Whether a frame of that window averages at least four pixels into one. */
const reduces = ({ width, height, outWidth, outHeight }: FrameWindow): boolean => width >= 2 * outWidth && height >= 2 * outHeight

const sameWindow = (a: FrameWindow, b: FrameWindow): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height && a.outWidth === b.outWidth && a.outHeight === b.outHeight

const sameWish = (a: Wish | undefined, b: Wish): boolean =>
  a !== undefined && a.picture === b.picture && a.show === b.show && a.gain === b.gain && a.recipe === b.recipe && sameWindow(a.window, b.window)

/** The snapshot that stands in for "before", if one does. */
export const referenceOf = (lab: Pick<LabStore, 'snapshots'>, view: Pick<ViewState, 'reference'>) =>
  view.reference === undefined ? undefined : lab.snapshots.find((snapshot) => snapshot.id === view.reference)

function wishFor(side: Side, sight: Sight, lab: LabStore, view: ViewState): Wish {
  const window = frameWindow(sight.camera, sight.picture, sight.viewport, sight.camera.fit ? 0 : margin)
  const base = { picture: lab.picture!.id, window, gain: 1, recipe: undefined }
  if (side === 'before' || (view.holdBefore && sight.mode === 'side-by-side')) {
    const reference = referenceOf(lab, view)
    return reference ? { ...base, show: 'after', recipe: reference.recipe } : { ...base, show: 'before' }
  }
  const now = { ...base, recipe: lab.shown }
  if (view.compare === 'difference') return { ...now, show: 'difference', gain: view.gain }
  return { ...now, show: view.clipping ? 'clipping' : 'after' }
}

/**
 * Keeps the canvases of the stage true: asks for a frame when picture, recipe, camera or comparison change, draws it
 * when it comes, and moves what is already drawn along with the hand meanwhile. It listens to the stores itself, so a
 * tick of a slider reaches the screen without React drawing anything.
 */
export function createFrames(lab: Lab, view: View): Frames {
  const slots: Readonly<Record<Side, Slot>> = { before: emptySlot(), after: emptySlot() }
  let box: Viewport | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let told: string | undefined

  const place = (side: Side, sight: Sight): void => {
    const { canvas, shown } = slots[side]
    // a frame of the picture before stays where it stood until the new one replaces it
    if (!canvas || !shown || shown.picture !== lab.getState().picture?.id) return
    const { x, y, scaleX, scaleY } = placeFrame(shown.window, sight.camera, sight.viewport)
    canvas.style.transform = `translate(${x}px, ${y}px) scale(${scaleX}, ${scaleY})`
    // smaller than its own pixels a frame is smoothed: that is a passing state, until the sharper one is there
    canvas.style.imageRendering = scaleX * sight.viewport.dpr >= 1 && shown.window.outWidth === shown.window.width ? 'pixelated' : 'auto'
  }

  const draw = (side: Side, window: FrameWindow, data: Uint8ClampedArray<ArrayBuffer>, of: number): void => {
    const { canvas } = slots[side]
    if (!canvas) return
    if (canvas.width !== window.outWidth || canvas.height !== window.outHeight) {
      canvas.width = window.outWidth
      canvas.height = window.outHeight
    }
    // willReadFrequently keeps the canvas in memory, where putImageData costs a tenth; nothing is ever read back
    const context = canvas.getContext('2d', { alpha: true, willReadFrequently: true })
    context?.putImageData(new ImageData(data, window.outWidth, window.outHeight), 0, 0)
    canvas.dataset['picture'] = String(of)
    slots[side].shown = { picture: of, window }
    for (const other of sides) wipe(slots[other], of)
  }

  /** Two pictures never stand beside each other: what is left of the one before goes when the first frame of this one comes. */
  const wipe = (slot: Slot, of: number): void => {
    if (!slot.canvas || !slot.shown || slot.shown.picture === of) return
    slot.canvas.width = 1
    slot.canvas.height = 1
    slot.shown = undefined
  }

  const ask = async (side: Side, wish: Wish): Promise<void> => {
    const own = slots[side]
    own.asked = wish
    own.gated = true
    requestAnimationFrame(() => {
      own.gated = false
      if (own.late) sync()
    })
    try {
      // a new picture is seen at once, and well a blink later; what was cut out of a scan is there in a blink anyway
      const { picture, scan } = lab.getState()
      if (own.shown?.picture !== wish.picture && reduces(wish.window) && picture === scan) await show(side, wish, true)
      if (own.asked === wish) await show(side, wish, false)
    } catch (caught) {
      if (own.asked === wish) own.asked = undefined
      report(wish.picture, caught)
    }
  }

  const show = async (side: Side, { picture, recipe, ...look }: Wish, rough: boolean): Promise<void> => {
    const frame = await lab.getState().render(side, { ...look, recipe, rough })
    if (!frame) return
    const wanted = running && lab.getState().picture?.id === picture
    if (wanted) draw(side, frame.window, frame.data, picture)
    lab.getState().recycle(frame)
    if (!wanted) return
    told = undefined
    const sight = now()
    if (sight) place(side, sight)
  }

  /** A picture that was closed meanwhile has no frame, and nobody misses it; the rest is told once. */
  const report = (of: number, caught: unknown): void => {
    const { picture: open, tell } = lab.getState()
    const failure = toFailure(caught)
    if (!running || open?.id !== of || failure.code === 'cancelled' || told === failure.code) return
    told = failure.code
    tell({ subject: open.name, failure })
  }

  const now = (): Sight | undefined => {
    const open = lab.getState().picture
    return open && box && sightOf(open, view.getState(), box)
  }

  const askAll = (inSight: boolean): void => {
    const sight = now()
    if (!sight) return
    const state = view.getState()
    const seen = new Set(sight.panes.flatMap((pane) => pane.sides))
    for (const side of sides) {
      if (seen.has(side) !== inSight) continue
      const own = slots[side]
      const wish = wishFor(side, sight, lab.getState(), state)
      own.late = false
      if (!own.canvas || sameWish(own.asked, wish)) continue
      if (own.gated) own.late = true
      else void ask(side, wish)
    }
  }

  function sync(): void {
    if (!running) return
    const sight = now()
    if (!sight) return
    const id = lab.getState().picture!.id
    if (aimedAt.get(view) !== id) {
      aimedAt.set(view, id)
      view.getState().set({ camera: { ...sight.camera, fit: true }, probe: undefined, probeValues: undefined })
      return
    }
    if (!sameCamera(sight.camera, view.getState().camera)) {
      view.getState().set({ camera: sight.camera })
      return
    }
    for (const side of sides) place(side, sight)
    askAll(true)
    clearTimeout(timer)
    timer = setTimeout(() => askAll(false), rest)
  }

  return {
    attach(side, canvas) {
      slots[side].canvas = canvas ?? undefined
      slots[side].shown = undefined
      slots[side].asked = undefined
      if (canvas) sync()
    },
    resize(next) {
      box = next
      sync()
    },
    start() {
      running = true
      const leave = [lab.subscribe(sync), view.subscribe(sync)]
      sync()
      return () => {
        running = false
        clearTimeout(timer)
        for (const stop of leave) stop()
      }
    },
  }
}
