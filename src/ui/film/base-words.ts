import { linearToSrgb } from '../../kernels/film/linearise.ts'
import { figure } from '../format.ts'

/** The codes, 0 … 255, that show light of a film base on the screen. */
export const screenCodes = (base: readonly number[]): readonly number[] => base.map((light) => Math.round(255 * Math.min(1, linearToSrgb(Math.max(0, light)))))

/** Its densities with two decimals, always: three of them share a line. */
export const densityWords = (base: readonly number[]): string => base.map((light) => figure(-Math.log10(light), 2)).join(' ')
