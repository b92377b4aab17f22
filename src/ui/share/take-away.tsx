import { Check, Copy } from 'lucide-react'
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { transformOf } from '../../kernels/registry.ts'
import { leftOutOfFrame } from '../../recipe/code-frame.ts'
import { recipeToText } from '../../recipe/link.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { LabStore } from '../../state/lab.ts'
import { programOf } from '../../state/program.ts'
import { Button } from '../kit/button.tsx'
import { Section } from '../kit/section.tsx'
import { Segments } from '../kit/segments.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { commandLine } from './shell-words.ts'
import styles from './take-away.module.css'

type As = 'numpy' | 'opencv' | 'command-line'

const dialects: readonly { readonly value: As; readonly label: string }[] = [
  { value: 'numpy', label: 'NumPy' },
  { value: 'opencv', label: 'OpenCV' },
  { value: 'command-line', label: 'Command line' },
]

const names: Record<As, string> = { numpy: 'NumPy code', opencv: 'OpenCV code', 'command-line': 'Command line' }

/** What scrolls must be reached by keyboard, though nothing in it is pressed (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 } as const

/** A spectrum or a sample is no file that a program could read: the program then names one to put in its place. */
const fileOf = ({ picture, source }: Pick<LabStore, 'picture' | 'source'>): string | undefined => (source?.kind === 'file' ? picture?.name : undefined)

type Held = Pick<LabStore, 'picture' | 'source' | 'shown' | 'aside'>

/** The recipe in force as text; empty without a picture, whose depth and channels a program depends on. */
const textAs = (as: As, held: Held): string => {
  const { picture, source, shown } = held
  if (!picture) return ''
  if (as !== 'command-line') return programOf(held, as) ?? ''
  const file = fileOf({ picture, source })
  return commandLine(recipeToText(shown), file ?? (picture.depth === 'f32' ? 'picture.tif' : 'picture.png'))
}

const lossy: ReadonlySet<string> = new Set(['JPEG', 'WebP', 'AVIF'])

/**
 * The arithmetic is the same to the last bit; decoders of lossy formats may differ by a code, and so do NumPy's powers
 * where colours are mixed. What a program leaves out is said before it is copied.
 */
const promiseOf = (as: As, { format }: NonNullable<LabStore['picture']>, { geometry, steps }: Recipe): string => {
  const alike = lossy.has(format) ? ` where both decode the ${format} alike` : ''
  if (as === 'command-line') return `# same bytes as Export${alike}`
  const missing = geometry ? leftOutOfFrame(geometry) : []
  if (missing.length > 0) return `# not quite the picture of Export: the lab also ${missing.join(' and ')}, as its command line does`
  const mixes = steps.some(({ id, enabled }) => enabled && transformOf(id).mix !== undefined)
  return mixes ? `# within a code of Export${alike}` : `# same bytes as Export${alike}`
}

/** The recipe as a program that makes the same pixels elsewhere. */
export const TakeAway = () => {
  const { view } = useStores()
  const dialect = useView((state) => state.dialect)
  const [command, setCommand] = useState(false)
  const picture = useLab((state) => state.picture)
  const recipe = useLab((state) => state.shown)
  const as: As = command ? 'command-line' : dialect
  const copying = useCopy(as)
  if (!picture) return null
  const choose = (value: As): void => {
    setCommand(value === 'command-line')
    if (value !== 'command-line') view.getState().set({ dialect: value })
  }
  return (
    <Section title="Take it with you" actions={<CopyButton {...copying} />}>
      <div className={styles['body']}>
        <Segments label="Language" size="small" value={as} options={dialects} onChange={choose} />
        <Code as={as} />
        <p role="status" className={copying.copied === 'refused' ? styles['refused'] : 'visually-hidden'}>
          {copying.copied === 'yes' && 'The code is on the clipboard.'}
          {copying.copied === 'refused' && 'The browser does not let the lab write to the clipboard. Select the code and copy it with Ctrl C or ⌘ C.'}
        </p>
        <p className={styles['note']}>{promiseOf(as, picture, recipe)}</p>
      </div>
    </Section>
  )
}

const Code = ({ as }: { as: As }) => {
  const picture = useLab((state) => state.picture)
  const source = useLab((state) => state.source)
  // a drag must not wait for a program that nobody reads meanwhile
  const shown = useDeferredValue(useLab((state) => state.shown))
  const aside = useLab((state) => state.aside)
  const text = useMemo(() => textAs(as, { picture, source, shown, aside }), [as, picture, source, shown, aside])
  return (
    <pre className={styles['code']} role="region" aria-label={names[as]} {...scrollable}>
      <code>
        <Program text={text} />
      </code>
    </pre>
  )
}

/** Comments stand back. */
const Program = memo(({ text }: { text: string }) => {
  const before = new Map<string, number>()
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const alike = before.get(line) ?? 0
      before.set(line, alike + 1)
      return (
        <span key={`${alike} ${line}`} className={line.startsWith('#') ? styles['comment'] : undefined}>
          {`${line}\n`}
        </span>
      )
    })
})
Program.displayName = 'Program'

const saidFor = 3000

interface Copying {
  readonly copied: 'yes' | 'refused' | undefined
  readonly copy: () => void
}

/** Puts the text as it is now on the clipboard, and tells for a while whether it is there. */
const useCopy = (as: As): Copying => {
  const { lab } = useStores()
  const [result, setResult] = useState<{ readonly as: As; readonly copied: 'yes' | 'refused' }>()
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard.writeText(textAs(as, lab.getState())).then(
      () => 'yes' as const,
      () => 'refused' as const,
    )
    setResult({ as, copied })
    clearTimeout(timer.current)
    if (copied === 'yes') timer.current = window.setTimeout(() => setResult(undefined), saidFor)
  }
  return { copied: result?.as === as ? result.copied : undefined, copy: () => void copy() }
}

const CopyButton = ({ copied, copy }: Copying) => (
  <Button icon={copied === 'yes' ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={copy}>
    {copied === 'yes' ? 'Copied' : 'Copy'}
  </Button>
)
