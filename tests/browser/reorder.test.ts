import { afterAll, expect, it } from 'vitest'
import { stageOf } from './hands.ts'
import { closeBrowser, openLab } from './page.ts'

afterAll(closeBrowser)

it('a step dragged to the edge of the panel scrolls it, and lands past what was in sight', async () => {
  const recipe = ['log', ...Array.from({ length: 9 }, () => 'gamma')].join(';')
  const { page, trouble } = await openLab(`#v=1&sample=wedge&recipe=${encodeURIComponent(recipe)}`, { viewport: { width: 1440, height: 720 } })
  await stageOf(page, /wedge/i).waitFor()
  const panel = page.getByRole('complementary', { name: 'Recipe' })
  const scroll = panel.locator('[class*=scroll]').first()
  await scroll.evaluate((element) => element.scrollTo(0, 0))
  const head = await panel.getByRole('heading', { name: 'Log' }).boundingBox()
  const box = await scroll.boundingBox()
  if (!head || !box) throw new Error('the panel is not there')
  await page.mouse.move(head.x + 20, head.y + head.height / 2)
  await page.mouse.down()
  await page.mouse.move(head.x + 20, box.y + box.height / 2, { steps: 5 })
  await page.mouse.move(head.x + 20, box.y + box.height - 6, { steps: 5 })
  // the list goes by for as long as the card is held there
  await page.waitForFunction((element) => element instanceof Element && element.scrollTop > 600, await scroll.elementHandle())
  await page.mouse.up()
  const names = await panel.getByRole('list', { name: 'Steps' }).getByRole('listitem').evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')))
  const at = names.findIndex((name) => name?.startsWith('Log'))
  // 720 px hold no more than five cards
  expect(at).toBeGreaterThan(5)
  expect(names).toHaveLength(10)
  expect(trouble).toEqual([])
})
