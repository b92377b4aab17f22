import { describe, expect, it } from 'vitest'
import { keepPreferences, readPreferences } from '../../src/state/preferences.ts'
import { chooseSurround, createView } from '../../src/state/view.ts'

const storage = (text?: string) => {
  let kept = text ?? null
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) }
}

describe('preferences', () => {
  it('keep a surround that was chosen, and none that came with the theme or a film', () => {
    const store = storage()
    const view = createView()
    keepPreferences(view, store)
    // as a film that is inverted has it
    view.getState().set({ surround: 'grey', dialect: 'opencv' })
    expect(readPreferences(store)).toMatchObject({ theme: 'dark', dialect: 'opencv' })
    expect(createView(readPreferences(store)).getState()).toMatchObject({ surround: 'black', surroundByHand: false })
    chooseSurround(view, 'black')
    expect(createView(readPreferences(store)).getState()).toMatchObject({ surround: 'black', surroundByHand: true })
  })

  it('stand in the grey of a light page, also as an older build kept them', () => {
    expect(createView(readPreferences(storage('{"theme":"light","surround":"grey"}'))).getState()).toMatchObject({ surround: 'grey', surroundByHand: false })
    expect(createView(readPreferences(storage('{"theme":"light","surround":"white"}'))).getState()).toMatchObject({ surround: 'white', surroundByHand: true })
  })

  it('are none where something else was written', () => {
    expect(readPreferences(storage('{"theme":"pink"}'))).toEqual({})
    expect(readPreferences(storage('nothing'))).toEqual({})
  })
})
