import type { Shortcut } from '../shell/keys.ts'

/** What the keys do while presenting, for the list of shortcuts. */
export const presentKeys: readonly { readonly label: string; readonly keys: readonly Shortcut[] }[] = [
  { label: 'Next step, the step before', keys: ['arrowright', 'arrowleft'] },
  { label: 'The picture as opened, all steps', keys: ['home', 'end'] },
  { label: 'Change the value of the step', keys: ['arrowup', 'arrowdown'] },
  { label: 'Show before while the key is down', keys: ['space'] },
  { label: 'Fill the whole screen', keys: ['f'] },
  { label: 'Leave', keys: ['escape', 'p'] },
]
