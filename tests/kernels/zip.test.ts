import { describe, expect, it } from 'vitest'
import { crc32 } from '../../src/kernels/crc32.ts'
import { createZip } from '../../src/kernels/zip.ts'

const text = (word: string): Uint8Array => new TextEncoder().encode(word)

const told = (bytes: Uint8Array) => ({ size: bytes.length, crc: crc32(bytes) })

const archive = (files: readonly (readonly [string, Uint8Array])[]): Uint8Array => {
  const zip = createZip()
  const parts = files.flatMap(([name, bytes]) => [zip.add(name, told(bytes)), bytes])
  return Buffer.concat([...parts, zip.end()])
}

/** The files of an archive by its directory at the end, as an unpacking program reads them. */
function read(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = bytes.length - 22
  expect(view.getUint32(end, true)).toBe(0x0605_4b50)
  const found = new Map<string, Uint8Array>()
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    expect(view.getUint32(at, true)).toBe(0x0201_4b50)
    const [size, length, extra, place] = [view.getUint32(at + 24, true), view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint32(at + 42, true)]
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length))
    expect(view.getUint32(place, true)).toBe(0x0403_4b50)
    const start = place + 30 + view.getUint16(place + 26, true) + view.getUint16(place + 28, true)
    found.set(name, bytes.slice(start, start + size))
    at += 46 + length + extra
  }
  expect(at).toBe(end)
  return found
}

describe('a zip archive', () => {
  it('gives back its files under their names, in any script', () => {
    const files = [['a.png', text('first')], ['Rolle 7/Übersicht – 日本 🎞.tif', text('')], ['b.bin', Uint8Array.from({ length: 70_000 }, (_, i) => i)]] as const
    const found = read(archive(files))
    expect([...found.keys()]).toEqual(files.map(([name]) => name))
    for (const [name, bytes] of files) expect([...found.get(name)!]).toEqual([...bytes])
  })

  it('has the check sum that the standard gives for "123456789"', () => {
    const head = createZip().add('x', told(text('123456789')))
    expect(new DataView(head.buffer).getUint32(14, true)).toBe(0xcbf43926)
  })

  it('is the same whenever it is made, and may be empty', () => {
    expect(archive([['a', text('b')]])).toEqual(archive([['a', text('b')]]))
    expect(read(archive([])).size).toBe(0)
  })
})
