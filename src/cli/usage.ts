/** The command was called in a way that it does not take; the message says what it wants. */
export class UsageError extends Error {}

/** One of a few words, or the default; anything else is an error that lists them. */
export const oneOf = <V extends string>(name: string, value: string | undefined, allowed: readonly V[], initial?: V): V => {
  const found = allowed.find((word) => word === (value ?? initial))
  if (found === undefined) throw new UsageError(`--${name} takes ${allowed.join(' or ')}${value === undefined ? '' : `, not "${value}"`}.`)
  return found
}

export const required = (name: string, value: string | undefined): string => {
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}
