import type { Geometry } from '../kernels/geometry.ts'

/** What the lab does to a frame and a program does not, in words behind "the lab also". */
export const leftOutOfFrame = ({ angle, fallOff }: Geometry): readonly string[] => [
  ...(angle === 0 ? [] : [`turns the frame by ${angle}°`.replace('-', '−')]),
  ...(fallOff.corner === 0 && !fallOff.surface ? [] : ['evens out the light of the scanner']),
]

/** The lines that cut `img` to the recipe's frame, turned and mirrored; what needs resampling is said to be left out. */
export function frameLines(geometry: Geometry | undefined): readonly string[] {
  if (!geometry) return []
  const { area, turns, mirror } = geometry
  const missing = leftOutOfFrame(geometry)
  return [
    '',
    '# The frame: a part of the picture, in shares of its size',
    ...(missing.length > 0 ? [`# left out: the lab also ${missing.join(' and ')}`] : []),
    'height, width = img.shape[:2]',
    `left, right = int(${area.x} * width + 0.5), int((${area.x} + ${area.width}) * width + 0.5)`,
    `top, bottom = int(${area.y} * height + 0.5), int((${area.y} + ${area.height}) * height + 0.5)`,
    'img = img[top:max(bottom, top + 1), left:max(right, left + 1)]',
    ...(turns > 0 ? [`img = np.rot90(img, ${-turns})`] : []),
    ...(mirror ? ['img = img[:, ::-1]'] : []),
    'img = np.ascontiguousarray(img)',
  ]
}
