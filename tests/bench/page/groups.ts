import type { Step } from '../../../src/kernels/compile.ts'
import { textToRecipe } from '../../../src/recipe/link.ts'
import { exponent, type Peer } from './asked.ts'
import { countEntries, countPlainly, heapOf, plainly, recipeEntries } from './ours.ts'
import { imageJsCounts, imageJsGamma, imageJsInvert } from './peers/entries-image-js.ts'
import { openCvCounts, openCvGamma, openCvLog, openCvNot, openCvTable } from './peers/entries-opencv.ts'
import { photonInvert } from './peers/entries-photon.ts'
import { vipsCounts, vipsGamma, vipsInvert } from './peers/entries-vips.ts'
import { paint, pictures, type PictureName } from './pictures.ts'
import { race, type Entry, type Result, type Samples } from './race.ts'

interface Group {
  readonly depth: 'u8' | 'u16' | 'f32'
  readonly channels: 1 | 4
  /** A recipe as link text, or counting. */
  readonly recipe: string | undefined
  readonly peers: readonly Peer[]
}

const u8 = { depth: 'u8', channels: 4 } as const
const u16 = { depth: 'u16', channels: 4 } as const
const f32 = { depth: 'f32', channels: 1 } as const

/** Of these nothing is asked: a quick run leaves them out. */
const unasked: ReadonlySet<string> = new Set(['NOT 16 bit', 'histogram RGB 16 bit'])

const groups: Readonly<Record<string, Group>> = {
  'negative 8 bit': { ...u8, recipe: 'negative', peers: [openCvNot('4', 'u8'), openCvNot('5', 'u8'), imageJsInvert('u8'), photonInvert, vipsInvert('u8')] },
  'table 8 bit': { ...u8, recipe: `gamma(gamma=${exponent})`, peers: [openCvTable('4', 'u8'), openCvTable('5', 'u8'), imageJsGamma('u8'), vipsGamma('u8')] },
  'histogram RGB 8 bit': { ...u8, recipe: undefined, peers: [openCvCounts('4', 'u8'), openCvCounts('5', 'u8'), imageJsCounts('u8'), vipsCounts('u8')] },
  'NOT 16 bit': { ...u16, recipe: 'bitwise-not', peers: [openCvNot('4', 'u16'), openCvNot('5', 'u16'), imageJsInvert('u16'), vipsInvert('u16')] },
  'table 16 bit': { ...u16, recipe: `gamma(gamma=${exponent})`, peers: [openCvTable('4', 'u16'), openCvTable('5', 'u16'), vipsGamma('u16')] },
  'histogram RGB 16 bit': { ...u16, recipe: undefined, peers: [openCvCounts('4', 'u16'), openCvCounts('5', 'u16'), vipsCounts('u16')] },
  'gamma float': { ...f32, recipe: `gamma(gamma=${exponent})`, peers: [openCvGamma('4'), openCvGamma('5')] },
  'log float': { ...f32, recipe: 'log(scale=number,c=1)', peers: [openCvLog('4'), openCvLog('5')] },
}

export const groupNames = (quick: boolean): readonly string[] => Object.keys(groups).filter((name) => !quick || !unasked.has(name))

export interface GroupResult {
  readonly picture: PictureName
  readonly results: readonly Result[]
  /** Peers that could not take part, and why. */
  readonly absent: readonly string[]
}

export interface GroupOptions {
  readonly rounds: number
  readonly quick: boolean
  readonly crews: readonly number[]
}

/** Measures one group on a fresh page: the second use of a kernel is not as fast as the first. */
export async function runGroup(name: string, { rounds, quick, crews }: GroupOptions): Promise<readonly GroupResult[]> {
  const { depth, channels, recipe, peers } = groups[name]!
  const heap = heapOf(depth, channels)
  const steps: readonly Step[] = recipe === undefined ? [] : textToRecipe(recipe).steps
  const entries: Entry[] = [...(recipe === undefined ? await countEntries(heap, channels, crews) : await recipeEntries(heap, channels, steps, crews))]
  const absent: string[] = []
  for (const peer of quick ? peers.filter((each) => each.asked) : peers) {
    try {
      entries.push(await peer.start())
    } catch (caught) {
      absent.push(said(caught))
    }
  }
  const all: GroupResult[] = []
  for (const picture of quick ? pictures.slice(0, 1) : pictures) {
    paint(picture, heap.source)
    const expected: Samples | readonly Uint32Array[] = recipe === undefined ? countPlainly(heap, channels) : plainly(heap, channels, steps)
    const able: Entry[] = []
    const outputs: string[] = []
    for (const entry of entries) {
      try {
        await entry.load(heap.source)
        await entry.run()
        outputs.push(entry.compare(expected))
        able.push(entry)
      } catch (caught) {
        absent.push(`${entry.name}: ${said(caught)}`)
      }
    }
    const times = await race(able, rounds)
    all.push({ picture, absent: [...new Set(absent)], results: able.map(({ name, threads }, e) => ({ name, threads, ms: times[e]!, output: outputs[e]! })) })
  }
  return all
}

/** Libraries made with Emscripten throw addresses of their exceptions. */
const said = (caught: unknown): string => {
  if (caught instanceof Error) return caught.message.split('\n')[0]!
  return typeof caught === 'number' ? 'throws an exception of C++' : String(caught)
}
