/**
 * A shortcut as text: "mod+shift+z", "?", "space", "delete", "digit3", "alt+arrowup". `mod` is ⌘ on a Mac and Ctrl elsewhere.
 * Letters and digits go by what the key means; `digitN` goes by where it is, for Shift changes what it means.
 */
export type Shortcut = string

export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(name: string): boolean
}

export const isMac = (platform = globalThis.navigator?.platform ?? ''): boolean => /mac|iphone|ipad/i.test(platform)

interface Parsed {
  readonly mod: boolean
  readonly shift: boolean
  readonly alt: boolean
  readonly key: string
}

const parse = (shortcut: Shortcut): Parsed => {
  const parts = shortcut.split('+')
  // the plus key itself: "+" splits into two empty parts
  const key = parts.at(-1) || '+'
  return { mod: parts.includes('mod'), shift: parts.includes('shift'), alt: parts.includes('alt'), key }
}

const named: Readonly<Record<string, string>> = { ' ': 'space' }

/** Punctuation may need Shift or AltGr on some keyboards, so only its meaning counts. */
const isPunctuation = (key: string): boolean => key.length === 1 && /[^\p{L}\p{N}]/u.test(key)

/** Whether a key press is that shortcut on this platform. */
export function matches(press: KeyPress, shortcut: Shortcut, mac: boolean): boolean {
  const { mod, shift, alt, key } = parse(shortcut)
  const altGraph = press.getModifierState?.('AltGraph') ?? false
  const plain = isPunctuation(key)
  const control = altGraph ? false : mac ? press.metaKey : press.ctrlKey
  const foreign = altGraph ? false : mac ? press.ctrlKey : press.metaKey
  if (control !== mod || foreign) return false
  if (!plain && (press.shiftKey !== shift || (press.altKey && !altGraph) !== alt)) return false
  if (/^digit\d$/.test(key)) return press.code.toLowerCase() === key
  const pressed = named[press.key] ?? press.key.toLowerCase()
  return pressed === key
}

const names: Readonly<Record<string, string>> = {
  space: 'Space',
  enter: 'Enter',
  escape: 'Esc',
  home: 'Home',
  end: 'End',
  delete: 'Delete',
  backspace: 'Backspace',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  '-': '−',
}

const modifier = (mac: boolean): Readonly<Record<string, string>> =>
  mac ? { mod: '⌘', shift: '⇧', alt: '⌥' } : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' }

/** The caps of a shortcut, in the order they are pressed: ["Ctrl", "Shift", "Z"]. */
export function keyCaps(shortcut: Shortcut, mac = isMac()): readonly string[] {
  const { mod, shift, alt, key } = parse(shortcut)
  const marks = modifier(mac)
  const cap = names[key] ?? (/^digit\d$/.test(key) ? key.slice(5) : key.length === 1 ? key.toUpperCase() : key)
  return [...(mod ? [marks['mod']!] : []), ...(shift ? [marks['shift']!] : []), ...(alt ? [marks['alt']!] : []), cap]
}

/** One line for a tip or a screen reader: "Ctrl Shift Z". */
export const keyLabel = (shortcut: Shortcut, mac = isMac()): string => keyCaps(shortcut, mac).join('\u202f')
