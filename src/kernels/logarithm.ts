/**
 * Why not Math.log: the standard leaves its last bit to the engine, and V8's is wrong for some arguments (ln 3, ln 48).
 * That bit decides codes: with c = 255 / ln(1 + 8) the value at r = 2 is 127.5 exactly, and the maximum of a picture is
 * white exactly, so one unit too little rounds or truncates to the code below. `ln` carries some 20 bits more than
 * a double and rounds once, so every browser gives the same codes, and they are those of the C library under Python.
 */

/** x · y = p + e exactly; the splitting is Dekker's (1971). Here are only numbers far from overflow. */
const productError = (x: number, y: number, p: number): number => {
  const splitter = 134_217_729
  const xs = splitter * x
  const xHigh = xs - (xs - x)
  const xLow = x - xHigh
  const ys = splitter * y
  const yHigh = ys - (ys - y)
  const yLow = y - yHigh
  return xLow * yLow - (p - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
}

/** x + y = s + e exactly (Knuth, The Art of Computer Programming 2, 4.2.2). */
const sumError = (x: number, y: number, s: number): number => {
  const rest = s - x
  return x - (s - rest) + (y - rest)
}

/** ln 2 in two parts; the first has 36 bits, so its product with a small integer is exact. */
const ln2High = 0.6931471805582987
const ln2Low = 1.6465949582897082e-12

/** 2^0 … 2^511, made by doubling: a power function may be off in its last bit too. */
const powersOfTwo = new Float64Array(512)
powersOfTwo[0] = 1
for (let k = 1; k < powersOfTwo.length; k++) powersOfTwo[k] = 2 * powersOfTwo[k - 1]!

/** 1/5 + q/7 + q²/9 + …, the series of artanh from its third term on, for q = s² ≤ 0.03. */
const tailOfSeries = (q: number): number =>
  1 / 5 + q * (1 / 7 + q * (1 / 9 + q * (1 / 11 + q * (1 / 13 + q * (1 / 15 + q * (1 / 17 + q * (1 / 19 + q * (1 / 21 + q * (1 / 23 + q / 25)))))))))

/**
 * x = 2^k · f with f near 1 and ln f = 2 · artanh s, s = (f − 1) / (f + 1). The first two terms of the series are carried
 * as pairs of doubles.
 */
function compute(x: number): number {
  const k = Math.round(Math.log2(x))
  const f = x / powersOfTwo[k]!
  const n = f - 1
  const d = f + 1
  const s = n / d
  const back = s * d
  const sLow = (n - back - productError(s, d, back) - s * sumError(f, 1, d)) / d

  const q = s * s
  const qLow = productError(s, s, q) + 2 * s * sLow
  const cube = s * q
  const cubeLow = productError(s, q, cube) + s * qLow + sLow * q
  const third = cube / 3
  const thrice = third * 3
  const thirdLow = (cube - thrice - productError(third, 3, thrice) + cubeLow) / 3
  const tail = cube * q * tailOfSeries(q)

  const whole = k * ln2High
  const first = whole + 2 * s
  const second = first + 2 * third
  return second + (sumError(whole, 2 * s, first) + sumError(first, 2 * third, second) + 2 * (sLow + thirdLow + tail) + k * ln2Low)
}

/** Codes come back for every table that is built, so their logarithms are kept, each from its first use on. */
const kept = new Float64Array(65_537)

/**
 * The natural logarithm of 1 ≤ x < 2^500. The sum is good to about 2^−63, so it is the double next to ln x; the goldens
 * find that for every code of 16 bits and for 20,000 fractions.
 */
export function ln(x: number): number {
  const i = x | 0
  if (i !== x || i > 65_536) return compute(x)
  const known = kept[i]!
  return known > 0 ? known : (kept[i] = compute(x))
}
