import { failure, type FailureError } from '../kernels/failure.ts'
import { ascii, startsWith, u32be } from './bytes.ts'

interface Known {
  readonly name: string
  readonly what: string
  readonly is: (head: Uint8Array) => boolean
}

const brandOf = (head: Uint8Array): string => (startsWith(head, 'ftyp', 4) ? ascii(head, 8, 4) : '')

/** Pictures that we recognise and do not open, and what helps. */
const unsupported: readonly Known[] = [
  {
    name: 'HEIC',
    what: 'HEIC cannot be opened here; export it as JPEG or TIFF',
    is: (head) => ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'].includes(brandOf(head)),
  },
  { name: 'RAW', what: 'a camera’s raw file has to be developed first; export it as a 16-bit TIFF', is: (head) => brandOf(head) === 'crx ' },
  {
    name: 'RAW',
    what: 'a camera’s raw file has to be developed first; export it as a 16-bit TIFF',
    is: (head) => startsWith(head, 'FUJIFILMCCD-RAW') || startsWith(head, 'IIU\0') || startsWith(head, 'IIRO') || startsWith(head, 'FOVb') || (startsWith(head, 'II*\0') && startsWith(head, 'CR', 8)),
  },
  {
    name: 'JPEG XL',
    what: 'JPEG XL cannot be opened here; convert it to PNG or TIFF',
    is: (head) => (head[0] === 0xff && head[1] === 0x0a) || startsWith(head, '\0\0\0\x0cJXL \r\n\x87\n'),
  },
  {
    name: 'JPEG 2000',
    what: 'JPEG 2000 cannot be opened here; convert it to PNG or TIFF',
    is: (head) => startsWith(head, '\0\0\0\x0cjP  \r\n\x87\n') || u32be(head, 0) === 0xff4fff51,
  },
  { name: 'OpenEXR', what: 'OpenEXR cannot be opened here; convert it to a TIFF', is: (head) => u32be(head, 0) === 0x762f3101 },
  { name: 'Radiance HDR', what: 'Radiance pictures cannot be opened here; convert it to a TIFF', is: (head) => startsWith(head, '#?R') },
  { name: 'GIF', what: 'GIF cannot be opened here; convert it to PNG', is: (head) => startsWith(head, 'GIF8') },
  {
    name: 'BMP',
    what: 'BMP cannot be opened here; convert it to PNG',
    is: (head) => startsWith(head, 'BM') && [12, 40, 52, 56, 64, 108, 124].includes(head[14]) && head[15] === 0,
  },
  { name: 'Photoshop', what: 'a layered picture cannot be opened here; export it as TIFF or PNG', is: (head) => startsWith(head, '8BPS') },
  { name: 'FITS', what: 'FITS cannot be opened here; convert it to a TIFF', is: (head) => startsWith(head, 'SIMPLE  =') },
  { name: 'Netpbm', what: 'Netpbm pictures cannot be opened here; convert it to PNG', is: (head) => /^P[1-7fF]\s/.test(ascii(head, 0, 3)) },
  { name: 'icon', what: 'icons cannot be opened here; convert it to PNG', is: (head) => (u32be(head, 0) === 0x100 || u32be(head, 0) === 0x200) && head[5] === 0 },
]

const starts = (text: string) => (head: Uint8Array) => startsWith(head, text)

/** What people drop by mistake, by its first bytes. */
const others: readonly (readonly [name: string, is: (head: Uint8Array) => boolean])[] = [
  ['a PDF', starts('%PDF')],
  ['a ZIP archive', starts('PK\x03\x04')],
  ['a ZIP archive', starts('PK\x05\x06')],
  ['a RAR archive', starts('Rar!')],
  ['a 7z archive', starts('7z\xbc\xaf')],
  ['a gzip archive', starts('\x1f\x8b')],
  ['a video', (head) => startsWith(head, 'ftyp', 4)],
  ['a video', (head) => startsWith(head, 'moov', 4) || startsWith(head, 'mdat', 4)],
  ['a video', starts('\x1a\x45\xdf\xa3')],
  ['a video', (head) => startsWith(head, 'RIFF') && startsWith(head, 'AVI ', 8)],
  ['a sound', (head) => startsWith(head, 'RIFF') && startsWith(head, 'WAVE', 8)],
  ['a sound', starts('ID3')],
  ['a sound', starts('OggS')],
  ['a sound', starts('fLaC')],
  ['a program', starts('\x7fELF')],
  ['a program', starts('MZ')],
  ['a PostScript file', starts('%!PS')],
  ['an older Office document', starts('\xd0\xcf\x11\xe0')],
  ['a database', starts('SQLite format 3')],
]

/** The head as text, or nothing when it holds what text never holds. */
function textOf(head: Uint8Array): string | undefined {
  if (startsWith(head, '\xff\xfe')) return new TextDecoder('utf-16le').decode(head)
  if (startsWith(head, '\xfe\xff')) return new TextDecoder('utf-16be').decode(head)
  const controls = head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127)
  return controls ? undefined : new TextDecoder('utf-8').decode(head)
}

function kindOfText(text: string): string {
  const start = text.trimStart().slice(0, 2000).toLowerCase()
  if (/<svg[\s>]/.test(start) && start.startsWith('<')) return 'an SVG drawing'
  if (/^(<!doctype html|<html|<head|<body|<script)/.test(start)) return 'an HTML page'
  if (start.startsWith('<')) return 'an XML file'
  if (/^[[{]/.test(start)) return 'a JSON file'
  return 'plain text'
}

/**
 * The failure for bytes that no codec takes: an unsupported picture with what helps, or no picture with what it is
 * instead. `head` are the first bytes, at most 4096.
 */
export function refusal(head: Uint8Array): FailureError {
  const picture = unsupported.find((known) => known.is(head))
  if (picture) return failure({ code: 'unsupported-format', format: picture.name, what: picture.what })
  const other = others.find(([, is]) => is(head))
  if (other) return failure({ code: 'not-a-picture', found: other[0] })
  const text = textOf(head)
  return failure({ code: 'not-a-picture', found: text === undefined ? 'unknown data' : kindOfText(text) })
}
