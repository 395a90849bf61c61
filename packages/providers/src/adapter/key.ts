import { checkText, HIDDEN, refuseOption } from '@understudy/spec'
import type { FreshValue } from '../transport/index.ts'
import { freshValue } from './fresh.ts'
import { type VendorFacts, VENDORS } from './vendors.ts'

export interface KeyRules {
  readonly env: (name: string) => string | undefined
  /** Variable to read instead of the vendor's usual ones. */
  readonly variable: string | undefined
  /** The user named the endpoint, so that its keys may look like anybody's. */
  readonly ownEndpoint: boolean
}

/** A key, or why there is none that could be used. Neither for an endpoint that needs none. */
export interface CheckedKey {
  readonly key?: string
  /** The variable that it was read from. */
  readonly from?: string
  /** What asks for it anew before each request; `key` is its mark then. */
  readonly fresh?: FreshValue
  /** What is wrong with the environment: the key is never in it. */
  readonly missing?: string
}

/**
 * The option's key, or else the environment's. A key that the environment lacks is no mistake of the program's: other targets may
 * be usable, so it is told and not thrown.
 * @throws InvalidOptionError for an option that breaks its rule; the key is never in its message
 */
export function checkKey(facts: VendorFacts, given: string | (() => unknown) | undefined, rules: KeyRules): CheckedKey {
  const { keyOptional = false } = facts
  if (typeof given === 'function') {
    const fresh = freshValue('apiKey', given)
    return { key: fresh.mark, fresh }
  }
  if (given !== undefined) {
    checkText('apiKey', given, { secret: true })
    const problem = problemOf(given, facts, rules)
    return problem === null ? { key: given } : refuseOption('apiKey', problem, HIDDEN)
  }
  const names = rules.variable === undefined ? facts.keyNames : [rules.variable]
  const name = names.find((candidate) => rules.env(candidate) !== undefined)
  if (name === undefined) {
    if (rules.variable === undefined && keyOptional) return {}
    return { missing: names.length ? `${names.join(' or ')} is not set in the environment` : 'no apiKey was given' }
  }
  const key = rules.env(name) ?? ''
  if (key.trim() === '') return { missing: `${name} is set in the environment, but empty` }
  const problem = problemOf(key, facts, rules)
  return problem === null ? { key, from: name } : { missing: `${name} must hold ${problem}` }
}

/** What a key would have to be; null when it is that. */
function problemOf(key: string, facts: VendorFacts, rules: KeyRules): string | null {
  if (!/^[\x21-\x7e]+$/.test(key)) return 'a key without spaces, line ends or other unprintable characters'
  const owner = ownerOf(key)
  return owner && owner.title !== facts.title && !acceptsKeysOf(owner, facts, rules)
    ? `a key of ${facts.title}; this one has the form of a key of ${owner.title}`
    : null
}

function ownerOf(key: string): VendorFacts | undefined {
  const known: readonly VendorFacts[] = Object.values(VENDORS)
  return known.find(({ keyPrefixes = [] }) => keyPrefixes.some((prefix) => key.startsWith(prefix)))
}

/** A gateway that the user named may hand out keys in OpenAI's style; nobody hands out Anthropic's or Google's. */
const acceptsKeysOf = (owner: VendorFacts, { keyOptional }: VendorFacts, { ownEndpoint }: KeyRules): boolean =>
  keyOptional === true || (ownEndpoint && owner.vendor === 'openai')
