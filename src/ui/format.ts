/** Narrow no-break space: between thousands and before units. */
export const thin = '\u202f'

/** 4096 → "4096", 65535 → "65 535": four digits stand together, five are grouped. */
const grouped = (digits: string): string => (digits.length < 5 ? digits : digits.replaceAll(/\B(?=(\d{3})+$)/g, thin))

/** A number with fixed decimals, a real minus and grouped thousands. */
export const figure = (value: number, decimals = 0): string => {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const [whole = '0', part] = Math.abs(value).toFixed(decimals).split('.')
  const text = part === undefined ? grouped(whole) : `${grouped(whole)}.${part}`
  const zero = Number(value.toFixed(decimals)) === 0
  return value < 0 && !zero ? `−${text}` : text
}

// the history, which is the state's, writes settings as fields do
export { precise } from '../kernels/transform.ts'

/** Of a value from any range the digits that matter, and no zeros that were not measured: 0.1234, 45.68, 25 714. */
export const significant = (value: number, digits = 4): string => {
  const size = Math.abs(value)
  if (size === 0 || !Number.isFinite(value)) return figure(value)
  if (size < 1e-6) return value.toExponential(digits - 1).replaceAll('-', '−')
  return figure(value, Math.max(digits - 1 - Math.floor(Math.log10(size)), 0))
}

export const withUnit = (text: string, unit: string): string => `${text}${thin}${unit}`

/** A share 0 … 1 as "62 %". */
export const percent = (share: number, decimals = 0): string => withUnit(figure(share * 100, decimals), '%')

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

/** 1 000 bytes are a kilobyte, as file managers and the SI have it. */
export const bytes = (count: number): string => {
  let size = count
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return withUnit(figure(size, unit === 0 || size >= 99.5 ? 0 : 1), units[unit]!)
}

/** "4096 × 4096". */
export const extent = (width: number, height: number): string => `${figure(width)} × ${figure(height)}`
