import { makeNoise } from '../noise.ts'
import { smooth } from '../shapes.ts'
import { lamp, light, newLight, newSurface, scatter, sky, type Light, type Ray } from './air.ts'
import { buildRow, houseAt, outline, paintFront, type Row } from './houses.ts'
import { pave, wall } from './quay.ts'
import { growTree, type Cutout } from './tree.ts'
import { arch, cutter, lantern, newUpright } from './uprights.ts'

/** The light along a ray; gives back a number for the thing that was hit, so that edges can be found. */
export type Look = (ray: Ray, mirrored: boolean, out: Light) => number

/** What `look` gives back where the canal's surface is seen: its light is the mirror's, filled in later. */
export const water = 20

const quayTop = 1
const leftQuay = -2.9
const leftFronts = -8
const rightQuay = 8.5
const rightFronts = 13
const farFronts = 84
const arches = { z: 54, middle: 2.8, half: 4.1 } as const
const boat = { z: 11.8, middle: 4.05 } as const

interface Planted {
  readonly tree: Cutout
  readonly x: number
  readonly z: number
  readonly perMetre: number
}

/** An upright plane and the rectangle of it that holds something. */
interface Piece {
  readonly z: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly kind: 'arch' | 'tree' | 'lantern' | 'boat'
  readonly planted: Planted | undefined
}

/** Where on a tree's drawing a point of its plane falls, or −1. */
const onTree = ({ tree, x, perMetre }: Planted, px: number, py: number): number => {
  const column = Math.round((px - x) * perMetre + tree.width / 2)
  const row = Math.round(tree.height - 1 - (py - quayTop) * perMetre)
  return column < 0 || row < 0 || column >= tree.width || row >= tree.height ? -1 : row * tree.width + column
}

const asPiece = (planted: Planted): Piece => {
  const half = planted.tree.width / 2 / planted.perMetre
  return { z: planted.z, left: planted.x - half, right: planted.x + half, top: quayTop + planted.tree.height / planted.perMetre, kind: 'tree', planted }
}

