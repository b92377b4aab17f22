import { CircleAlert } from 'lucide-react'
import { useId, useRef, useState, type ReactNode } from 'react'
import type { ExportFormat, PictureInfo } from '../../engine/protocol.ts'
import { transformOf } from '../../kernels/registry.ts'
import { spoken } from '../../kernels/transform.ts'
import { toFailure } from '../../kernels/failure.ts'
import { describeFailure, displayName } from '../../kernels/failure-words.ts'
import { exportFileName, exportStem } from '../../recipe/file-name.ts'
import { current } from '../../state/history.ts'
import { bytes, extent } from '../format.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { NumberField } from '../kit/number-field.tsx'
import { Segments } from '../kit/segments.tsx'
import { Slider } from '../kit/slider.tsx'
import { useLab, useStores, useView } from '../lab-context.tsx'
import { CancelExport, ExportProgress } from './export-progress.tsx'
import { alphaWords, dataWords, depthWords, formatLabels, hasQuality, mimeTypes, promise, qualityWords, rawBytes, takesSixteenBits, usualBits, writingBytes } from './export-words.ts'
import { FrameCanvas, fitted } from './frame-canvas.tsx'
import { canChoosePlace, choosePlace } from './save-file.ts'
import { useExport } from './use-export.ts'
import styles from './export-dialog.module.css'

const preview = { width: 248, height: 248 }

/** What stays chosen from one export to the next. */
interface Choice {
  readonly format: ExportFormat | undefined
  readonly bits: 8 | 16 | undefined
  readonly quality: number
}

const Row = ({ label, htmlFor, children }: { label: string; htmlFor?: string; children: ReactNode }) => (
  <div className={styles['row']}>
    {htmlFor ? (
      <label htmlFor={htmlFor} className={styles['label']}>
        {label}
      </label>
    ) : (
      <span className={styles['label']} aria-hidden="true">
        {label}
      </span>
    )}
    <div className={styles['control']}>{children}</div>
  </div>
)

