import { describe, expect, it } from 'vitest'
import { keyCaps, matches, type KeyPress } from '../../../src/ui/shell/keys.ts'

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  getModifierState: () => false,
  ...change,
})

describe('matches', () => {
  it('takes ⌘ on a Mac and Ctrl elsewhere', () => {
    expect(matches(press('k', { metaKey: true }), 'mod+k', true)).toBe(true)
    expect(matches(press('k', { ctrlKey: true }), 'mod+k', true)).toBe(false)
    expect(matches(press('k', { ctrlKey: true }), 'mod+k', false)).toBe(true)
    expect(matches(press('k', { metaKey: true }), 'mod+k', false)).toBe(false)
  })

  it('tells a letter from the same with Shift', () => {
    expect(matches(press('s'), 's', false)).toBe(true)
    expect(matches(press('S', { shiftKey: true }), 's', false)).toBe(false)
    expect(matches(press('S', { shiftKey: true }), 'shift+s', false)).toBe(true)
  })

  it('takes letters with Caps Lock on', () => {
    expect(matches(press('G'), 'g', false)).toBe(true)
  })

  it('leaves plain letters alone when Ctrl is down', () => {
    expect(matches(press('c', { ctrlKey: true }), 'c', false)).toBe(false)
  })

  it('takes a bracket that needs AltGr, as on a German keyboard', () => {
    const german = press('[', { ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' })
    expect(matches(german, '[', false)).toBe(true)
  })

  it('takes a question mark however it is made', () => {
    expect(matches(press('?', { shiftKey: true }), '?', false)).toBe(true)
    expect(matches(press('?'), '?', false)).toBe(true)
  })

  it('finds digits by their place when Shift makes them signs', () => {
    expect(matches(press('!', { shiftKey: true, code: 'Digit1' }), 'shift+digit1', false)).toBe(true)
  })
})

describe('keyCaps', () => {
  it('names keys as the platform prints them', () => {
    expect(keyCaps('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('mod+shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(keyCaps('+', false)).toEqual(['+'])
    expect(keyCaps('alt+arrowup', false)).toEqual(['Alt', '↑'])
    expect(keyCaps('shift+digit3', false)).toEqual(['Shift', '3'])
  })
})
