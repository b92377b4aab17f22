import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { wholeGeometry } from '../../../src/kernels/geometry.ts'
import { Stage } from '../../../src/ui/stage/stage.tsx'
import { labWith, show } from '../lab.tsx'
import { standInScreen } from '../stage/screen.ts'

/** Where a mark stands, in screen pixels from the stage's middle (it has 800 × 600), which is the fitted picture's middle too. */
const placeOf = (text: string): readonly [number, number] => {
  const mark = screen.getByText(text).parentElement!
  const [x, y] = mark.style.translate.split(' ').map(Number.parseFloat)
  return [x! - 400, y! - 300]
}

describe('marks of greys', () => {
  beforeEach(() => standInScreen())
  afterEach(() => vi.restoreAllMocks())

  it('stay on what was picked, however the picture is framed, and go with it', async () => {
    const lab = await labWith({ width: 64, height: 64, channels: 3, data: Array.from({ length: 3 * 64 * 64 }, (_, i) => 60 + (i % 90)) })
    lab.getState().add('film-negative')
    show(<Stage />, lab, { compare: 'after' })
    await lab.getState().pickGrey(47, 31)
    await screen.findByText('Grey 1')
    const [x, y] = placeOf('Grey 1')
    const zoom = x / (47.5 - 32)
    expect(zoom).toBeGreaterThan(1)
    expect(y).toBeCloseTo(zoom * (31.5 - 32), 6)

    lab.getState().setGeometry({ ...wholeGeometry, area: { x: 0.5, y: 0.25, width: 0.5, height: 0.5 } })
    await waitFor(() => expect(lab.getState().picture?.width).toBe(32))
    // column 47 and row 31 of the scan are column and row 15 of the frame, whose middle is 16
    await waitFor(() => expect(placeOf('Grey 1')[0]).toBeLessThan(0))
    expect(placeOf('Grey 1')[0]).toBeCloseTo(placeOf('Grey 1')[1], 6)
    expect(placeOf('Grey 1')[0]).toBeLessThan(-0.5 * zoom)

    lab.getState().removeGrey(0)
    await waitFor(() => expect(screen.queryByText('Grey 1')).toBeNull())
  })
})
