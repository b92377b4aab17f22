/** The little of Trusted Types that is used here; TypeScript's DOM library has none of it yet. */
interface Policy {
  createScriptURL(url: string): unknown
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy
}

const ownOnly = (url: string): string => {
  const whole = new URL(url, location.href)
  if (whole.origin !== location.origin) throw new TypeError(`a script of another origin: ${whole.origin}`)
  return whole.href
}

let policy: Policy | undefined

/**
 * The address of one of our own scripts, for a worker or a service worker, in the form that the page's policy
 * (`trusted-types app-worker`) asks for. Throws for another origin.
 */
export function scriptUrl(url: string): string {
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes
  if (!factory) return ownOnly(url)
  policy ??= factory.createPolicy('app-worker', { createScriptURL: ownOnly })
  // the browser's constructors take a TrustedScriptURL where their types say string
  return policy.createScriptURL(url) as string
}
