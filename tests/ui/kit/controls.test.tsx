import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Checkbox } from '../../../src/ui/kit/checkbox.tsx'
import { Dialog } from '../../../src/ui/kit/dialog.tsx'
import { Formula } from '../../../src/ui/kit/formula.tsx'
import { IconButton } from '../../../src/ui/kit/icon-button.tsx'
import { Menu } from '../../../src/ui/kit/menu.tsx'
import { MenuField } from '../../../src/ui/kit/menu-field.tsx'
import { NumberField } from '../../../src/ui/kit/number-field.tsx'
import { Segments } from '../../../src/ui/kit/segments.tsx'
import { Slider } from '../../../src/ui/kit/slider.tsx'
import { Splitter } from '../../../src/ui/kit/splitter.tsx'
import { Tabs } from '../../../src/ui/kit/tabs.tsx'

const nothing = (): void => undefined

const Field = ({ onCommit = nothing }: { onCommit?: (value: number) => void }) => {
  const [value, setValue] = useState(1.7)
  const commit = (next: number): void => {
    setValue(next)
    onCommit(next)
  }
  return <NumberField label="Exponent γ" symbol="γ" value={value} min={0.05} max={10} digits={2} scale="log" onCommit={commit} />
}

const field = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Exponent γ' })

describe('the number field', () => {
  it.each(['abc', '1e999', '', '-3', '10.01'])('says the range and keeps the last good value when given %j', async (text) => {
    const onCommit = vi.fn<(value: number) => void>()
    render(<Field onCommit={onCommit} />)
    const user = userEvent.setup()
    await user.clear(field())
    if (text) await user.type(field(), text)
    await user.keyboard('{Enter}')
    expect(field().value).toBe('1.70')
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('alert').textContent).toBe('γ takes 0.05 to 10. Kept 1.70.')
    expect(field().getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id)
    expect(onCommit).not.toHaveBeenCalled()
  })
  it('takes a good value after a bad one and drops the sentence', async () => {
    render(<Field />)
    const user = userEvent.setup()
    await user.clear(field())
    await user.type(field(), 'abc{Enter}')
    await user.clear(field())
    await user.type(field(), '2,2{Enter}')
    expect(field().value).toBe('2.20')
    expect(screen.queryByRole('alert')).toBeNull()
  })
  it('shows of a large number the decimals there is room for, and all of them while it is typed in', async () => {
    render(<NumberField label="Scale factor c" symbol="c" value={5454.28} min={0.01} max={100_000} digits={2} onCommit={nothing} />)
    const large = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Scale factor c' })
    expect(large.value).toBe('5454.3')
    expect(large.getAttribute('aria-valuetext')).toBe('5454.28')
    const user = userEvent.setup()
    await user.click(large)
    expect(large.value).toBe('5454.28')
    expect([large.selectionStart, large.selectionEnd]).toEqual([0, 7])
    await user.tab()
    expect(large.value).toBe('5454.3')
  })
  it('shows a fraction cut to its room, never to less than three digits that matter', () => {
    const { rerender } = render(<NumberField label="Exponent" symbol="γ" value={1 / 2.2} min={0} max={10} digits={2} onCommit={nothing} />)
    const exponent = screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Exponent' })
    expect(exponent.value).toBe('0.4545')
    rerender(<NumberField label="Exponent" symbol="γ" value={0.000_454_545_5} min={0} max={10} digits={2} onCommit={nothing} />)
    expect(exponent.value).toBe('0.000455')
    rerender(<NumberField label="Exponent" symbol="γ" value={0} min={0} max={10} digits={2} onCommit={nothing} />)
    expect(exponent.value).toBe('0.00')
  })
  it('commits when it is left', async () => {
    const onCommit = vi.fn<(value: number) => void>()
    render(<Field onCommit={onCommit} />)
    const user = userEvent.setup()
    await user.clear(field())
    await user.type(field(), '0.5')
    await user.tab()
    expect(onCommit).toHaveBeenCalledExactlyOnceWith(0.5)
  })
  it('goes back on Escape', async () => {
    const onCommit = vi.fn<(value: number) => void>()
    render(<Field onCommit={onCommit} />)
    const user = userEvent.setup()
    await user.clear(field())
    await user.type(field(), '9{Escape}')
    expect(field().value).toBe('1.70')
    await user.tab()
    expect(onCommit).not.toHaveBeenCalled()
  })
  it('steps by arrows, ten times as far with Shift', async () => {
    render(<Field />)
    const user = userEvent.setup()
    await user.click(field())
    await user.keyboard('{ArrowUp}')
    expect(field().value).toBe('1.71')
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect(field().value).toBe('1.61')
  })
})

