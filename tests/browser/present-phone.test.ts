import { afterAll, expect, it } from 'vitest'
import { stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

it('on a phone the arithmetic stands under the picture, not over the pixel it speaks of', async () => {
  const { page } = await openLab('#v=1&sample=wedge&recipe=log;negative', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await stageOf(page, /wedge/i).waitFor()
  await page.keyboard.press('p')
  const slides = page.getByRole('main', { name: 'Presentation' })
  const words = slides.locator('[class*=arithmetic]')
  await words.waitFor()
  const picture = slides.locator('[class*=picture]:has(canvas)').last()
  // the picture is given its size when that of the words is known
  await expect
    .poll(async () => {
      const [above, below] = [await picture.boundingBox(), await words.boundingBox()]
      return above && below ? below.y - (above.y + above.height) : -Infinity
    })
    .toBeGreaterThanOrEqual(-1)
})
