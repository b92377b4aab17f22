/** The pictures that the lab paints itself. A link may name one, so an id stays what it is for ever. */
export const sampleIds = ['night', 'negative', 'wedge'] as const

export type SampleId = (typeof sampleIds)[number]

const names: Readonly<Record<SampleId, string>> = { night: 'night-scene', negative: 'colour-negative', wedge: 'step-wedge' }

/** Stands where a file's name would, and begins an export's name. */
export const sampleName = (id: SampleId): string => names[id]
