import { linearOfLabD50, type Colour } from '../../lab.ts'
import { srgbToLinear } from '../linearise.ts'

/** Rows and columns of a ColorChecker Classic. */
export const chartColumns = 6
export const chartRows = 4
export const patches: readonly number[] = Array.from({ length: chartColumns * chartRows }, (_, i) => i)

/** The patches' names as their maker gives them, row by row from the dark skin. */
export const patchNames = [
  'Dark skin', 'Light skin', 'Blue sky', 'Foliage', 'Blue flower', 'Bluish green',
  'Orange', 'Purplish blue', 'Moderate red', 'Purple', 'Yellow green', 'Orange yellow',
  'Blue', 'Green', 'Red', 'Yellow', 'Magenta', 'Cyan',
  'White', 'Neutral 8', 'Neutral 6.5', 'Neutral 5', 'Neutral 3.5', 'Black',
] as const

/**
 * The pigments changed in November 2014; a chart says on its back when it was made. The maker's older table of 8-bit sRGB codes
 * is what painted and simulated charts are made of.
 */
export type ChartEdition = 'before-2014-11' | 'from-2014-11' | 'srgb-codes'

/**
 * CIELAB over D50, 2°, as published by the chart's maker X-Rite: "Colorimetric values for ColorChecker family of targets" for
 * charts made before November 2014, "New color specifications for ColorChecker SG and Classic charts" for those made since.
 */
const published: Readonly<Record<Exclude<ChartEdition, 'srgb-codes'>, readonly Colour[]>> = {
  'before-2014-11': [
    [37.986, 13.555, 14.059], [65.711, 18.13, 17.81], [49.927, -4.88, -21.925], [43.139, -13.095, 21.905], [55.112, 8.844, -25.399], [70.719, -33.397, -0.199],
    [62.661, 36.067, 57.096], [40.02, 10.41, -45.964], [51.124, 48.239, 16.248], [30.325, 22.976, -21.587], [72.532, -23.709, 57.255], [71.941, 19.363, 67.857],
    [28.778, 14.179, -50.297], [55.261, -38.342, 31.37], [42.101, 53.378, 28.19], [81.733, 4.039, 79.819], [51.935, 49.986, -14.574], [51.038, -28.631, -28.638],
    [96.539, -0.425, 1.186], [81.257, -0.638, -0.335], [66.766, -0.734, -0.504], [50.867, -0.153, -0.27], [35.656, -0.421, -1.231], [20.461, -0.079, -0.973],
  ],
  'from-2014-11': [
    [37.54, 14.37, 14.92], [64.66, 19.27, 17.5], [49.32, -3.82, -22.54], [43.46, -12.74, 22.72], [54.94, 9.61, -24.79], [70.48, -32.26, -0.37],
    [62.73, 35.83, 56.5], [39.43, 10.75, -45.17], [50.57, 48.64, 16.67], [30.1, 22.54, -20.87], [71.77, -24.13, 58.19], [71.51, 18.24, 67.37],
    [28.37, 15.42, -49.8], [54.38, -39.72, 32.27], [42.43, 51.05, 28.62], [81.8, 2.67, 80.41], [50.63, 51.28, -14.12], [49.57, -29.71, -28.32],
    [95.19, -1.03, 2.93], [81.29, -0.57, 0.44], [66.89, -0.75, -0.06], [50.76, -0.13, 0.14], [35.63, -0.46, -0.48], [20.64, 0.07, -0.46],
  ],
}

/** The maker's sRGB codes of the 24 patches, 8 bits (X-Rite, ColorChecker Classic leaflet). */
const codes: readonly Colour[] = [
  [115, 82, 68], [194, 150, 130], [98, 122, 157], [87, 108, 67], [133, 128, 177], [103, 189, 170],
  [214, 126, 44], [80, 91, 166], [193, 90, 99], [94, 60, 108], [157, 188, 64], [224, 163, 46],
  [56, 61, 150], [70, 148, 73], [175, 54, 60], [231, 199, 31], [187, 86, 149], [8, 133, 161],
  [243, 243, 242], [200, 200, 200], [160, 160, 160], [122, 122, 121], [85, 85, 85], [52, 52, 52],
]

const linear: Readonly<Record<ChartEdition, readonly Colour[]>> = {
  'before-2014-11': published['before-2014-11'].map(linearOfLabD50),
  'from-2014-11': published['from-2014-11'].map(linearOfLabD50),
  'srgb-codes': codes.map(([r, g, b]) => [srgbToLinear(r / 255), srgbToLinear(g / 255), srgbToLinear(b / 255)]),
}

export const chartEditions = ['from-2014-11', 'before-2014-11', 'srgb-codes'] as const satisfies readonly ChartEdition[]

/** Linear sRGB of the 24 patches, row by row; cyan lies a little outside 0 … 1. */
export const chartColours = (edition: ChartEdition): readonly Colour[] => linear[edition]
