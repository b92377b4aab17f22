import { seeded } from '../noise.ts'
import { cover, toSegment } from '../shapes.ts'

/** A drawn thing that stands upright in the scene: coverage and, for round branches, which way each point faces (−1 left … 1 right). */
export interface Cutout {
  readonly width: number
  readonly height: number
  readonly cover: Float32Array
  readonly facing: Float32Array
}

const foot = { along: 0 }

function drawBranch(cutout: Cutout, ax: number, ay: number, bx: number, by: number, from: number, to: number): void {
  const reach = from + 1
  const left = Math.max(0, Math.floor(Math.min(ax, bx) - reach))
  const right = Math.min(cutout.width - 1, Math.ceil(Math.max(ax, bx) + reach))
  const top = Math.max(0, Math.floor(Math.min(ay, by) - reach))
  const bottom = Math.min(cutout.height - 1, Math.ceil(Math.max(ay, by) + reach))
  const length = Math.hypot(bx - ax, by - ay) || 1
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const distance = toSegment(x, y, ax, ay, bx, by, foot)
      const radius = from + (to - from) * foot.along
      // thinner than a pixel: as much coverage as it has width
      const seen = radius < 0.5 ? 2 * radius * cover(0.5 - distance, 1) : cover(radius - distance, 1)
      const at = y * cutout.width + x
      if (seen <= cutout.cover[at]!) continue
      cutout.cover[at] = seen
      const side = ((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length
      cutout.facing[at] = Math.max(-1, Math.min(1, -side / Math.max(radius, 0.7)))
    }
  }
}

/**
 * A bare tree, grown branch by branch: each forks into two or three, thinner by the square root that keeps the area of
 * wood (Leonardo's rule). Rows run top to bottom; the foot is in the middle of the last row.
 */
export function growTree(seed: number, width: number, height: number, girth: number): Cutout {
  const random = seeded(seed)
  const cutout: Cutout = { width, height, cover: new Float32Array(width * height), facing: new Float32Array(width * height) }
  const grow = (x: number, y: number, angle: number, length: number, radius: number, depth: number): void => {
    const joints = depth === 0 ? 4 : 3
    let px = x
    let py = y
    let heading = angle
    let thick = radius
    for (let k = 0; k < joints; k++) {
      heading += (random() - 0.5) * (depth === 0 ? 0.12 : 0.34)
      // twigs reach for the light
      heading += 0.05 * Math.sin(-heading)
      const nx = px + (Math.sin(heading) * length) / joints
      const ny = py - (Math.cos(heading) * length) / joints
      const thin = thick * (depth === 0 ? 0.93 : 0.9)
      drawBranch(cutout, px, py, nx, ny, thick, thin)
      px = nx
      py = ny
      thick = thin
      if (depth > 0 && depth < 6 && k < joints - 1 && random() < 0.55) {
        const side = random() < 0.5 ? -1 : 1
        grow(px, py, heading + side * (0.5 + 0.5 * random()), length * (0.5 + 0.25 * random()), thick * 0.55, depth + 1)
      }
    }
    if (depth >= 7 || thick < 0.16) return
    const forks = random() < 0.35 || depth === 0 ? 3 : 2
    for (let k = 0; k < forks; k++) {
      const spread = forks === 3 ? (k - 1) * 0.62 : (k - 0.5) * 0.85
      grow(px, py, heading + spread + (random() - 0.5) * 0.4, length * (0.66 + 0.2 * random()), thick * (forks === 3 ? 0.66 : 0.74), depth + 1)
    }
  }
  grow(width / 2, height - 1, 0, height * 0.28, girth, 0)
  return cutout
}
