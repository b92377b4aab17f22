import { useMemo } from 'react'
import { useLab, useView } from '../lab-context.tsx'
import { readProbe, type ProbeReading } from './probe-reading.ts'

/** What the probe reads now; undefined while it reads nothing. */
export function useProbeReading(): ProbeReading | undefined {
  const probing = useView((view) => view.probing && view.probe !== undefined)
  const values = useView((view) => view.probeValues)
  const pipeline = useLab((state) => state.derived?.pipeline)
  const steps = useLab((state) => state.shown.steps)
  const chosen = useLab((state) => state.selected)
  return useMemo(() => {
    // values of a grey picture do not fit the pipeline of a colour one that has just replaced it
    if (!probing || !values || !pipeline || values.length !== pipeline.source.channels) return undefined
    return readProbe(pipeline, steps, values, chosen)
  }, [steps, probing, values, pipeline, chosen])
}