/** A canal at night: two quays with a row of houses behind each, a bridge and more houses at the end, one lantern. */
export function buildScene(focal: number): Look {
  const noise = makeNoise(1848)
  const left = buildRow(23, 6, 74, 0.1)
  const right = buildRow(91, 4, 76, 0.13)
  const far = buildRow(57, -30, 40, 0.22)
  const nearTree: Planted = { tree: growTree(11, 558, 576, 9.4), x: -4.6, z: 25, perMetre: 56 }
  const pieces: readonly Piece[] = [
    { z: arches.z, left: leftQuay, right: rightQuay, top: 4, kind: 'arch', planted: undefined },
    asPiece({ tree: growTree(29, 378, 378, 6.3), x: -4.4, z: 41, perMetre: 38 }),
    asPiece({ tree: growTree(5, 504, 504, 8.1), x: 10.2, z: 30, perMetre: 50 }),
    asPiece(nearTree),
    { z: lamp.z, left: lamp.x - 0.5, right: lamp.x + 0.5, top: 5.8, kind: 'lantern', planted: undefined },
    { z: boat.z, left: boat.middle - 3.6, right: boat.middle + 3.6, top: 8.4, kind: 'boat', planted: undefined },
  ]
  const surface = newSurface()
  const thing = newUpright()
  const part = newLight()

  /** What the branches leave of the lamp's light behind the nearest tree. */
  const throughTree = (): number => {
    if (surface.z <= nearTree.z) return 1
    const t = (nearTree.z - lamp.z) / (surface.z - lamp.z)
    const at = onTree(nearTree, lamp.x + t * (surface.x - lamp.x), lamp.y + t * (surface.y - lamp.y))
    return at < 0 ? 1 : 1 - 0.9 * nearTree.tree.cover[at]!
  }

  const front = (row: Row, along: number, foot: number, out: Light): boolean => {
    const house = houseAt(row, along)
    if (!house || surface.y - foot > outline(house, along)) return false
    paintFront(house, along, surface.y - foot, surface.z / focal, noise, surface)
    if (surface.nx > 0) surface.sees = throughTree()
    light(surface, out)
    out.r += 0.075 * surface.glow + 0.0016 * surface.gloss
    out.g += 0.034 * surface.glow + 0.0018 * surface.gloss
    out.b += 0.0085 * surface.glow + 0.0026 * surface.gloss
    return true
  }

  const place = (x: number, y: number, z: number, nx: number, ny: number, nz: number): void => {
    surface.x = x
    surface.y = y
    surface.z = z
    surface.nx = nx
    surface.ny = ny
    surface.nz = nz
    surface.sees = 1
  }

  /** The quays and what stands on them, on the side that the ray leans to. */
  const lookSide = (ray: Ray, out: Light): number => {
    const side = ray.dx < 0 ? -1 : 1
    const wallX = side < 0 ? leftQuay : rightQuay
    const frontX = side < 0 ? leftFronts : rightFronts
    const tw = (wallX - ray.ox) / ray.dx
    const yw = ray.oy + tw * ray.dy
    if (tw > 0 && yw >= 0 && yw <= quayTop) {
      ray.t = tw
      place(wallX, yw, ray.oz + tw, -side, 0, 0)
      wall(surface, surface.z / focal, noise)
      light(surface, out)
      return 1
    }
    const tq = ray.dy < 0 ? (quayTop - ray.oy) / ray.dy : Infinity
    const tf = (frontX - ray.ox) / ray.dx
    if (tf > 0 && tf < tq) {
      place(frontX, ray.oy + tf * ray.dy, ray.oz + tf, -side, 0, 0)
      if (front(side < 0 ? left : right, surface.z, quayTop, out)) {
        ray.t = tf
        return 3
      }
    }
    place(ray.ox + tq * ray.dx, quayTop, ray.oz + tq, 0, 1, 0)
    if (tq === Infinity || surface.z > farFronts || (surface.x - wallX) * side < 0) return 0
    ray.t = tq
    surface.sees = throughTree()
    pave(surface, ray, Math.abs(surface.x - wallX), focal, noise, out)
    return 2
  }

  const lookFar = (ray: Ray, mirrored: boolean, out: Light): number => {
    const t = farFronts - ray.oz
    place(ray.ox + t * ray.dx, ray.oy + t * ray.dy, farFronts, 0, 0, -1)
    const { x, y } = surface
    ray.t = t
    if (y >= 0 && front(far, x, 0, out)) return 4
    const church = 2.1 * Math.min(1, 1 - (y - 16) / 13) - Math.abs(x - 9.5)
    if (church <= 0 || y < 0) {
      ray.t = 400
      sky(ray, !mirrored, noise, out)
      return 0
    }
    const clock = 0.011 * smooth(1, 0.9, Math.sqrt((x - 9.5) * (x - 9.5) + (y - 14.6) * (y - 14.6)))
    out.r = 0.0008 + 1.4 * clock
    out.g = 0.001 + clock
    out.b = 0.0014 + 0.5 * clock
    return 5
  }

  /** Lays the upright things that stand before the hit over it, far to near. */
  const lookUpright = (ray: Ray, hit: number, out: Light): number => {
    let what = hit
    for (let k = 0; k < pieces.length; k++) {
      const piece = pieces[k]!
      const t = piece.z - ray.oz
      if (t <= 0 || t > ray.t) continue
      const x = ray.ox + t * ray.dx
      const y = ray.oy + t * ray.dy
      if (x < piece.left || x > piece.right || y > piece.top || y < 0) continue
      thing.cover = 0
      thing.glow = 0
      const soft = piece.z / focal
      if (piece.kind === 'arch') arch(x - arches.middle, y, arches.half, soft, noise, thing)
      else if (piece.kind === 'lantern') lantern(x - lamp.x, y - quayTop, soft, thing)
      else if (piece.kind === 'boat') cutter(x - boat.middle, y, soft, thing)
      else {
        const at = onTree(piece.planted!, x, y)
        if (at < 0 || piece.planted!.tree.cover[at] === 0) continue
        thing.cover = piece.planted!.tree.cover[at]!
        thing.facing = piece.planted!.tree.facing[at]!
        thing.r = 0.2
        thing.g = 0.165
        thing.b = 0.13
      }
      if (thing.cover <= 0) continue
      place(x, y, piece.z, thing.facing, 0.12, -Math.sqrt(Math.max(1 - thing.facing * thing.facing, 0)))
      surface.r = thing.r
      surface.g = thing.g
      surface.b = thing.b
      light(surface, part)
      out.r += thing.cover * (part.r - out.r) + 40 * thing.glow
      out.g += thing.cover * (part.g - out.g) + 27 * thing.glow
      out.b += thing.cover * (part.b - out.b) + 13 * thing.glow
      if (thing.cover <= 0.5) continue
      ray.t = t
      what = 6 + k
    }
    return what
  }

  return (ray, mirrored, out) => {
    let hit = lookSide(ray, out)
    if (hit === 0 && !mirrored && ray.dy < 0 && ray.oy < -ray.dy * farFronts) {
      hit = water
      ray.t = -ray.oy / ray.dy
      out.r = out.g = out.b = 0
    } else if (hit === 0) hit = lookFar(ray, mirrored, out)
    if (hit > 0 && hit !== water) {
      // the air between: what lies far takes the colour of the night
      const veil = 1 - Math.exp(-ray.t / 330)
      out.r += veil * (0.0041 - out.r)
      out.g += veil * (0.0042 - out.g)
      out.b += veil * (0.0054 - out.b)
    }
    hit = lookUpright(ray, hit, out)
    if (hit !== water) scatter(ray, out)
    return hit
  }
}
