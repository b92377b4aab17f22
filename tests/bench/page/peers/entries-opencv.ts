import { exponent, type Peer } from '../asked.ts'
import { height, width } from '../pictures.ts'
import { countDifferences, differences, type Entry, type Samples } from '../race.ts'
import { loadOpenCv, type Mat, type OpenCv } from './opencv.ts'

type Codes = 'u8' | 'u16'

const samplesOf = (mat: Mat, depth: Codes | 'f32'): Samples => {
  if (depth === 'u8') return mat.data
  return depth === 'u16' ? mat.data16U : mat.data32F
}

/** Source and result lie in OpenCV's own memory; only the operation is measured. */
const entry = (version: string, cv: OpenCv, depth: Codes | 'f32', operate: (source: Mat, out: Mat) => void, prepare?: (x: number) => number): Entry => {
  const type = depth === 'u8' ? cv.CV_8UC4 : depth === 'u16' ? cv.CV_16UC4 : cv.CV_32FC1
  const source = new cv.Mat(height, width, type)
  const out = new cv.Mat(height, width, type)
  return {
    name: `OpenCV.js ${version}`,
    threads: 1,
    load(samples) {
      const into = samplesOf(source, depth)
      into.set(samples)
      if (prepare) for (let i = 0; i < into.length; i++) into[i] = prepare(into[i]!)
    },
    run: () => operate(source, out),
    compare: (expected) => differences(samplesOf(out, depth), expected as Samples, depth === 'f32' ? 1 : 4),
  }
}

const versions = { '4': '4.12', '5': '5.0' } as const

export const openCvNot = (version: '4' | '5', depth: Codes): Peer => ({
  asked: true,
  start: async () => {
    const { cv } = await loadOpenCv(version)
    return entry(versions[version], cv, depth, (source, out) => cv.bitwise_not(source, out))
  },
})

export const openCvTable = (version: '4' | '5', depth: Codes): Peer => ({
  asked: true,
  start: async () => {
    const { cv } = await loadOpenCv(version)
    const codes = depth === 'u8' ? 256 : 65_536
    const table = new cv.Mat(1, codes, depth === 'u8' ? cv.CV_8UC4 : cv.CV_16UC4)
    const into = samplesOf(table, depth)
    for (let r = 0; r < codes; r++) {
      const s = Math.round((codes - 1) * (r / (codes - 1)) ** exponent)
      into.set([s, s, s, r], 4 * r)
    }
    return entry(versions[version], cv, depth, (source, out) => cv.LUT(source, table, out))
  },
})

export const openCvCounts = (version: '4' | '5', depth: Codes): Peer => ({
  asked: true,
  start: async () => {
    const { cv } = await loadOpenCv(version)
    const codes = depth === 'u8' ? 256 : 65_536
    const source = new cv.Mat(height, width, depth === 'u8' ? cv.CV_8UC4 : cv.CV_16UC4)
    const sources = new cv.MatVector()
    sources.push_back(source)
    const none = new cv.Mat()
    const counts = [0, 1, 2].map(() => new cv.Mat())
    return {
      name: `OpenCV.js ${versions[version]}`,
      threads: 1,
      load: (samples) => samplesOf(source, depth).set(samples),
      run: () => counts.forEach((out, c) => cv.calcHist(sources, [c], none, out, [codes], [0, codes])),
      compare: (expected) => countDifferences(counts.map((out) => out.data32F), expected as readonly Uint32Array[]),
    }
  },
})

export const openCvGamma = (version: '4' | '5'): Peer => ({
  asked: true,
  start: async () => {
    const { cv } = await loadOpenCv(version)
    return entry(versions[version], cv, 'f32', (source, out) => cv.pow(source, exponent, out))
  },
})

/** OpenCV has ln(x) and not ln(1 + x): the 1 is added beforehand and not measured. */
export const openCvLog = (version: '4' | '5'): Peer => ({
  asked: true,
  start: async () => {
    const { cv } = await loadOpenCv(version)
    return entry(versions[version], cv, 'f32', (source, out) => cv.log(source, out), (x) => 1 + x)
  },
})
