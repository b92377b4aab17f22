import { Copy, RulerDimensionLine, X } from 'lucide-react'
import { useMemo } from 'react'
import { filmStageOf } from '../../kernels/film/step/film-stage.ts'
import { fewestSteps, mostSteps } from '../../kernels/film/wedge/step-wedge.ts'
import { figure } from '../format.ts'
import { Button } from '../kit/button.tsx'
import { NumberField } from '../kit/number-field.tsx'
import { useKept } from '../kit/use-kept.ts'
import { useLab, useStores, useWedge } from '../lab-context.tsx'
import { channelColour } from '../plots/colours.ts'
import { letters } from '../plots/reading.ts'
import { wedgeTable, wedgeText, type WedgeTable } from './wedge-data.ts'
import { WedgePlot } from './wedge-plot.tsx'
import table from '../plots/histogram-table.module.css'
import styles from './wedge.module.css'

const flawWords = { blown: 'at the scanner’s white', blocked: 'too dense to read', uneven: 'not one even tone' } as const

/** What scrolls must be reached by keyboard, though nothing in it is pressed (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 } as const

const orNone = (value: number | undefined, digits: number): string => (value === undefined ? '–' : figure(value, digits))

/** The steps, their densities, and what the film's curve is in each channel. */
const Steps = ({ wedge: { channels, rows, curves } }: { wedge: WedgeTable }) => (
  <div className={table['scroll']} role="region" aria-label="Steps of the wedge" {...scrollable}>
    <table className={table['table']}>
      <caption>Density above the base of each step</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Log H</th>
          {channels.map((channel) => (
            <th key={channel} scope="col" style={{ color: channelColour[channel] }}>
              {channel === 'grey' ? 'D' : letters[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ exposure, densities, flaw }, k) => (
          <tr key={exposure}>
            <th scope="row">{k + 1}</th>
            <td>{figure(exposure, 2)}</td>
            {flaw ? (
              <td colSpan={channels.length} className={styles['flaw']}>
                {flawWords[flaw]}
              </td>
            ) : (
              densities.map((d, c) => <td key={channels[c]}>{figure(d, 2)}</td>)
            )}
          </tr>
        ))}
      </tbody>
      <tfoot className={styles['curves']}>
        {(
          [
            ['γ, slope of the straight part', (curve) => orNone(curve?.line?.gamma, 2)],
            ['Straight from', (curve) => (curve?.line ? figure(rows[curve.line.from]!.exposure, 2) : '–')],
            ['Straight to', (curve) => (curve?.line ? figure(rows[curve.line.to]!.exposure, 2) : '–')],
            ['0.1 above base at', (curve) => orNone(curve?.foot, 2)],
          ] as const satisfies readonly (readonly [string, (curve: WedgeTable['curves'][number]) => string])[]
        ).map(([head, text]) => (
          <tr key={head}>
            <th scope="row" colSpan={2}>
              {head}
            </th>
            {curves.map((curve, c) => (
              <td key={channels[c]}>{text(curve)}</td>
            ))}
          </tr>
        ))}
      </tfoot>
    </table>
  </div>
)

/** The curve in a sentence, for those who do not see the plot. */
function sentenceOf({ channels, rows, curves }: WedgeTable): string {
  const slopes = curves.flatMap((curve, c) => (curve?.line ? [`${channels[c] === 'grey' ? '' : `${letters[channels[c]!]}\u00a0`}${figure(curve.line.gamma, 2)}`] : []))
  const out = rows.filter(({ flaw }) => flaw).length
  const left = out > 0 ? ` ${out} ${out === 1 ? 'step is' : 'steps are'} left out.` : ''
  return slopes.length > 0 ? `${rows.length} steps. Slope of the straight part: ${slopes.join(', ')}.${left}` : `${rows.length} steps. No straight part is seen.${left}`
}

/** Reading a photographed step wedge: the button, the numbers to type, the film's own curve and its table. */
export const WedgePart = () => {
  const stores = useStores()
  const some = useLab((state) => state.picture !== undefined)
  const pipeline = useKept(useLab((state) => state.derived?.pipeline), some)
  const line = useWedge((state) => state.line)
  const steps = useWedge((state) => state.steps)
  const size = useWedge((state) => state.size)
  const count = useWedge((state) => state.count)
  const trouble = useWedge((state) => state.trouble)
  const looking = useWedge((state) => state.looking)
  const stage = useMemo(() => pipeline && filmStageOf(pipeline), [pipeline])
  const read = useMemo(() => (stage && steps.length > 0 ? wedgeTable(steps, stage, size) : undefined), [steps, stage, size])
  const { lab, wedge } = stores
  if (!stage || !wedge) return null
  const { open, close, forget, setSize, setCount } = wedge.getState()
  const copy = async (): Promise<void> => {
    if (!read) return
    const subject = 'Step wedge'
    try {
      await navigator.clipboard.writeText(wedgeText(read))
      lab.getState().tell({ subject, note: 'The table of the step wedge is on the clipboard, as comma-separated values.' })
    } catch {
      lab.getState().tell({ subject, note: 'The browser does not let the lab write to the clipboard. Select the table and copy it with Ctrl C or ⌘ C.' })
    }
  }
  if (!line && !read) {
    return (
      <div className={styles['part']}>
        <Button size="small" icon={<RulerDimensionLine size={14} strokeWidth={1.75} aria-hidden />} disabled={looking} onClick={() => void open()}>
          {looking ? 'Looking for a wedge…' : 'Read a step wedge'}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles['part']} role="group" aria-label="Step wedge">
      <div className={styles['head']}>
        <h4>Step wedge</h4>
        <span className={styles['ways']}>
          {read && (
            <Button size="small" icon={<Copy size={14} strokeWidth={1.75} aria-hidden />} onClick={() => void copy()}>
              Copy as CSV
            </Button>
          )}
          <Button size="small" disabled={looking} onClick={() => (line ? close() : void open())}>
            {line ? 'Done' : looking ? 'Looking…' : 'Read again'}
          </Button>
          <Button size="small" variant="quiet" icon={<X size={14} strokeWidth={1.75} aria-hidden />} onClick={forget}>
            Discard
          </Button>
        </span>
      </div>
      <p className={trouble ? styles['trouble'] : styles['words']} role="status">
        {trouble ?? (read ? sentenceOf(read) : '')}
      </p>
      <div className={styles['numbers']}>
        <span aria-hidden>Log exposure a step</span>
        <NumberField label="Log exposure a step" symbol="A step" value={size} min={0.01} max={1} digits={3} onCommit={setSize} />
        {line && (
          <>
            <span aria-hidden>Steps on the line</span>
            <NumberField label="Steps on the line" symbol="A wedge" value={count ?? steps.length} min={0} max={mostSteps} digits={0} onCommit={(value) => setCount(value < fewestSteps ? undefined : Math.round(value))} />
          </>
        )}
      </div>
      {line && count !== undefined && (
        <Button size="small" onClick={() => setCount(undefined)}>
          Find the steps by their edges
        </Button>
      )}
      {read && (
        <>
          <WedgePlot table={read} slide={stage.params.kind === 'slide'} />
          <Steps wedge={read} />
        </>
      )}
    </div>
  )
}
