import { expect, it } from 'vitest'
import { createFourier } from '../../src/kernels/fft.ts'

it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17, 23, 31, 34, 97, 100, 121, 169, 210, 251])('equals the sum that defines it for length %i', (n) => {
  const plan = createFourier(n, 3)
  const re = Float64Array.from({ length: n * 3 }, () => Math.random() - 0.5)
  const im = Float64Array.from({ length: n * 3 }, () => Math.random() - 0.5)
  plan.re.set(re)
  plan.im.set(im)
  plan.run()
  for (let b = 0; b < 3; b++) {
    for (let u = 0; u < n; u++) {
      let r = 0
      let i = 0
      for (let k = 0; k < n; k++) {
        const angle = (-2 * Math.PI * ((u * k) % n)) / n
        r += re[k * 3 + b]! * Math.cos(angle) - im[k * 3 + b]! * Math.sin(angle)
        i += re[k * 3 + b]! * Math.sin(angle) + im[k * 3 + b]! * Math.cos(angle)
      }
      expect(plan.re[u * 3 + b]).toBeCloseTo(r, 10)
      expect(plan.im[u * 3 + b]).toBeCloseTo(i, 10)
    }
  }
})
