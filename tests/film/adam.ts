/** Adam (Kingma and Ba, 2015), and beside it a slow mean of the weights, which is what a run gives away. */
export interface Adam {
  /** Descends along `gradient`; steps longer than `longest` are shortened. A slope that is no number is passed over. */
  readonly step: (weights: Float64Array, gradient: Float64Array, rate: number) => boolean
  readonly mean: Float64Array
}

const [first, second, tiny] = [0.9, 0.999, 1e-8]
const longest = 10

export function createAdam(weights: Float64Array, slowness = 0.998): Adam {
  const m = new Float64Array(weights.length)
  const v = new Float64Array(weights.length)
  const mean = Float64Array.from(weights)
  let count = 0
  return {
    mean,
    step(weights, gradient, rate) {
      const length = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0))
      if (!Number.isFinite(length)) return false
      count++
      const shorten = Math.min(1, longest / (length + 1e-12))
      const [a, b] = [1 - first ** count, 1 - second ** count]
      // The mean forgets its start: at first it follows closely.
      const keep = Math.min(slowness, count / (count + 10))
      for (let i = 0; i < weights.length; i++) {
        const g = gradient[i] * shorten
        m[i] = first * m[i] + (1 - first) * g
        v[i] = second * v[i] + (1 - second) * g * g
        weights[i] -= (rate * (m[i] / a)) / (Math.sqrt(v[i] / b) + tiny)
        mean[i] = keep * mean[i] + (1 - keep) * weights[i]
      }
      return true
    },
  }
}
