/**
 * What a printer does to a developed layer, on its linear light: grade about mid-grey, black and white points, a soft foot
 * and a soft shoulder. At the initial numbers it changes nothing.
 */
export interface Print {
  /** Exponent about mid-grey: above 1 harder, below 1 softer. */
  readonly grade: number
  /** Linear light that prints as black and as white. */
  readonly black: number
  readonly white: number
  /** 0 … 1: how softly the shadows end. */
  readonly toe: number
  /** 0 … 1: how softly the highlights end. */
  readonly shoulder: number
}

export const plainPrint: Print = { grade: 1, black: 0, white: 1, toe: 0, shoulder: 0 }

const middle = Math.log10(0.18)

/** log₁₀ of a layer's light to what the print shows, linear, 1 = white. Rises everywhere; may lie outside 0 … 1. */
export function printLayer({ grade, black, white, toe, shoulder }: Print): (log: number) => number {
  const scale = 1 / (white - black)
  // a hyperbola: far from black the line itself, below it never less than black
  const bow = (0.05 * toe) ** 2
  const knee = 1 - 0.6 * shoulder
  // the ceiling comes down from far above to white, so that a little shoulder is a little change
  const room = shoulder > 0 ? 0.6 * shoulder + 0.2 * (1 / shoulder - 1) : Infinity
  return (log) => {
    let light = (10 ** (middle + grade * (log - middle)) - black) * scale
    if (bow > 0) light = (light + Math.sqrt(light * light + bow)) / 2
    return light > knee && shoulder > 0 ? knee - room * Math.expm1((knee - light) / room) : light
  }
}

/** Saturation as a matrix: colours drawn to or from their own Rec. 709 luminance. Rows sum to 1. */
export const saturationMatrix = (amount: number): readonly number[] => {
  const weights = [0.2126, 0.7152, 0.0722]
  return Array.from({ length: 9 }, (_, i) => (1 - amount) * weights[i % 3]! + (Math.floor(i / 3) === i % 3 ? amount : 0))
}
