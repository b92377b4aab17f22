import type { Pipeline } from '../../kernels/compile.ts'

const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

/** How the steps in force are applied: the claim a student should be able to check. */
export function foldSentence({ channels, source, mixing }: Pipeline): string {
  if (mixing) {
    const others = new Set([...mixing.before, ...channels].flatMap(({ links }) => links.map(({ step }) => step.key))).size
    return `${mixing.transform.label} mixes the colours: table, 3 × 3, table, 3 × 3, table.${others > 0 ? ` ${others === 1 ? 'The other step folds' : `The other ${others} steps fold`} into its tables.` : ''} The result is rounded once.`
  }
  const steps = new Set(channels.flatMap(({ links }) => links.map(({ step }) => step.key))).size
  if (steps === 0) return 'No step is in force. The picture is shown as it was read.'
  const count = words[steps] ?? String(steps)
  const each = channels.length > 1 ? ' per channel' : ''
  if (source.depth === 'f32') return steps === 1 ? `One step makes one curve${each}.` : `${count} steps fold into one curve${each}.`
  return steps === 1 ? `One step makes one table${each}, rounded once.` : `${count} steps fold into one table${each} and are rounded once.`
}
