import type { Pipeline } from './compile.ts'
import { drawIn, type Three } from './mixing.ts'
import type { Curve } from './transform.ts'

/**
 * A recipe in which channels meet, for one pixel after the other: `values` holds a pixel's three samples and, after the call,
 * its three results, unrounded, each on the scale of its channel's white. Double precision; nothing is tabled.
 */
export function mixedCurve({ mixing, channels }: Pipeline): (values: Float64Array) => void {
  if (!mixing) throw new RangeError('the channels of this recipe do not meet')
  const { map, before, white } = mixing
  const input = before.map((pipe, c): Curve => {
    const curve = map.input[c]
    return (r) => curve(pipe.curve(r) / pipe.white)
  }) as unknown as Three<Curve>
  const after = channels.map((pipe): Curve => (light) => pipe.curve(white * map.output(light))) as unknown as Three<Curve>
  const { first: k, inner, second: m } = map
  return (values) => {
    const x = input[0](values[0])
    const y = input[1](values[1])
    const z = input[2](values[2])
    const r = inner[0](k[0] * x + k[1] * y + k[2] * z)
    const g = inner[1](k[3] * x + k[4] * y + k[5] * z)
    const b = inner[2](k[6] * x + k[7] * y + k[8] * z)
    values[0] = m[0] * r + m[1] * g + m[2] * b
    values[1] = m[3] * r + m[4] * g + m[5] * b
    values[2] = m[6] * r + m[7] * g + m[8] * b
    drawIn(values)
    for (let c = 0; c < 3; c++) values[c] = after[c](values[c])
  }
}