const Summary = ({ picture, format, bits }: { picture: PictureInfo; format: ExportFormat; bits: 8 | 16 }) => {
  const recipe = useLab((state) => current(state.history))
  const steps = recipe.steps.filter((step) => step.enabled).map((step) => transformOf(step.id).label)
  const needs = writingBytes(picture, format)
  const facts: readonly (readonly [string, string])[] = [
    ['Size', extent(picture.width, picture.height)],
    ['Data', dataWords(picture, format, bits)],
    ['Steps', steps.length > 0 ? steps.map((label, i) => (i === 0 ? label : spoken(label))).join(', ') : 'none'],
    ['Uncompressed', bytes(rawBytes(picture, format, bits))],
    ...(needs === undefined ? [] : [['Memory', `${bytes(needs)} while it is written`] as const]),
  ]
  return (
    <div className={styles['summary']}>
      <div className={styles['preview']}>
        <FrameCanvas slot="export-preview" picture={picture} recipe={recipe} show="after" {...fitted(picture, preview)} />
      </div>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name} className={styles['fact']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

interface OpenProps {
  readonly picture: PictureInfo
  readonly choice: Choice
  readonly setChoice: (choice: Choice) => void
  readonly onClose: () => void
}

const OpenDialog = ({ picture, choice, setChoice, onClose }: OpenProps) => {
  const { lab } = useStores()
  const form = useId()
  const main = useRef<HTMLButtonElement>(null)
  const nameId = useId()
  /** What the file is called if nobody says otherwise. */
  const [usual] = useState(() => {
    const { aside, history } = lab.getState()
    return exportStem(aside?.picture.name ?? picture.name, current(history), aside !== undefined)
  })
  const [typed, setTyped] = useState(usual)
  const [place, setPlace] = useState<FileSystemFileHandle>()
  const [refused, setRefused] = useState<string>()
  const { phase, start, cancel } = useExport(onClose)

  const { quality } = choice
  const format = choice.format ?? (picture.format === 'TIFF' ? 'tiff' : 'png')
  const bits = takesSixteenBits(format) ? (choice.bits ?? usualBits(picture)) : 8
  const name = exportFileName(typed.trim() === '' ? usual : typed, format)
  const alpha = alphaWords(picture, format)
  const running = phase.kind === 'running'

  // a place was chosen for one name and one kind of file
  const change = (next: Partial<Choice>): void => {
    if (next.format) setPlace(undefined)
    setChoice({ ...choice, ...next })
  }
  const choose = async (): Promise<void> => {
    try {
      const handle = await choosePlace(name, mimeTypes[format])
      if (!handle) return
      setRefused(undefined)
      setPlace(handle)
      setTyped(handle.name.replace(/\.[A-Za-z0-9]{1,5}$/, ''))
    } catch (caught) {
      const { title, detail } = describeFailure(name, toFailure(caught), 'export')
      setRefused(`${title} ${detail}`)
    }
  }
  const save = (): void => void start({ format, bits, quality, name: place?.name ?? name, place })

  const footer =
    running && phase.late ? (
      <CancelExport onCancel={cancel} />
    ) : (
      <>
        <Button size="large" onClick={running ? cancel : onClose}>
          Cancel
        </Button>
        <Button ref={main} size="large" variant="main" type="submit" form={form} disabled={running}>
          Export
        </Button>
      </>
    )

  return (
    <Dialog
      title="Export"
      open
      onClose={() => {
        cancel()
        onClose()
      }}
      width={860}
      initialFocus={main}
      extra={running && phase.late ? <ExportProgress name={phase.name} progress={phase.progress} /> : <span className={styles['promise']}>{promise(format, quality)}</span>}
      footer={footer}
    >
      <div className={styles['columns']}>
        <Summary picture={picture} format={format} bits={bits} />
        <form
          id={form}
          onSubmit={(event) => {
            event.preventDefault()
            if (!running) save()
          }}
        >
          <fieldset className={styles['form']} disabled={running}>
            <Row label="Format">
              <Segments label="Format" value={format} onChange={(next) => change({ format: next })} options={formatLabels} />
              {alpha && <p className={styles['note']}>{alpha}</p>}
            </Row>
            <Row label="Depth">
              {takesSixteenBits(format) && (
                <Segments
                  label="Depth"
                  value={String(bits) as '8' | '16'}
                  onChange={(next) => change({ bits: next === '8' ? 8 : 16 })}
                  options={[
                    { value: '8', label: '8-bit' },
                    { value: '16', label: '16-bit' },
                  ]}
                />
              )}
              <p className={styles['note']}>{depthWords(picture, format, bits)}</p>
            </Row>
            {hasQuality(format) && (
              <Row label="Quality">
                <div className={styles['quality']}>
                  <Slider label="Quality" value={quality} min={1} max={100} initial={92} scale="linear" digits={0} disabled={running} onChange={(next) => change({ quality: Math.round(next) })} onSettle={() => undefined} />
                  <NumberField label="Quality, as a number" symbol="Quality" value={quality} min={1} max={100} digits={0} disabled={running} onCommit={(next) => change({ quality: Math.round(next) })} />
                </div>
                <p className={styles['note']}>{qualityWords(format, quality)}</p>
              </Row>
            )}
            <Row label="Name" htmlFor={nameId}>
              <input
                id={nameId}
                className={styles['name']}
                type="text"
                value={typed}
                placeholder={usual}
                maxLength={200}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => {
                  setTyped(event.target.value)
                  setPlace(undefined)
                }}
              />
              <p className={styles['file']}>{displayName(place?.name ?? name, 60)}</p>
            </Row>
            <Row label="Folder">
              <div className={styles['folder']}>
                <span>{place ? 'The place you chose' : 'The browser’s downloads'}</span>
                {canChoosePlace() && (
                  <Button variant="quiet" onClick={() => void choose()}>
                    Choose…
                  </Button>
                )}
              </div>
            </Row>
          </fieldset>
          <div role="alert">
            {(phase.kind === 'failed' || refused !== undefined) && (
              <p className={styles['failed']}>
                <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
                <span>{phase.kind === 'failed' ? `${phase.words.title} ${phase.words.detail}` : refused}</span>
              </p>
            )}
          </div>
        </form>
      </div>
    </Dialog>
  )
}

/** Writes the picture under the recipe to a file: every pixel, at full size, whatever the stage shows of it. */
export const ExportDialog = () => {
  const open = useView((state) => state.dialog === 'export')
  const picture = useLab((state) => state.picture)
  const { view } = useStores()
  const [choice, setChoice] = useState<Choice>({ format: undefined, bits: undefined, quality: 92 })
  if (!open || !picture) return null
  return <OpenDialog key={picture.id} picture={picture} choice={choice} setChoice={setChoice} onClose={() => view.getState().set({ dialog: undefined })} />
}
