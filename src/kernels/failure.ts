/**
 * What can go wrong with what a person brings, as data. The UI turns each into one sentence; anything thrown that is not
 * a Failure is a bug and is shown as one.
 */
export type Failure =
  | { code: 'not-a-picture'; found: string }
  | { code: 'unsupported-format'; format: string; what: string }
  | { code: 'corrupt-file'; format: string; offset?: number; what: string }
  | { code: 'truncated-file'; format: string; what: string }
  | { code: 'too-large'; width: number; height: number; bytes: number; limit: number }
  | { code: 'empty-file' }
  | { code: 'unsupported-depth'; transform: string; depth: string; why: string }
  | { code: 'bad-parameter'; name: string; got: string; want: string }
  | { code: 'bad-recipe'; what: string }
  | { code: 'cancelled' }
  | { code: 'worker-lost'; job: string }
  | { code: 'out-of-memory'; bytes: number }
  | { code: 'unexpected'; message: string }

/** Failures of the file itself, which another file mends. */
export const fileFailures: ReadonlySet<Failure['code']> = new Set(['not-a-picture', 'unsupported-format', 'corrupt-file', 'truncated-file', 'too-large', 'empty-file', 'out-of-memory'])

/** An Error that carries a Failure, so that throwing, promises and stack traces keep working. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'FailureError'
    this.failure = failure
  }
}

export const failure = (what: Failure): FailureError => new FailureError(what)

/** The Failure in anything caught; what is no FailureError is a bug, and says so. */
export const toFailure = (caught: unknown): Failure =>
  caught instanceof FailureError
    ? caught.failure
    : { code: 'unexpected', message: caught instanceof Error ? caught.message : String(caught) }
