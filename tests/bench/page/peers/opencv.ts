/** The little of OpenCV.js that is measured. */
export interface Mat {
  readonly data: Uint8Array
  readonly data16U: Uint16Array
  readonly data32F: Float32Array
  delete(): void
}

export interface OpenCv {
  readonly Mat: new (rows?: number, columns?: number, type?: number) => Mat
  readonly MatVector: new () => { push_back(mat: Mat): void; delete(): void }
  readonly CV_8UC1: number
  readonly CV_8UC4: number
  readonly CV_16UC1: number
  readonly CV_16UC4: number
  readonly CV_32FC1: number
  bitwise_not(source: Mat, out: Mat): void
  LUT(source: Mat, table: Mat, out: Mat): void
  pow(source: Mat, exponent: number, out: Mat): void
  log(source: Mat, out: Mat): void
  calcHist(sources: object, channels: readonly number[], mask: Mat, out: Mat, sizes: readonly number[], ranges: readonly number[]): void
}

declare global {
  var cv: unknown
}

const script = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = url
    element.addEventListener('load', () => resolve())
    element.addEventListener('error', () => reject(new Error(`no ${url}`)))
    document.head.append(element)
  })

/** A version of OpenCV.js, in an object because some versions are thenable for ever. */
export async function loadOpenCv(version: '4' | '5'): Promise<{ readonly cv: OpenCv }> {
  await script(`/peers/opencv-${version}/dist/opencv.js`)
  const given = globalThis.cv
  globalThis.cv = undefined
  const module = (given instanceof Promise ? await given.then((cv) => ({ cv: cv as OpenCv })) : { cv: given as OpenCv }).cv
  for (let waited = 0; !module.Mat && waited < 30_000; waited += 20) await new Promise((resolve) => setTimeout(resolve, 20))
  if (!module.Mat) throw new Error(`OpenCV.js ${version} did not start`)
  return { cv: module }
}
