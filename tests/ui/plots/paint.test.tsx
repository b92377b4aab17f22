import { describe, expect, it } from 'vitest'
import { codeAxis } from '../../../src/ui/plots/axis.ts'
import { toBars } from '../../../src/ui/plots/bars.ts'
import { paintHistogram, type Painting } from '../../../src/ui/plots/paint.ts'
import { ofCodes } from './histograms.ts'

interface Stroke {
  readonly kind: 'fill' | 'stroke' | 'fillRect'
  readonly style: string
  readonly alpha: number
  readonly blend: string
  readonly points: readonly (readonly [number, number])[]
  readonly dash: readonly number[]
}

/** A context that keeps what is painted, in device pixels. */
const recorder = () => {
  const strokes: Stroke[] = []
  let matrix = [1, 0, 0, 1, 0, 0]
  let points: [number, number][] = []
  const state = { fillStyle: '', strokeStyle: '', globalAlpha: 1, globalCompositeOperation: 'source-over', lineWidth: 1, lineJoin: 'miter', dash: [] as readonly number[] }
  const put = (u: number, v: number): [number, number] => [matrix[0]! * u + matrix[2]! * v + matrix[4]!, matrix[1]! * u + matrix[3]! * v + matrix[5]!]
  const keep = (kind: Stroke['kind'], style: string, of: readonly (readonly [number, number])[]): void => {
    strokes.push({ kind, style, alpha: state.globalAlpha, blend: state.globalCompositeOperation, points: of, dash: state.dash })
  }
  const context = Object.assign(state, {
    setTransform: (...next: number[]) => (matrix = next),
    beginPath: () => (points = []),
    moveTo: (u: number, v: number) => points.push(put(u, v)),
    lineTo: (u: number, v: number) => points.push(put(u, v)),
    closePath: () => undefined,
    setLineDash: (dash: readonly number[]) => (state.dash = dash),
    fill: () => keep('fill', state.fillStyle, [...points]),
    stroke: () => keep('stroke', state.strokeStyle, [...points]),
    fillRect: (u: number, v: number, w: number, h: number) => keep('fillRect', state.fillStyle, [put(u, v), put(u + w, v + h)]),
    strokeRect: () => undefined,
  })
  return { context: context as unknown as CanvasRenderingContext2D, strokes }
}

const colours = { ground: 'ground', line: 'line', edge: 'edge', notch: 'notch', channels: { r: 'red', g: 'green', b: 'blue', grey: 'grey', luma: 'luma' }, blend: 'screen' } as const

const paint = (counts: Readonly<Record<number, number>>, change: Partial<Painting> = {}): readonly Stroke[] => {
  const { context, strokes } = recorder()
  const axis = codeAxis(255)
  paintHistogram(context, {
    width: 256,
    height: 100,
    pixelRatio: 1,
    direction: 'up',
    series: [{ bars: toBars(ofCodes(counts, { channel: 'r' })), axis, look: 'filled', reach: 8 }],
    full: 10,
    counts: 'linear',
    grid: [],
    countLines: [],
    colours,
    outlineWidth: 1.25,
    dashes: false,
    ...change,
  })
  return strokes
}

/** The bars are the first fill in a channel's colour. */
const barsIn = (strokes: readonly Stroke[]): Stroke => strokes.find(({ kind, style }) => kind === 'fill' && style === 'red')!

const green = (dashes: boolean): Stroke =>
  paint({}, { dashes, series: [{ bars: toBars(ofCodes({ 5: 5 }, { channel: 'g' })), axis: codeAxis(255), look: 'filled', reach: 8 }] }).find(
    ({ kind, style }) => kind === 'stroke' && style === 'green',
  )!

describe('painting a histogram', () => {
  it('stands one bar on each code that occurs, one pixel wide where there is one for each', () => {
    const { points } = barsIn(paint({ 10: 5, 200: 10 }))
    const xs = [...new Set(points.map(([x]) => x))]
    expect(xs).toEqual([10, 11, 200, 201])
  })
  it('makes heights proportional to counts', () => {
    const { points } = barsIn(paint({ 10: 5, 200: 10 }))
    const top = (x: number): number => 99 - Math.min(...points.filter(([at]) => at === x).map(([, y]) => y))
    expect(top(10) / top(200)).toBeCloseTo(0.5, 9)
  })
  it('turns "after" by a quarter: codes run upwards, counts to the right', () => {
    const { points } = barsIn(paint({ 10: 5, 200: 10 }, { direction: 'right', width: 100, height: 256 }))
    expect([...new Set(points.map(([, y]) => y))]).toEqual([246, 245, 56, 55])
    expect(Math.max(...points.filter(([, y]) => y === 56).map(([x]) => x))).toBeGreaterThan(90)
  })
  it('is sharp on a dense screen: edges on device pixels', () => {
    const { points } = barsIn(paint({ 3: 5, 77: 4, 200: 10 }, { pixelRatio: 1.5, width: 220 }))
    for (const [x] of points) expect(Math.abs(x - Math.round(x))).toBeLessThan(1e-9)
  })
  it('fills under a fifth, blended, and outlines at full colour', () => {
    const strokes = paint({ 10: 5, 200: 10 })
    const fills = strokes.filter(({ kind, style }) => kind === 'fill' && style === 'red')
    expect(fills.reduce((sum, { alpha }) => sum + alpha, 0)).toBeLessThanOrEqual(0.2)
    for (const fill of fills) expect(fill.blend).toBe('screen')
    const outline = strokes.find(({ kind, style }) => kind === 'stroke' && style === 'red')!
    expect([outline.alpha, outline.blend]).toEqual([1, 'source-over'])
  })
  it('cuts a notch into a bar over the full height, and into no other', () => {
    expect(paint({ 10: 5, 200: 10 }).filter(({ kind, style }) => kind === 'fillRect' && style === 'notch')).toEqual([])
    const [notch, ...others] = paint({ 10: 5, 200: 11 }).filter(({ kind, style }) => kind === 'fillRect' && style === 'notch')
    expect(others).toEqual([])
    expect(notch!.points[0]![0]).toBeLessThanOrEqual(200)
    expect(notch!.points[1]![0]).toBeGreaterThanOrEqual(201)
    expect(Math.abs(notch!.points[1]![1] - notch!.points[0]![1])).toBe(1)
  })
  it('cuts no notch into logarithmic counts, which all fit', () => {
    expect(paint({ 10: 5, 200: 11 }, { counts: 'log', full: 11 }).filter(({ style, kind }) => kind === 'fillRect' && style === 'notch')).toEqual([])
  })
  it('tells channels apart by dashes when asked', () => {
    expect(green(false).dash).toEqual([])
    expect(green(true).dash).toEqual([6, 2])
  })
})
