import { crc32 } from 'node:zlib'
import { afterEach, expect, it, vi } from 'vitest'
import { createZipTarget } from '../../../src/ui/roll/roll-targets.ts'
import * as downloads from '../../../src/ui/share/download.ts'

afterEach(() => vi.restoreAllMocks())

const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 31) >> 3)

/** A file whose stream fills memory that it is given, as browsers', or only hands out its own. */
const fileOf = (filling: boolean): Blob =>
  Object.assign(new Blob([bytes]), {
    stream(): ReadableStream<Uint8Array> {
      let at = 0
      return filling
        ? new ReadableStream({
            type: 'bytes',
            pull(controller) {
              const view = controller.byobRequest!.view as Uint8Array
              const piece = bytes.subarray(at, at + Math.min(view.byteLength, 70_000))
              new Uint8Array(view.buffer, view.byteOffset, piece.length).set(piece)
              at += piece.length
              if (piece.length === 0) controller.close()
              controller.byobRequest!.respond(piece.length)
            },
          })
        : new ReadableStream({
            pull(controller) {
              controller.enqueue(bytes.slice(at, (at += 1_000_000)))
              if (at >= bytes.length) controller.close()
            },
          })
    },
  })

it.each([true, false])('a zip has the check sum of each file, whether a browser fills memory or hands out its own (%s)', async (filling) => {
  const saved = vi.spyOn(downloads, 'download').mockImplementation(() => undefined)
  const target = createZipTarget('roll.zip')
  await target.write({ name: 'frame.tif', file: fileOf(filling) })
  await target.finish()
  const [zip] = saved.mock.calls[0]!
  const view = new DataView(await zip.arrayBuffer())
  expect(view.getUint32(0, true)).toBe(0x0403_4b50)
  expect(view.getUint32(14, true)).toBe(crc32(bytes))
})
