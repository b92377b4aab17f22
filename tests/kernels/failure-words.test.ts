import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src/kernels/failure.ts'
import { byteSize, describeFailure, displayName } from '../../src/kernels/failure-words.ts'

const plain = (text: string): string => text.replaceAll('\u202f', ' ')

const every: { [C in Failure['code']]: Extract<Failure, { code: C }> } = {
  'not-a-picture': { code: 'not-a-picture', found: 'plain text' },
  'unsupported-format': { code: 'unsupported-format', format: 'TIFF', what: 'its colours are CIE Lab' },
  'corrupt-file': { code: 'corrupt-file', format: 'PNG', offset: 12_345, what: 'the checksum of IDAT does not match' },
  'truncated-file': { code: 'truncated-file', format: 'JPEG', what: '54 % of the picture is there' },
  'too-large': { code: 'too-large', width: 65_535, height: 65_535, bytes: 65_535 * 65_535 * 3, limit: 4e9 },
  'empty-file': { code: 'empty-file' },
  'unsupported-depth': { code: 'unsupported-depth', transform: 'bitwise NOT', depth: 'float', why: 'floats have no code to flip' },
  'bad-parameter': { code: 'bad-parameter', name: 'gamma', got: '1e999', want: '0.05 to 10' },
  'bad-recipe': { code: 'bad-recipe', what: 'there is no transform "blur"' },
  cancelled: { code: 'cancelled' },
  'worker-lost': { code: 'worker-lost', job: 'open' },
  'out-of-memory': { code: 'out-of-memory', bytes: 3.2e9 },
  unexpected: { code: 'unexpected', message: 'x is undefined' },
}

describe('describeFailure', () => {
  it('says what a text file named .jpg is', () => {
    expect(describeFailure('notes.jpg', every['not-a-picture'])).toEqual({
      title: 'notes.jpg is not a picture.',
      detail: 'It is named .jpg, but its content is plain text. Open another file; nothing else has changed.',
    })
  })

  it('does not blame a name that never promised a picture', () => {
    expect(describeFailure('notes.txt', every['not-a-picture']).detail).toMatch(/^Its content is plain text\./)
  })

  it('gives size, need and limit of a bomb', () => {
    const words = describeFailure('huge.png', every['too-large'])
    expect(plain(words.title)).toBe('huge.png says it is 65 535 × 65 535.')
    expect(plain(words.detail)).toMatch(/^That needs 12\.9 GB; the limit is 4 GB\./)
  })

  it('says the place of the damage with grouped digits', () => {
    expect(plain(describeFailure('a.png', every['corrupt-file']).detail)).toContain('PNG, at byte 12 345: the checksum of IDAT does not match.')
  })

  it('names the parameter, what it was given and what it takes', () => {
    expect(describeFailure('The link', every['bad-parameter'])).toEqual({
      title: 'The link cannot be used.',
      detail: 'gamma is "1e999"; it takes 0.05 to 10. Nothing has changed.',
    })
  })

  it('speaks of writing where a file was written', () => {
    const { title, detail } = describeFailure('wide.jpg', { code: 'unsupported-format', format: 'JPEG', what: 'a side is too long' }, 'export')
    expect(title).toBe('wide.jpg cannot be written.')
    expect(detail).toBe('JPEG: a side is too long. Choose another format; nothing else has changed.')
  })

  it('says what a picture of a foreign kind can be turned into, once', () => {
    const { title, detail } = describeFailure('scan.heic', { code: 'unsupported-format', format: 'HEIC', what: 'HEIC cannot be opened here; export it as JPEG or TIFF' })
    expect(title).toBe('scan.heic is of a kind that the lab does not open.')
    expect(detail).toBe('HEIC cannot be opened here; export it as JPEG or TIFF. The lab opens PNG, TIFF, JPEG, WebP and AVIF; nothing else has changed.')
  })

  it('says what is rare about a file of a kind that opens, and not that the kind does', () => {
    const { title, detail } = describeFailure('press.jpg', { code: 'unsupported-format', format: 'JPEG', what: 'its colours are CMYK; convert it to RGB' })
    expect(title).toBe('press.jpg cannot be opened.')
    expect(detail).toBe('JPEG: its colours are CMYK; convert it to RGB. Save the picture in another way; nothing else has changed.')
  })

  it('calls a bug a bug', () => {
    expect(describeFailure('a.png', every.unexpected).detail).toMatch(/^This is a bug.*x is undefined/)
  })

  it.each(Object.values(every))('names the file and ends in full sentences: $code', (failure) => {
    const { title, detail } = describeFailure('scan 7.png', failure)
    expect(title).toContain('scan 7.png')
    for (const text of [title, detail]) {
      expect(text).toMatch(/^([A-Z]|scan 7|gamma).*\.$/)
      expect(text).not.toMatch(/!|\.\.|undefined[^.]*undefined|oops/i)
    }
  })

  it.each(Object.values(every))('lets no direction mark, control or line break through: $code', (failure) => {
    const evil = '\u202egpj.exe\u0000\n\u2066x\u200b\ufeff'
    const dirty = Object.fromEntries(Object.entries(failure).map(([name, value]) => [name, name !== 'code' && typeof value === 'string' ? value + evil : value])) as unknown as Failure
    const { title, detail } = describeFailure(`photo${evil}.png`, dirty)
    for (const text of [title, detail]) {
      for (const mark of ['\u202e', '\u0000', '\n', '\u2066', '\u200b', '\ufeff']) expect(text).not.toContain(mark)
    }
  })

  it('keeps hostile reasons short', () => {
    expect(describeFailure('a', { code: 'bad-recipe', what: 'x'.repeat(1e6) }).detail.length).toBeLessThan(300)
    expect(describeFailure('a', { code: 'bad-parameter', name: 'n'.repeat(1e5), got: 'g'.repeat(1e5), want: '0 to 1' }).detail.length).toBeLessThan(400)
  })
})

describe('displayName', () => {
  it('shortens a long name in the middle and keeps its ending', () => {
    const shown = displayName(`${'holiday-'.repeat(40)}0417.tiff`)
    expect(Array.from(shown)).toHaveLength(44)
    expect(shown).toMatch(/^holiday-.*….*0417\.tiff$/)
  })

  it('cuts no emoji in half', () => {
    expect(() => encodeURIComponent(displayName('🌄'.repeat(60)))).not.toThrow()
  })

  it('has a word for a name of nothing', () => {
    expect(displayName('\u202e\u0000')).toBe('The file')
  })
})

describe('byteSize', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [21_400_000, '21.4 MB'],
    [12_884_508_675, '12.9 GB'],
  ])('writes %d bytes as %s', (bytes, text) => {
    expect(plain(byteSize(bytes))).toBe(text)
  })
})
