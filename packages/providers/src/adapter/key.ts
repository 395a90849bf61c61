import { checkText, refuseOption } from '@understudy/spec'
import { vendorFacts, VENDORS, type VendorWord } from './vendors.ts'

export interface KeyRules {
  readonly env: (name: string) => string | undefined
  readonly optional: boolean
  /** The user named the endpoint, so that its keys may look like anybody's. */
  readonly ownEndpoint: boolean
}

/** The option's key, or else the environment's. @throws InvalidOptionError; the key is never in its message */
export function checkKey(vendor: VendorWord, given: string | undefined, rules: KeyRules): string | undefined {
  const { keyNames } = vendorFacts(vendor)
  const name = given === undefined ? keyNames.find((candidate) => rules.env(candidate) !== undefined) : undefined
  const key = given ?? (name && rules.env(name))
  const path = name ? `apiKey (from ${name})` : 'apiKey'
  if (key === undefined && rules.optional) return undefined
  if (key === undefined) return refuseOption('apiKey', `given, or set in the environment as ${keyNames.join(' or ')}`, undefined)
  checkText(path, key, { secret: true })
  if (!/^[\x21-\x7e]+$/.test(key)) refuseOption(path, 'a key without spaces, line ends or other unprintable characters', {})
  const owner = ownerOf(key)
  if (
    owner &&
    vendorFacts(owner).title !== vendorFacts(vendor).title &&
    !sharesKeys(owner, vendor) &&
    !acceptsAnyKey(vendor, owner, rules)
  )
    refuseOption(path, `a key of ${vendorFacts(vendor).title}; this one has the form of a key of ${vendorFacts(owner).title}`, {})
  return key
}

function ownerOf(key: string): VendorWord | undefined {
  const words = Object.keys(VENDORS) as VendorWord[]
  return words.find((word) => vendorFacts(word).keyPrefixes.some((prefix) => key.startsWith(prefix)))
}

const sharesKeys = (a: VendorWord, b: VendorWord): boolean =>
  vendorFacts(a).keyNames.some((name) => vendorFacts(b).keyNames.includes(name))

/** A gateway that the user named may hand out keys in OpenAI's style; nobody hands out Anthropic's or Google's. */
const acceptsAnyKey = (vendor: VendorWord, owner: VendorWord, { ownEndpoint }: KeyRules): boolean =>
  vendor === 'openai-compatible' || (ownEndpoint && owner === 'openai')
