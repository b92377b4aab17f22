/**
 * A number as people type it: decimal comma, real minus, a percent sign, a fraction ("1/2.2"), its own symbol before it
 * ("γ = 1.7") and a multiplication sign or a word behind it. Undefined for what is no number; may be infinite.
 */
export const readNumber = (text: string, symbol: string): number | undefined => {
  const bare = text.replaceAll(/\s/g, '').replace('−', '-')
  const plain = bare.startsWith(symbol) ? bare.slice(symbol.length).replace(/^=/, '') : bare
  const parts = /^([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?)(?:\/(\d+(?:[.,]\d+)?))?(%|×|x|stops?)?$/i.exec(plain)
  if (!parts) return undefined
  const [, above = '', below = '1', unit] = parts
  const value = Number(above.replace(',', '.')) / Number(below.replace(',', '.'))
  return Number.isNaN(value) ? undefined : unit === '%' ? value / 100 : value
}
