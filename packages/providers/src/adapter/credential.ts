import type { CheckedOptions } from './options.ts'

/** Whoever pays: keys can come in a header, and two targets that lack two keys are two targets. What is asked for anew has no name. */
export function credentialOf({ key, missingKey, headers, fresh = [] }: CheckedOptions): string | undefined {
  const named = (value: string): string => (fresh.some(({ mark }) => mark === value) ? 'fresh' : value)
  const own = Object.entries(headers ?? {}).map(([name, value]) => [name, named(value)])
  const paying = key === undefined ? missingKey : named(key)
  return own.length === 0 ? paying : JSON.stringify([paying ?? null, own])
}

/** Fresh values that are still kept out of every sentence; older ones have run out. */
const KEPT_SECRETS = 16

/** Values of headers that may be keys; a `Bearer` before one is none. */
function secretsOf(headers: CheckedOptions['headers'] = {}): readonly string[] {
  return Object.values(headers).flatMap((value) => value.split(' ').filter((word) => word.length >= 8))
}

/** What must not be repeated, and a way to add to it. */
export interface SecretKeeper {
  readonly secrets: readonly string[]
  readonly keep: (value: string) => void
}

export function secretKeeper({ key, headers }: CheckedOptions): SecretKeeper {
  const fixed = [...(key ? [key] : []), ...secretsOf(headers)]
  const secrets = [...fixed]
  const keep = (value: string): void => {
    if (secrets.includes(value)) return
    secrets.push(value)
    if (secrets.length > fixed.length + KEPT_SECRETS) secrets.splice(fixed.length, 1)
  }
  return { secrets, keep }
}
