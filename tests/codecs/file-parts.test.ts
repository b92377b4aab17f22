import { describe, expect, it } from 'vitest'
import { fileParts, type FileParts } from '../../src/codecs/file-parts.ts'

const chunk = 16 << 20

const gathered = async (file: FileParts, head?: Uint8Array<ArrayBuffer>): Promise<Buffer> => Buffer.from(await file.finish('image/tiff', head).arrayBuffer())

/** Bytes that tell where they stand. */
const stretch = (from: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (from + i) % 251)

describe('a file in parts', () => {
  it('is its parts one after the other', async () => {
    const file = fileParts()
    let length = 0
    for (const part of [1, 0, 300, 7]) {
      file.add(stretch(length, part))
      length += part
      expect(file.length).toBe(length)
    }
    expect(Buffer.compare(await gathered(file), Buffer.from(stretch(0, length)))).toBe(0)
  })

  it('stands behind a head that is known last, which its length does not count', async () => {
    const file = fileParts()
    file.add(Uint8Array.of(3, 4))
    expect(file.length).toBe(2)
    expect([...(await gathered(file, Uint8Array.of(1, 2)))]).toEqual([1, 2, 3, 4])
  })

  it('has the type that was asked for, and may be empty', () => {
    const file = fileParts().finish('image/png')
    expect([file.type, file.size]).toEqual(['image/png', 0])
  })

  it('keeps what was added, whatever becomes of the memory it came in', async () => {
    const file = fileParts()
    const part = Uint8Array.of(1, 2, 3)
    file.add(part)
    part.fill(9)
    expect([...(await gathered(file))]).toEqual([1, 2, 3])
  })

  it.each([
    ['ends with a chunk', chunk],
    ['runs over a chunk by one byte', chunk + 1],
    ['fills two chunks and some', 2 * chunk + 5],
  ])('is whole where a part %s', async (_, length) => {
    const file = fileParts()
    const bytes = stretch(0, length)
    // the second part begins inside a chunk and ends in another
    file.add(bytes.subarray(0, 1000))
    file.add(bytes.subarray(1000))
    file.add(Uint8Array.of(77))
    expect(file.length).toBe(length + 1)
    const there = await gathered(file)
    expect(there.length).toBe(length + 1)
    expect(Buffer.compare(there.subarray(0, length), Buffer.from(bytes.buffer))).toBe(0)
    expect(there[length]).toBe(77)
  })
})
