import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { crc32, inflateSync } from 'node:zlib'

/** Check sums of a table of 16-bit codes: one of all, one of each of 64 blocks. */
export interface Checked {
  readonly sha256: string
  readonly crc: readonly number[]
}

/** A table as packing.py stores it: whole, or checked where it is large. */
export type Packed = string | Checked

interface Peers {
  readonly opencvLog: string
  readonly opencvGamma: readonly { readonly gamma: number; readonly table: string }[]
  readonly opencvNot8: string
  readonly opencvNot16: Checked
  readonly skimageGamma16: readonly { readonly gamma: number; readonly table: Checked }[]
  readonly skimageLog8: string
  readonly logarithm: { readonly codes: string; readonly fractions: string; readonly arguments: string }
}

interface Tables {
  readonly tables: readonly { readonly recipe: string; readonly bits: 8 | 10 | 12 | 16; readonly max: number; readonly table: Packed }[]
  readonly log8: { readonly 'nearest-even': string; readonly truncate: string }
}

export interface StatisticsOf {
  readonly depth: 'u8' | 'u16' | 'f32'
  readonly white: number
  readonly data: string
  readonly want: Readonly<Record<string, number>>
}

export interface SpectrumOf {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly codes: 256 | 65536
  readonly corner: string
  readonly centred: string
  readonly facts: Readonly<Record<'low' | 'max' | 'decades' | 'stops' | 'blackShare', number>>
}

interface Numbers {
  tables: Tables
  peers: Peers
  statistics: Readonly<Record<string, StatisticsOf>>
  programs: { readonly programs: readonly { readonly name: string; readonly program: string; readonly pixels?: string; readonly codes?: string }[] }
  spectrum: { readonly spectra: readonly SpectrumOf[] }
}

export const golden = <N extends keyof Numbers>(name: N): Numbers[N] =>
  JSON.parse(readFileSync(new URL(`numbers/${name}.json`, import.meta.url), 'utf8')) as Numbers[N]

export const inflate = (text: string): Buffer => inflateSync(Buffer.from(text, 'base64'))

/** The codes of a table that is stored whole. */
export function unpack(text: string): Uint16Array {
  const steps = inflate(text)
  const codes = new Uint16Array(steps.length / 2)
  for (let i = 0, code = 0; i < codes.length; i++) codes[i] = code = (code + steps.readUInt16LE(2 * i)) % 65_536
  return codes
}

export const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex')

export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength)

/** Where codes differ from a packed table, in words that name the first mismatch; undefined when they do not. */
export function mismatch(codes: ArrayLike<number>, packed: Packed): string | undefined {
  if (typeof packed === 'string') {
    const want = unpack(packed)
    if (want.length !== codes.length) return `${codes.length} codes, not ${want.length}`
    const at = want.findIndex((code, r) => codes[r] !== code)
    return at < 0 ? undefined : `r = ${at} became ${codes[at]}, not ${want[at]}`
  }
  const bytes = bytesOf(Uint16Array.from(codes))
  if (sha256(bytes) === packed.sha256) return undefined
  const size = bytes.length / packed.crc.length
  const block = packed.crc.findIndex((crc, i) => crc32(bytes.subarray(i * size, (i + 1) * size)) !== crc)
  return `the first mismatch is among r = ${(block * size) / 2} … ${((block + 1) * size) / 2 - 1}`
}
