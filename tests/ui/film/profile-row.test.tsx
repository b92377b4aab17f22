import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { linkToProfile, profileToText, textToProfile } from '../../../src/recipe/film-profile.ts'
import { filmStepOf } from '../../../src/state/film.ts'
import { originOf } from '../../../src/state/film-origin.ts'
import { current } from '../../../src/state/history.ts'
import { profileInForce } from '../../../src/state/profile-use.ts'
import { ProfileRow } from '../../../src/ui/film/profile-row.tsx'
import { filmLab, type FilmLab } from './film-lab.tsx'

const item = (name: string) => screen.findByRole('button', { name })
const menu = async (name: string, entry: string): Promise<void> => {
  await userEvent.click(await screen.findByRole('button', { name: `More for ${name}` }))
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${entry}`) }))
}
const save = async (name: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: 'Save as profile' }))
  const field = screen.getByRole('textbox', { name: 'Name of the new film profile' })
  await userEvent.clear(field)
  await userEvent.type(field, `${name}{Enter}`)
  await item(name)
}
const film = ({ lab }: FilmLab) => filmStepOf(current(lab.getState().history))!.params

describe('the film profiles in the panel', () => {
  it('take the film in force under a name, the scan’s unless another is typed', async () => {
    await filmLab(<ProfileRow colour />)
    await userEvent.click(screen.getByRole('button', { name: 'Save as profile' }))
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name of the new film profile' }).value).toBe('roll-07_chart')
    await userEvent.keyboard('{Enter}')
    await item('roll-07_chart')
    await userEvent.click(screen.getByRole('button', { name: 'Save as profile' }))
    await userEvent.keyboard('{Escape}')
    expect(within(screen.getByRole('list', { name: 'Film profiles' })).getAllByRole('listitem').length).toBe(1)
  })

  it('print the frame by a press, and show which one it is', async () => {
    const stores = await filmLab(<ProfileRow colour />)
    await save('Gold 200')
    const { key } = filmStepOf(current(stores.lab.getState().history))!
    act(() => stores.lab.getState().setParams(key, { kRR: 3, exposure: 1 }))
    await userEvent.click(await item('Gold 200'))
    await waitFor(() => expect(film(stores)['kRR']).toBe(1.85))
    expect(film(stores)['exposure']).toBe(1)
    expect((await item('Gold 200')).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByText('from a profile')).toBeDefined()
    act(() => stores.lab.getState().undo())
    expect(film(stores)['kRR']).toBe(3)
  })

  it('are renamed in place, deleted, and given back by Undo', async () => {
    await filmLab(<ProfileRow colour />)
    await save('Gold 200')
    await menu('Gold 200', 'Rename')
    const field = screen.getByRole('textbox', { name: 'Name of the film profile' })
    await userEvent.clear(field)
    await userEvent.type(field, 'Gold 200, drum{Enter}')
    await item('Gold 200, drum')
    await menu('Gold 200, drum', 'Delete')
    await screen.findByText('Deleted Gold 200, drum.')
    expect(screen.queryByRole('button', { name: 'Gold 200, drum' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await item('Gold 200, drum')
    expect(screen.queryByText(/^Deleted/)).toBeNull()
  })

  it('leave as a file and as a link that hold the whole of it', async () => {
    const stores = await filmLab(<ProfileRow colour />)
    await save('Gold 200')
    const profile = profileInForce(current(stores.lab.getState().history))!
    const files: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      files.push(blob as Blob)
      return 'blob:x'
    })
    await menu('Gold 200', 'Save as a file')
    expect(textToProfile(await files[0]!.text()).profile.film.base).toEqual(profile.film.base.map((value) => expect.closeTo(value, 5)))
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue(undefined)
    await menu('Gold 200', 'Copy a link')
    await waitFor(() => expect(copied).toHaveBeenCalled())
    const [address] = copied.mock.calls[0]!
    expect(linkToProfile(address.slice(address.indexOf('#')))?.name).toBe('Gold 200')
    vi.restoreAllMocks()
  })

  it('come from a file that is chosen', async () => {
    const stores = await filmLab(<ProfileRow colour />)
    const profile = profileInForce(current(stores.lab.getState().history))!
    const press = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
      Object.defineProperty(this, 'files', { value: [new File([profileToText({ name: 'From Ada', profile })], 'ada.json')] })
      this.dispatchEvent(new Event('change'))
    })
    await userEvent.click(screen.getByRole('button', { name: 'Open a file' }))
    press.mockRestore()
    expect((await item('From Ada')).getAttribute('aria-pressed')).toBe('false')
  })

  it('say so where the scan’s base is of another film', async () => {
    const stores = await filmLab(<ProfileRow colour />)
    const profile = profileInForce(current(stores.lab.getState().history))!
    const [r, g, b] = profile.film.base
    await act(async () => void (await stores.profiles.getState().add({ name: 'Other', profile: { ...profile, film: { ...profile.film, base: [r, g, b / 2] } } })))
    await userEvent.click(await item('Other'))
    await screen.findByText('Another film base')
    expect(originOf(stores.lab.getState().history)).toMatchObject({ base: 'other' })
  })

  it('of a black-and-white film offer no chart', async () => {
    await filmLab(<ProfileRow colour={false} />)
    expect(screen.queryByRole('button', { name: 'Fit a colour chart' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Save as profile' })).toBeDefined()
  })
})
