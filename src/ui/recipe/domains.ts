import type { Pipeline, Step } from '../../kernels/compile.ts'
import { bytesPerSample } from '../../kernels/raster.ts'
import type { Domain } from '../../kernels/transform.ts'

/** What reaches a step. One that is off or refused has no place in the pipeline: it is shown what the picture itself would give it. */
export function domainOf({ channels, mixing, source }: Pipeline, step: Step): Domain {
  if (mixing?.step.key === step.key) return mixing.domain
  for (const { links } of [...(mixing?.before ?? []), ...channels]) {
    const link = links.find((candidate) => candidate.step.key === step.key)
    if (link) return link.domain
  }
  return {
    depth: source.depth,
    bits: source.bits,
    container: 8 * bytesPerSample[source.depth],
    white: source.white,
    encoding: source.encoding,
    max: () => Math.max(...source.extents.map(([, max]) => max)),
  }
}
