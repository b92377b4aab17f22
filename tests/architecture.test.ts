import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../src')

/** What a layer may import: its own folder always, these others, and these packages. "types:x" is for `import type` only. */
const table: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }>> = {
  kernels: { layers: [], packages: [] },
  recipe: { layers: ['kernels'], packages: ['valibot'] },
  codecs: { layers: ['kernels'], packages: ['@jsquash/', 'fast-png', 'geotiff'] },
  engine: { layers: ['kernels', 'recipe', 'codecs'], packages: [] },
  lessons: { layers: ['kernels', 'recipe'], packages: [] },
  state: { layers: ['kernels', 'recipe', 'lessons', 'types:engine'], packages: ['zustand', 'idb', 'browser-fs-access', 'valibot'] },
  ui: { layers: ['kernels', 'recipe', 'lessons', 'state', 'types:engine'], packages: ['react', '@base-ui/react', '@use-gesture/react', 'd3-scale', 'd3-shape', 'lucide-react', 'zustand', '@fontsource-'] },
  cli: { layers: ['kernels', 'recipe', 'codecs', 'engine'], packages: ['node:'] },
}

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') || file.endsWith('.tsx'))
const text = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** import … from '…', export … from '…', import '…', import('…') and new URL('…', import.meta.url). */
const forms = /^(?:import|export)(\s+type)?\s+[^'"=;()]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'|new URL\(\s*'([^']+)',\s*import\.meta\.url/gm

const imports: readonly Import[] = files.flatMap((file) =>
  [...text.get(file)!.matchAll(forms)].map(([, type, from, bare, dynamic, url]) => {
    const name = (from ?? bare ?? dynamic ?? url)!.replace(/\?.*$/, '')
    const to = name.startsWith('.') ? relative(root, join(root, dirname(file), name)).replaceAll('\\', '/') : name
    return { from: file, to, typeOnly: type !== undefined }
  }),
)

const layerOf = (path: string): string => path.split('/')[0]!
/** A script of ours, or a style sheet or table of numbers beside one. */
const isOurs = (path: string): boolean => text.has(path) || (/\.(?:css|bin)$/.test(path) && existsSync(join(root, path)))

describe('imports', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(40)
    expect(imports.length).toBeGreaterThan(2 * files.length)
  })

  it.each(Object.entries(table))('of %s keep to the layer table', (layer, { layers, packages }) => {
    const allowed = ({ from, to, typeOnly }: Import): boolean => {
      // what only the command line loads may use Node
      if (from.endsWith('-node.ts') && to.startsWith('node:')) return true
      if (!isOurs(to)) return packages.some((name) => (/[/:-]$/.test(name) ? to.startsWith(name) : to === name || to.startsWith(`${name}/`)))
      return layerOf(to) === layer || layers.includes(layerOf(to)) || (typeOnly && layers.includes(`types:${layerOf(to)}`))
    }
    const wrong = imports.filter((one) => layerOf(one.from) === layer && !allowed(one))
    expect(wrong.map(({ from, to, typeOnly }) => `${from} imports ${typeOnly ? 'types of ' : ''}${to}`)).toEqual([])
  })

  it('are of a layer that the table knows; only main.tsx stands above all', () => {
    expect([...new Set(files.map(layerOf))].filter((layer) => !(layer in table))).toEqual(['main.tsx'])
  })

  it('never go round in a circle', () => {
    const next = new Map(files.map((file) => [file, imports.filter(({ from, to, typeOnly }) => from === file && !typeOnly && text.has(to)).map(({ to }) => to)]))
    const done = new Set<string>()
    const circle = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
      if (done.has(file)) return undefined
      for (const to of next.get(file)!) {
        const found = circle(to, [...path, file])
        if (found) return found
      }
      done.add(file)
      return undefined
    }
    expect(files.map((file) => circle(file, [])).find((found) => found)).toBeUndefined()
  })
})

describe('files', () => {
  it('have at most 300 lines', () => {
    expect(files.filter((file) => text.get(file)!.split('\n').length > 301)).toEqual([])
  })

  it('never read a canvas back', () => {
    expect(files.filter((file) => /getImageData|toDataURL|\.toBlob\(/.test(text.get(file)!))).toEqual([])
  })
})
