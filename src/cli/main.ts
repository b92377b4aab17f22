import { parseArgs, type ParseArgsConfig } from 'node:util'
import { useNodeWasm } from '../codecs/wasm-node.ts'
import { describeFailure } from '../kernels/failure-words.ts'
import { FailureError, toFailure } from '../kernels/failure.ts'
import type { ParamSpec } from '../kernels/params.ts'
import { transforms } from '../kernels/registry.ts'
import type { Transform } from '../kernels/transform.ts'
import { apply } from './apply.ts'
import { code } from './code.ts'
import { FileError } from './files.ts'
import { invert } from './invert.ts'
import { UsageError } from './usage.ts'

const valueWords = (spec: ParamSpec): string => (spec.kind === 'choice' ? spec.options.map(({ value }) => value).join('|') : spec.kind === 'toggle' ? 'true|false' : '…')

/** "log(scale=image|fixed|number, c=…)": a transform as the text of a recipe names it. */
const stepWords = ({ id, params }: Transform): string => {
  const named = Object.entries(params).map(([name, spec]) => `${name}=${valueWords(spec)}`)
  return named.length > 0 ? `${id}(${named.join(', ')})` : id
}

const usage = `npm run -s lab -- apply --recipe 'log;gamma(gamma=0.8)' --out DIR [--format png|tiff] [--bits 8|16] FILE…
npm run -s lab -- code --recipe RECIPE --as numpy|opencv [FILE]
npm run -s lab -- invert --out DIR [--no-crop] [--json] [--grey X,Y[,X,Y]] [--profile FILE | --chart FILE [--corners X,Y,X,Y,X,Y,X,Y]] [--keep-balance] [--save-profile FILE] FILE…

invert --grey takes one place or two of a single scan, in pixels, that are to print grey.
invert --chart takes a scan of a 24-patch colour chart and prints the files as it says; its corners are shares of the
scan's frame, from the dark skin round; without them the chart is looked for. --save-profile keeps what was learnt of the film, of
the chart or of the files as one roll, and --profile uses it again. Each frame keeps its own exposure, and with
--keep-balance its own balance of the light.

A recipe is steps joined by ";": ${transforms.map(stepWords).join(', ')}.
"log" alone takes c from the image, "gamma" has c = 1. "-gamma(…)" is switched off, "gamma.r(…)" acts on red alone.
"rounding=truncate;" in front truncates; halves go to the even code otherwise.
`

const options = {
  recipe: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  bits: { type: 'string' },
  as: { type: 'string' },
  profile: { type: 'string' },
  chart: { type: 'string' },
  corners: { type: 'string' },
  grey: { type: 'string' },
  'save-profile': { type: 'string' },
  'no-crop': { type: 'boolean' },
  'keep-balance': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies NonNullable<ParseArgsConfig['options']>

type Switch = 'no-crop' | 'keep-balance' | 'json'

export type Values = { readonly [K in Exclude<keyof typeof options, 'help' | Switch>]?: string } & { readonly [K in Switch]?: boolean }

/** Runs one command and gives the exit code: 0, 1 when a file failed, 2 when the call itself is off. */
export async function main(args: readonly string[]): Promise<number> {
  useNodeWasm()
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [command, ...files] = positionals
    if (values.help) {
      process.stdout.write(usage)
      return 0
    }
    if (command === 'apply') return await apply(values, files)
    if (command === 'code') return await code(values, files)
    if (command === 'invert') return await invert(values, files)
    throw new UsageError(command ? `There is no command "${command}".` : 'Say apply, code or invert.')
  } catch (caught) {
    if (caught instanceof FailureError) {
      const { title, detail } = describeFailure('The recipe', toFailure(caught))
      process.stderr.write(`${title} ${detail}\n`)
      return 2
    }
    if (caught instanceof FileError) {
      process.stderr.write(`${caught.message}\n`)
      return 1
    }
    if (caught instanceof UsageError || (caught as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      process.stderr.write(`${(caught as Error).message}\n\n${usage}`)
      return 2
    }
    throw caught
  }
}
