import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { linkToState } from '../../../src/recipe/link.ts'
import { ShareDialog } from '../../../src/ui/share/share-dialog.tsx'
import { labWith, show } from '../lab.tsx'

const field = () => screen.getByRole('textbox', { name: 'Link' })
const address = () => (field() as HTMLInputElement).value

beforeEach(() => {
  window.history.replaceState(null, '', '/lab/?x=1')
})

describe('the share dialog', () => {
  it('gives a link that holds the recipe and says that the picture is not in it', async () => {
    const lab = await labWith()
    lab.getState().add('gamma', { gamma: 0.8 })
    show(<ShareDialog />, lab, { dialog: 'share' })
    expect(address()).toMatch(/\/lab\/\?x=1#v=1/)
    const held = linkToState(new URL(address()).hash)
    expect(held?.recipe.steps).toMatchObject([{ id: 'gamma', params: { gamma: 0.8 } }])
    expect(held?.sample).toBeUndefined()
    expect(screen.getByText(/Your picture is not in it: pictures never leave this computer/)).toBeTruthy()
  })

  it('says of a sample that the link opens it', async () => {
    const lab = await labWith()
    lab.setState({ source: { kind: 'sample', id: 'night' } })
    show(<ShareDialog />, lab, { dialog: 'share' })
    expect(linkToState(new URL(address()).hash)?.sample).toBe('night')
    expect(screen.getByText(/It opens the sample picture too/)).toBeTruthy()
  })

  it('copies the link, says so, and only then puts it into the address', async () => {
    const lab = await labWith()
    lab.getState().add('negative')
    show(<ShareDialog />, lab, { dialog: 'share' })
    const user = userEvent.setup()
    expect(window.location.hash).toBe('')
    const link = address()
    await user.click(screen.getByRole('button', { name: 'Copy link' }))
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('The link is on the clipboard.'))
    expect(await navigator.clipboard.readText()).toBe(link)
    expect(window.location.href).toBe(link)
  })

  it('says how to copy by hand where the clipboard is closed', async () => {
    show(<ShareDialog />, await labWith(), { dialog: 'share' })
    const user = userEvent.setup()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    await user.click(screen.getByRole('button', { name: 'Copy link' }))
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('The link is selected'))
    expect(document.activeElement).toBe(field())
    vi.restoreAllMocks()
  })

  it('says when the recipe is too long for a link', async () => {
    const lab = await labWith()
    for (let i = 0; i < 65; i++) lab.getState().add('negative')
    show(<ShareDialog />, lab, { dialog: 'share' })
    expect(screen.getByText(/The link cannot be used\..*65 steps/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Copy link' })).toBeNull()
  })
})
