import * as v from 'valibot'
import { homeSurround, type View, type ViewState } from './view.ts'

/** How a person likes the lab, whatever picture is open: kept for every tab and every day. */
type Preferences = Pick<ViewState, 'theme' | 'surround' | 'surroundByHand' | 'dialect' | 'panels'>

const key = 'image-transform-lab'
const names = ['theme', 'surround', 'surroundByHand', 'dialect', 'panels'] as const
const width = v.pipe(v.number(), v.minValue(200), v.maxValue(600))

const schema = v.partial(
  v.object({
    theme: v.picklist(['dark', 'light']),
    surround: v.picklist(['black', 'grey', 'white']),
    surroundByHand: v.boolean(),
    dialect: v.picklist(['numpy', 'opencv']),
    panels: v.object({ recipe: v.boolean(), plots: v.boolean(), recipeWidth: width, sideWidth: width, plotsWidth: width }),
  }),
)

/** Without a surround that only came with the theme; builds before this one did not say which it was. */
function chosen({ surround, surroundByHand, ...rest }: Partial<Preferences>): Partial<Preferences> {
  const byHand = surroundByHand ?? (surround !== undefined && surround !== homeSurround(rest.theme ?? 'dark', false))
  return surround && byHand ? { ...rest, surround, surroundByHand: true } : rest
}

/** The kept preferences; none where there are none or they cannot be read. */
export function readPreferences(storage?: Pick<Storage, 'getItem'>): Partial<Preferences> {
  try {
    const read = v.safeParse(schema, JSON.parse((storage ?? localStorage).getItem(key) ?? '{}'))
    return read.success ? chosen(read.output as Partial<Preferences>) : {}
  } catch {
    return {}
  }
}

/** Keeps the preferences whenever one changes; gives the function that stops it. */
export function keepPreferences(view: View, storage?: Pick<Storage, 'setItem'>): () => void {
  return view.subscribe((state, before) => {
    if (names.every((name) => state[name] === before[name])) return
    try {
      const { theme, surround, surroundByHand, dialect, panels } = state
      ;(storage ?? localStorage).setItem(key, JSON.stringify({ theme, surround, surroundByHand, dialect, panels }))
    } catch {
      // a browser that keeps nothing: the choice holds as long as the page
    }
  })
}
