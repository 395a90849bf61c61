import { checkText, refuseOption } from '@understudy/spec'
import { type VendorFacts, VENDORS } from './vendors.ts'

export interface KeyRules {
  readonly env: (name: string) => string | undefined
  /** The user named the endpoint, so that its keys may look like anybody's. */
  readonly ownEndpoint: boolean
}

/** The option's key, or else the environment's. @throws InvalidOptionError; the key is never in its message */
export function checkKey(facts: VendorFacts, given: string | undefined, rules: KeyRules): string | undefined {
  const { keyNames, keyOptional = false, title } = facts
  const name = given === undefined ? keyNames.find((candidate) => rules.env(candidate) !== undefined) : undefined
  const key = given ?? (name && rules.env(name))
  const path = name ? `apiKey (from ${name})` : 'apiKey'
  if (key === undefined && keyOptional) return undefined
  if (key === undefined)
    return refuseOption(
      'apiKey',
      `given${keyNames.length ? `, or set in the environment as ${keyNames.join(' or ')}` : ''}`,
      undefined,
    )
  checkText(path, key, { secret: true })
  if (!/^[\x21-\x7e]+$/.test(key)) refuseOption(path, 'a key without spaces, line ends or other unprintable characters', {})
  const owner = ownerOf(key)
  if (owner && owner.title !== title && !acceptsKeysOf(owner, facts, rules))
    refuseOption(path, `a key of ${title}; this one has the form of a key of ${owner.title}`, {})
  return key
}

function ownerOf(key: string): VendorFacts | undefined {
  const known: readonly VendorFacts[] = Object.values(VENDORS)
  return known.find(({ keyPrefixes = [] }) => keyPrefixes.some((prefix) => key.startsWith(prefix)))
}

/** A gateway that the user named may hand out keys in OpenAI's style; nobody hands out Anthropic's or Google's. */
const acceptsKeysOf = (owner: VendorFacts, { keyOptional }: VendorFacts, { ownEndpoint }: KeyRules): boolean =>
  keyOptional === true || (ownEndpoint && owner.vendor === 'openai')
