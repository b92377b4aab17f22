import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { recipeToCode } from '../../../src/recipe/code.ts'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import { current } from '../../../src/state/history.ts'
import type { Lab } from '../../../src/state/lab.ts'
import { commandLine, quoted } from '../../../src/ui/share/shell-words.ts'
import { TakeAway } from '../../../src/ui/share/take-away.tsx'
import { labWith, show } from '../lab.tsx'

const codeOf = ({ getState }: Lab, as: 'numpy' | 'opencv'): string => recipeToCode(current(getState().history), getState().picture!.source, as, 'picture.png')
const region = (name: string): string => screen.getByRole('region', { name }).textContent ?? ''

describe('taking the recipe away', () => {
  it('shows the program for this picture and its file', async () => {
    const lab = await labWith()
    lab.getState().add('log')
    show(<TakeAway />, lab)
    expect(region('NumPy code').trim()).toBe(codeOf(lab, 'numpy').trim())
    expect(region('NumPy code')).toContain('"picture.png"')
  })
  it('changes the language and keeps it in the view', async () => {
    const lab = await labWith()
    const { view } = show(<TakeAway />, lab)
    await userEvent.setup().click(screen.getByRole('radio', { name: 'OpenCV' }))
    expect(view.getState().dialect).toBe('opencv')
    expect(region('OpenCV code').trim()).toBe(codeOf(lab, 'opencv').trim())
  })
  it('follows the recipe', async () => {
    const lab = await labWith()
    show(<TakeAway />, lab)
    act(() => lab.getState().add('gamma', { gamma: 0.8 }))
    await waitFor(() => expect(region('NumPy code')).toContain('# gamma(gamma=0.8)'))
  })
  it('gives the command line with the recipe as the link writes it', async () => {
    const lab = await labWith()
    lab.getState().add('log')
    lab.getState().add('gamma', { gamma: 0.8 })
    show(<TakeAway />, lab)
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Command line' }))
    expect(region('Command line').trim()).toBe("npm run -s lab -- apply --recipe 'log;gamma(gamma=0.8)' --out results 'picture.png'")
  })
  it('says what a program leaves out of a frame before it is copied, and that the command line does not', async () => {
    const lab = await labWith()
    show(<TakeAway />, lab)
    expect(screen.getByText('# same bytes as Export')).toBeTruthy()
    act(() => lab.getState().add('film-negative'))
    expect(await screen.findByText('# within a code of Export')).toBeTruthy()
    act(() => lab.getState().setGeometry({ ...wholeGeometry, angle: -1.5, fallOff: { corner: 0.05 } }))
    expect(await screen.findByText('# not quite the picture of Export: the lab also turns the frame by −1.5° and evens out the light of the scanner, as its command line does')).toBeTruthy()
    await userEvent.setup().click(screen.getByRole('radio', { name: 'Command line' }))
    expect(screen.getByText('# same bytes as Export')).toBeTruthy()
  })
  it('can be scrolled from the keyboard', async () => {
    show(<TakeAway />, await labWith())
    expect(screen.getByRole('region', { name: 'NumPy code' }).tabIndex).toBe(0)
  })
  it('copies what it shows and says so', async () => {
    const lab = await labWith()
    lab.getState().add('negative')
    show(<TakeAway />, lab)
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe(codeOf(lab, 'numpy'))
  })
  it('says what to do when the browser refuses', async () => {
    show(<TakeAway />, await labWith())
    const user = userEvent.setup()
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new DOMException('', 'NotAllowedError'))
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await screen.findByText(/Select the code and copy it/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Copied' })).toBeNull()
  })
})

describe('a word for the shell', () => {
  it('is safe whatever the file is called', () => {
    expect(quoted("it's $HOME `x`; rm.png")).toBe(String.raw`'it'\''s $HOME ${'`x`'}; rm.png'`)
  })
  it('is never read as an option', () => {
    expect(commandLine('log', '-rf.png')).toContain("'./-rf.png'")
  })
})