const Slide = ({ onSettle = nothing }: { onSettle?: () => void }) => {
  const [value, setValue] = useState(1.7)
  return <Slider label="Exponent γ" value={value} min={0.05} max={10} initial={1} scale="log" digits={2} onChange={setValue} onSettle={onSettle} />
}

/** A pressed pointer at a share of a track that is one pixel wide. */
const at = (share: number) => ({ pointerId: 1, buttons: 1, clientX: share })

const thumb = () => screen.getByRole('slider', { name: 'Exponent γ' })

describe('the slider', () => {
  it('tells its value and its range', () => {
    render(<Slide />)
    expect(thumb().getAttribute('aria-valuenow')).toBe('1.7')
    expect(thumb().getAttribute('aria-valuemin')).toBe('0.05')
    expect(thumb().getAttribute('aria-valuemax')).toBe('10')
    expect(thumb().getAttribute('aria-valuetext')).toBe('1.70')
  })
  it.each([
    ['{ArrowRight}', '1.71'],
    ['{ArrowDown}', '1.69'],
    ['{Shift>}{ArrowRight}{/Shift}', '1.8'],
    ['{Alt>}{ArrowRight}{/Alt}', '1.701'],
    ['{PageUp}', '1.8'],
    ['{Home}', '0.05'],
    ['{End}', '10'],
  ])('follows %s', async (keys, value) => {
    render(<Slide />)
    thumb().focus()
    await userEvent.setup().keyboard(keys)
    expect(thumb().getAttribute('aria-valuenow')).toBe(value)
  })
  it('is brought back by a hand whose way there is not shown yet', () => {
    const onChange = vi.fn<(value: number) => void>()
    render(<Slider label="Exponent γ" value={5} min={0} max={10} initial={1} scale="linear" digits={1} onChange={onChange} onSettle={nothing} />)
    const track = thumb().parentElement!
    track.setPointerCapture = nothing
    fireEvent.pointerDown(thumb(), at(0.5))
    for (const share of [0.75, 0.75, 0.5]) fireEvent.pointerMove(track, at(share))
    expect(onChange.mock.calls).toEqual([[7.5], [5]])
  })
  it('goes back to its default on double-click and settles', async () => {
    const onSettle = vi.fn<() => void>()
    render(<Slide onSettle={onSettle} />)
    fireEvent.doubleClick(thumb())
    expect(thumb().getAttribute('aria-valuenow')).toBe('1')
    expect(onSettle).toHaveBeenCalled()
  })
  it('turns with the wheel only while it has the focus', () => {
    render(<Slide />)
    fireEvent.wheel(thumb(), { deltaY: -100 })
    expect(thumb().getAttribute('aria-valuenow')).toBe('1.7')
    thumb().focus()
    fireEvent.wheel(thumb(), { deltaY: -100 })
    expect(thumb().getAttribute('aria-valuenow')).toBe('1.71')
  })
})

describe('choices', () => {
  const options = [
    { value: 'a', label: 'First' },
    { value: 'b', label: 'Second' },
    { value: 'c', label: 'Third' },
  ] as const
  type Letter = (typeof options)[number]['value']

  const Chosen = ({ as: As }: { as: typeof Segments<Letter> | typeof MenuField<Letter> }) => {
    const [value, setValue] = useState<Letter>('a')
    return <As label="Letters" value={value} onChange={setValue} options={options} />
  }

  it('shows segments as radio buttons that arrows move between', async () => {
    render(<Chosen as={Segments} />)
    const user = userEvent.setup()
    await user.click(screen.getByRole('radio', { name: 'Second' }))
    expect(screen.getByRole('radio', { name: 'Second' }).getAttribute('aria-checked')).toBe('true')
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(screen.getByRole('radio', { name: 'First' })).toBe(document.activeElement)
    expect(screen.getByRole('radio', { name: 'First' }).getAttribute('aria-checked')).toBe('true')
  })
  it('gives a row of segments one tab stop', () => {
    render(<Chosen as={Segments} />)
    expect(screen.getAllByRole('radio').map((radio) => radio.tabIndex)).toEqual([0, -1, -1])
  })
  it('opens a menu field and takes what is clicked', async () => {
    render(<Chosen as={MenuField} />)
    const user = userEvent.setup()
    await user.click(screen.getByRole('combobox', { name: 'Letters' }))
    await user.click(await screen.findByRole('option', { name: 'Third' }))
    expect(screen.getByRole('combobox', { name: 'Letters' }).textContent).toContain('Third')
  })
  it('moves through tabs by keys', async () => {
    const onChange = vi.fn<(value: string) => void>()
    render(<Tabs label="Panels" value="a" onChange={onChange} tabs={options} />)
    screen.getByRole('tab', { name: 'First' }).focus()
    await userEvent.setup().keyboard('{End}')
    expect(onChange).toHaveBeenCalledWith('c')
  })
})

