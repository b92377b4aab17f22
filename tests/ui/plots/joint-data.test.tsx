import { describe, expect, it } from 'vitest'
import { compile, type Source } from '../../../src/kernels/compile.ts'
import { makeStep } from '../../../src/recipe/recipe.ts'
import { codeAxis } from '../../../src/ui/plots/axis.ts'
import { afterAxis, curveLines, sideOf } from '../../../src/ui/plots/joint-data.ts'
import { ofCodes } from './histograms.ts'

const source: Source = { depth: 'u8', channels: 3, bits: 8, white: 255, extents: [[0, 255], [0, 255], [0, 255]] }
const channels = (['r', 'g', 'b'] as const).map((channel) => ofCodes({ 1: 1 }, { channel }))
const axis = codeAxis(255)

describe('the curves of the joint plot', () => {
  it('are one in the accent while the channels agree', () => {
    const lines = curveLines(compile([makeStep('gamma', { gamma: 2 })], 'nearest-even', source), channels, axis)
    expect(lines.map(({ colour }) => colour)).toEqual(['var(--accent)'])
  })
  it('are one a channel in its colour where they do not, dashed where one lies on another', () => {
    const lines = curveLines(compile([makeStep('gamma', { gamma: 2 }, 'r')], 'nearest-even', source), channels, axis)
    expect(lines.map(({ colour, dashed }) => [colour, dashed])).toEqual([
      ['var(--r)', false],
      ['var(--g)', false],
      ['var(--b)', true],
    ])
  })
  it('are those of the channels in sight', () => {
    const lines = curveLines(compile([makeStep('negative', {}, 'r')], 'nearest-even', source), channels.slice(1), axis)
    expect(lines.map(({ colour }) => colour)).toEqual(['var(--g)', 'var(--b)'])
  })
})

describe('the curves of a film negative', () => {
  it('are those of greys, one a channel, for the colours that are mixed have none', () => {
    const pipeline = compile([makeStep('film-negative', {})], 'nearest-even', { ...source, encoding: 'srgb' })
    const lines = curveLines(pipeline, channels, axis)
    expect(lines.map(({ colour }) => colour)).toEqual(['var(--r)', 'var(--g)', 'var(--b)'])
    for (const { curve } of lines) expect(curve(0)).toBeGreaterThan(curve(255))
  })
})

describe('the axis of the result', () => {
  it('reaches as far as a word that bitwise NOT fills', () => {
    const ten: Source = { ...source, depth: 'u16', bits: 10, white: 1023 }
    expect(afterAxis(compile([makeStep('bitwise-not')], 'nearest-even', ten), undefined)).toEqual(codeAxis(65_535))
  })
})

describe('a side of the joint plot', () => {
  it('leaves luma a line among the colours, and fills it alone', () => {
    const luma = ofCodes({ 1: 1 }, { channel: 'luma' })
    expect(sideOf([...channels, luma], axis, 'linear').series.map(({ look }) => look)).toEqual(['filled', 'filled', 'filled', 'line'])
    expect(sideOf([luma], axis, 'linear').series.map(({ look }) => look)).toEqual(['filled'])
  })
})
