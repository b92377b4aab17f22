/** The pictures that the lab paints itself. A link may name one, so an id stays what it is for ever. */
export const sampleIds = ['night', 'negative', 'wedge'] as const

export type SampleId = (typeof sampleIds)[number]
