import { patches } from './chart.ts'
import { fitChart, uprightChart, type ChartFit } from './fit.ts'
import { patchBlocks, readPatch, type PatchReading, type Quad } from './grid.ts'
import type { FilmParams } from '../develop.ts'
import type { LightRows } from '../light.ts'

/** The frame from corner to corner, as where a chart fills it. */
export const wholeQuad: Quad = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }]

/** Reads the 24 patches out of a frame. Rows are read in their order, each once. */
function readChart(frame: LightRows, quad: Quad): readonly PatchReading[] {
  const blocks = patches.map((patch) => patchBlocks(quad, patch, frame))
  const found = blocks.map((own) => own.map(() => [] as number[]))
  const rows = [...new Set(blocks.flat().flatMap(({ y, height }) => Array.from({ length: height }, (_, i) => y + i)))].toSorted((a, b) => a - b)
  const line = new Float32Array(3 * frame.width)
  for (const row of rows) {
    frame.read(row, line)
    blocks.forEach((own, patch) =>
      own.forEach(({ x, y, width, height }, i) => {
        if (row >= y && row < y + height) found[patch]![i]!.push(...line.subarray(3 * x, 3 * (x + width)))
      }),
    )
  }
  return found.map((own) => readPatch(Float64Array.from(own.flat())))
}

/** The corners told anew where the chart stands on its side: its six columns lie along its longer side. */
export function lengthwise(quad: Quad, { width, height }: { readonly width: number; readonly height: number }): Quad {
  const side = (from: 0 | 1 | 2 | 3, to: 0 | 1 | 2 | 3): number => Math.hypot((quad[from].x - quad[to].x) * width, (quad[from].y - quad[to].y) * height)
  const [along, down] = [side(0, 1) + side(3, 2), side(1, 2) + side(0, 3)]
  return down > along ? [quad[3], quad[0], quad[1], quad[2]] : quad
}

/** A film fitted to the chart under four corners, whichever way round it lies. Undefined where too few patches can be read. */
export function fitFrame(frame: LightRows, film: FilmParams, corners: Quad = wholeQuad): { readonly fit: ChartFit; readonly readings: readonly PatchReading[] } | undefined {
  const quad = lengthwise(corners, frame)
  const { readings } = uprightChart(quad, film, readChart(frame, quad))
  const fit = fitChart(film, readings)
  return fit && { fit, readings }
}
