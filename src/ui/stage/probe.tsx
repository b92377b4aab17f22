import { useEffect, useState } from 'react'
import type { ProbePoint } from '../../state/view.ts'
import { useLab, useView } from '../lab-context.tsx'
import { useFraming } from '../film/use-framing.ts'
import { toScreen, type Point } from './camera.ts'
import { ProbeCard } from './probe-card.tsx'
import { probeSentence } from './probe-reading.ts'
import type { Pane, Side, Sight } from './sight.ts'
import { useSight } from './stage-context.tsx'
import styles from './probe.module.css'

const ringSize = 15

const inside = ({ width, height }: Pane, { x, y }: Point): boolean => x >= 0 && y >= 0 && x <= width && y <= height

const Ring = ({ pane, at, zoom }: { pane: Pane; at: Point; zoom: number }) => {
  // a pixel larger than the ring is framed itself
  const square = zoom >= ringSize
  const size = square ? zoom : ringSize
  return (
    <span
      className={styles['ring']}
      data-square={square || undefined}
      style={{ transform: `translate(${pane.x + at.x - size / 2}px, ${pane.y + at.y - size / 2}px)`, width: size, height: size }}
    />
  )
}

/** Ring and card of the probed pixel; a ring in each pane, the card in the one that the hand is over. */
export const Probe = ({ side }: { side: Side }) => {
  const sight = useSight()
  const probing = useView((view) => view.probing || view.picking !== undefined)
  const probe = useView((view) => view.probe)
  const framing = useFraming()
  return (
    <>
      {sight && !framing && probing && probe && <Standing sight={sight} probe={probe} side={side} />}
      <Spoken />
    </>
  )
}

const Standing = ({ sight, probe, side }: { sight: Sight; probe: ProbePoint; side: Side }) => {
  const { x, y, pinned } = probe
  const { camera, viewport, panes } = sight
  // what is picked has its own words above the picture
  const picking = useView((view) => view.picking)
  const at = toScreen(camera, viewport, { x: x + 0.5, y: y + 0.5 })
  if (!inside(panes[0]!, at)) return null
  const own = panes.find((pane) => pane.sides.includes(side)) ?? panes[0]!
  return (
    <>
      {panes.map((pane) => (
        <Ring key={pane.sides.join()} pane={pane} at={at} zoom={camera.zoom} />
      ))}
      {!picking && <ProbeCard x={x} y={y} pinned={pinned} at={{ x: own.x + at.x, y: own.y + at.y }} gap={12 + Math.max(camera.zoom / 2, 0)} />}
    </>
  )
}

/** Reads a pinned pixel out, once it has been still for a moment. */
const Spoken = () => {
  const probe = useView((view) => view.probe)
  const values = useView((view) => view.probeValues)
  const pipeline = useLab((lab) => lab.derived?.pipeline)
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    const told = probe?.pinned && values && pipeline && values.length === pipeline.source.channels
    const timer = setTimeout(() => setSentence(told ? probeSentence(pipeline, probe.x, probe.y, values) : ''), 250)
    return () => clearTimeout(timer)
  }, [probe, values, pipeline])
  return (
    <p className="visually-hidden" role="status">
      {sentence}
    </p>
  )
}