describe('buttons and menus', () => {
  it('names a button that is only an icon', () => {
    render(<IconButton label="Undo">↶</IconButton>)
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
  })
  it('runs the item that is chosen from a menu', async () => {
    const onSelect = vi.fn<() => void>()
    render(<Menu label="Actions" trigger={<IconButton label="More">…</IconButton>} items={[{ label: 'Duplicate', onSelect }, { label: 'Remove', onSelect: () => undefined, disabled: true }]} />)
    const user = userEvent.setup()
    await user.click(screen.getByRole('button', { name: 'More' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Duplicate' }))
    expect(onSelect).toHaveBeenCalledOnce()
  })
  it('marks what holds in a menu of choices', async () => {
    render(<Menu label="Colours" trigger={<IconButton label="Colours">…</IconButton>} items={[{ label: 'Red only', checked: true, onSelect: () => undefined }, { label: 'Blue only', checked: false, onSelect: () => undefined }]} />)
    await userEvent.setup().click(screen.getByRole('button', { name: 'Colours' }))
    expect((await screen.findByRole('menuitemcheckbox', { name: 'Red only' })).getAttribute('aria-checked')).toBe('true')
    expect(screen.getByRole('menuitemcheckbox', { name: 'Blue only' }).getAttribute('aria-checked')).toBe('false')
  })
  it('ticks a checkbox by its name', async () => {
    const onChange = vi.fn<(checked: boolean) => void>()
    render(<Checkbox label="Keep the DC term" checked={false} onChange={onChange} />)
    await userEvent.setup().click(screen.getByRole('checkbox', { name: 'Keep the DC term' }))
    expect(onChange).toHaveBeenCalledWith(true)
  })
  it('closes a dialog by its button and by Escape', async () => {
    const onClose = vi.fn<() => void>()
    render(
      <Dialog title="Export" open onClose={onClose}>
        words
      </Dialog>,
    )
    const user = userEvent.setup()
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    await user.keyboard('{Escape}')
    expect(screen.getByRole('dialog', { name: 'Export' })).toBeTruthy()
    expect(onClose).toHaveBeenCalledTimes(2)
  })
})

const Panel = () => {
  const [width, setWidth] = useState(296)
  return <Splitter label="Width" panel="before" value={width} min={240} max={400} initial={296} onChange={setWidth} />
}

describe('the splitter', () => {
  it('moves by keys, stays in its limits and resets', async () => {
    render(<Panel />)
    const splitter = screen.getByRole('separator', { name: 'Width' })
    splitter.focus()
    const user = userEvent.setup()
    await user.keyboard('{ArrowRight}')
    expect(splitter.getAttribute('aria-valuenow')).toBe('312')
    await user.keyboard('{End}{ArrowRight}')
    expect(splitter.getAttribute('aria-valuenow')).toBe('400')
    await user.dblClick(splitter)
    expect(splitter.getAttribute('aria-valuenow')).toBe('296')
  })
})

const visual = (): HTMLElement => document.querySelector<HTMLElement>('[aria-hidden="true"]')!

describe('a formula', () => {
  it('raises what follows a caret and sets names of functions upright', () => {
    render(<Formula text="s = c · r^γ" />)
    expect(visual().querySelector('sup')?.textContent).toBe('γ')
    expect(visual().textContent).toBe('s = c · rγ')
  })
  it('raises a whole bracket', () => {
    render(<Formula text="r^(1/γ) + 1" />)
    expect(visual().querySelector('sup')?.textContent).toBe('1/γ')
  })
  it('is read out in words', () => {
    render(<Formula text="s = c · r^γ" />)
    expect(screen.getByText('s = c times r to the power γ')).toBeTruthy()
  })
  it('writes a real minus', () => {
    render(<Formula text="(L - 1) - r" />)
    expect(visual().textContent).toBe('(L − 1) − r')
  })
})
