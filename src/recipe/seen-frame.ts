import type { Area } from '../kernels/film/light.ts'
import type { Geometry } from './geometry.ts'

/** How a scan lies before a person: turned by quarters clockwise, then mirrored left to right. */
type Lie = Pick<Geometry, 'turns' | 'mirror'>

const quarter = ({ x, y, width, height }: Area): Area => ({ x: 1 - y - height, y: x, width: height, height: width })

const turnedBy = (area: Area, quarters: number): Area => Array.from({ length: quarters }).reduce(quarter, area)

const mirrored = (area: Area): Area => ({ ...area, x: 1 - area.x - area.width })

/** Width over height as it is seen, of a ratio on the scan; and the other way. */
export const seenRatio = (ratio: number, { turns }: Pick<Lie, 'turns'>): number => (turns % 2 === 0 ? ratio : 1 / ratio)

/** An angle as it is seen, of one on the scan; and the other way. A quarter turn leaves a lean as it is. */
export const seenAngle = (angle: number, { mirror }: Pick<Lie, 'mirror'>): number => (mirror ? 0 - angle : angle)

/** An upright area of a scan where it is seen, in shares of what is seen. */
export const seenArea = (area: Area, { turns, mirror }: Lie): Area => (mirror ? mirrored(turnedBy(area, turns)) : turnedBy(area, turns))

/** A frame as it stands on a scan that lies in another way: a geometry of what is seen, without turn and mirror. */
export const seenFrame = (frame: Geometry, lie: Lie): Geometry => ({ ...frame, area: seenArea(frame.area, lie), angle: seenAngle(frame.angle, lie), turns: 0, mirror: false })

/** `seenFrame` the other way: the frame on the scan, seen in that lie. */
export function frameOnScan(seen: Geometry, { turns, mirror }: Lie): Geometry {
  const area = turnedBy(mirror ? mirrored(seen.area) : seen.area, (4 - turns) % 4)
  return { ...seen, area, angle: seenAngle(seen.angle, { mirror }), turns, mirror }
}
