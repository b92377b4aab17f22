import { Check, Copy } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { recipeToCode } from '../../recipe/code.ts'
import { recipeToText } from '../../recipe/link.ts'
import type { Recipe } from '../../recipe/recipe.ts'
import type { LabStore } from '../../state/lab.ts'
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

const textAs = (as: As, recipe: Recipe, picture: NonNullable<LabStore['picture']>, file: string | undefined): string => {
  if (as !== 'command-line') return recipeToCode(recipe, picture.source, as, file)
  return commandLine(recipeToText(recipe), file ?? (picture.depth === 'f32' ? 'picture.tif' : 'picture.png'))
}

const lossy: ReadonlySet<string> = new Set(['JPEG', 'WebP', 'AVIF'])

/** The arithmetic is the same to the last bit; decoders of lossy formats may differ by a code. */
const promiseOf = ({ format }: NonNullable<LabStore['picture']>): string =>
  lossy.has(format) ? `# same bytes as Export where both decode the ${format} alike` : '# same bytes as Export'

/** The recipe as a program that makes the same pixels elsewhere. */
export const TakeAway = () => {
  const { view } = useStores()
  const dialect = useView((state) => state.dialect)
  const [command, setCommand] = useState(false)
  const picture = useLab((state) => state.picture)
  const source = useLab((state) => state.source)
  const recipe = useLab((state) => state.shown)
  const as: As = command ? 'command-line' : dialect
  const file = fileOf({ picture, source })
  const text = useMemo(() => picture && textAs(as, recipe, picture, file), [as, recipe, picture, file])
  if (!picture || text === undefined) return null
  const choose = (value: As): void => {
    setCommand(value === 'command-line')
    if (value !== 'command-line') view.getState().set({ dialect: value })
  }
  return (
    <Section title="Take it with you" actions={<CopyButton key={as} text={text} />}>
      <div className={styles['body']}>
        <Segments label="Language" size="small" value={as} options={dialects} onChange={choose} />
        <pre className={styles['code']} role="region" aria-label={names[as]} {...scrollable}>
          <code>
            <Program text={text} />
          </code>
        </pre>
        <p className={styles['note']}>{promiseOf(picture)}</p>
      </div>
    </Section>
  )
}

/** Comments stand back. */
const Program = ({ text }: { text: string }) => {
  let place = 0
  return text.split('\n').map((line) => {
    const key = place
    place += line.length + 1
    return (
      <span key={key} className={line.startsWith('#') ? styles['comment'] : undefined}>
        {`${line}\n`}
      </span>
    )
  })
}

const saidFor = 3000

const CopyButton = ({ text }: { text: string }) => {
  const [copied, setCopied] = useState<'yes' | 'refused'>()
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = async (): Promise<void> => {
    const done = await navigator.clipboard.writeText(text).then(
      () => 'yes' as const,
      () => 'refused' as const,
    )
    setCopied(done)
    clearTimeout(timer.current)
    if (done === 'yes') timer.current = window.setTimeout(() => setCopied(undefined), saidFor)
  }
  return (
    <>
      <Button size="normal" icon={copied === 'yes' ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={() => void copy()}>
        {copied === 'yes' ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className={copied === 'refused' ? styles['refused'] : 'visually-hidden'}>
        {copied === 'yes' && 'The code is on the clipboard.'}
        {copied === 'refused' && 'The browser does not let the lab write to the clipboard. Select the code and copy it with Ctrl C or ⌘ C.'}
      </span>
    </>
  )
}
