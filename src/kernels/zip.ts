/** A file of an archive that was handed out: what the directory at its end has to know. */
interface Entry {
  readonly name: Uint8Array
  readonly crc: number
  readonly size: number
  readonly at: number
}

export interface ZipWriter {
  /** The bytes of a file's header, to be followed by the file itself, of that size and CRC-32. A name is UTF-8, with / between folders. */
  add(name: string, file: { readonly size: number; readonly crc: number }): Uint8Array<ArrayBuffer>
  /** The directory that ends the archive. */
  end(): Uint8Array<ArrayBuffer>
}

const most32 = 0xffff_ffff

/** Little-endian numbers by their size in bytes; eight bytes for what does not fit into four. */
function packed(parts: readonly (readonly [value: number, bytes: 2 | 4 | 8] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + (part instanceof Uint8Array ? part.length : part[1]), 0)
  const out = new Uint8Array(length)
  const view = new DataView(out.buffer)
  let at = 0
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      out.set(part, at)
      at += part.length
      continue
    }
    const [value, bytes] = part
    if (bytes === 2) view.setUint16(at, value, true)
    else if (bytes === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += bytes
  }
  return out
}

/** UTF-8 without an encoder, which belongs to the browser. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return Uint8Array.from(bytes)
}

/** 1 January 1980: the archive is the same whenever it is made. */
const date = 33

/**
 * A zip archive of stored files, one after the other (APPNOTE 6.3.10): pictures are packed already. Archives over 4 GB and more
 * than 65,535 files have the directory of Zip64; a single file must be smaller than 4 GB.
 */
export function createZip(): ZipWriter {
  const entries: Entry[] = []
  let at = 0
  return {
    add(name, { size, crc }) {
      if (size >= most32) throw new RangeError('a file in the archive is smaller than 4 GB')
      const entry: Entry = { name: utf8(name), crc, size, at }
      entries.push(entry)
      const head = packed([[0x0403_4b50, 4], [20, 2], [0x0800, 2], [0, 2], [0, 2], [date, 2], [entry.crc, 4], [entry.size, 4], [entry.size, 4], [entry.name.length, 2], [0, 2], entry.name])
      at += head.length + size
      return head
    },
    end() {
      const records = entries.map(({ name, crc, size, at: place }) => {
        const far = place >= most32
        const extra = far ? packed([[1, 2], [8, 2], [place, 8]]) : new Uint8Array(0)
        return packed([
          [0x0201_4b50, 4], [far ? 45 : 20, 2], [far ? 45 : 20, 2], [0x0800, 2], [0, 2], [0, 2], [date, 2], [crc, 4], [size, 4], [size, 4],
          [name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [0, 4], [far ? most32 : place, 4], name, extra,
        ])
      })
      const size = records.reduce((sum, record) => sum + record.length, 0)
      const large = at >= most32 || entries.length >= 0xffff
      const far = large ? packed([[0x0606_4b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4], [entries.length, 8], [entries.length, 8], [size, 8], [at, 8], [0x0706_4b50, 4], [0, 4], [at + size, 8], [1, 4]]) : new Uint8Array(0)
      const count = Math.min(entries.length, 0xffff)
      return packed([...records, far, [0x0605_4b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [Math.min(size, most32), 4], [Math.min(at, most32), 4], [0, 2]])
    },
  }
}
