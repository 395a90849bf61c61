/** Vendors that a bare key in the environment is enough for, in the order in which they are tried by default. */
export const DEFAULT_ORDER = ['anthropic', 'openai', 'google'] as const

export type KeyedVendor = (typeof DEFAULT_ORDER)[number]

export interface VendorDefaults {
  /** Environment variables that may hold the key; the first one that is set counts. */
  readonly keys: readonly string[]
  /** Model that is asked when the user names none. `docs/` lists them; `--targets` overrides. */
  readonly model: string
  /** The vendor SDK's own variable for another address. Not obeyed, only noticed: see `unusedAddresses`. */
  readonly baseUrlVariable: string
}

export const VENDOR_DEFAULTS: Readonly<Record<KeyedVendor, VendorDefaults>> = Object.freeze({
  anthropic: {
    keys: ['ANTHROPIC_API_KEY'],
    model: 'claude-opus-5-5',
    baseUrlVariable: 'ANTHROPIC_BASE_URL',
  },
  openai: {
    keys: ['OPENAI_API_KEY'],
    model: 'gpt-5.5',
    baseUrlVariable: 'OPENAI_BASE_URL',
  },
  google: {
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    model: 'gemini-3.8-flash',
    baseUrlVariable: 'GOOGLE_GEMINI_BASE_URL',
  },
})

/** Every vendor word that a target may begin with. */
export const VENDOR_WORDS = [...DEFAULT_ORDER, 'google-legacy', 'openai-compatible', 'floor'] as const

/** What an id of one's own looks like. A vendor's word in front would make it pass for that vendor's in policies and reports. */
export const OWN_ID_RULE = 'name/model, with a name that is no vendor’s'

/** Why a text cannot be an id of one's own; null when it can. */
export function ownIdProblem(id: string): string | null {
  const [first = '', ...rest] = id.split('/')
  if (!/^[\w.:@+/-]+$/.test(id) || first === '' || rest.length === 0 || rest.includes(''))
    return `It must look like ${OWN_ID_RULE}`
  return (VENDOR_WORDS as readonly string[]).includes(first)
    ? `It must not begin with ${first}/, which is a vendor’s: choose a word of your own, such as gateway/${rest.join('/')}`
    : null
}

/** A word of a target, or `own` for an adapter that the user brought along. */
export type VendorWord = (typeof VENDOR_WORDS)[number] | 'own'

/** The vendor whose key and address a target uses; null for the floor, which has neither. */
export function keyedVendor(word: VendorWord): KeyedVendor | null {
  if (word === 'google-legacy') return 'google'
  return (DEFAULT_ORDER as readonly string[]).includes(word) ? (word as KeyedVendor) : null
}

/** The vendors' SDKs, which a target needs to be installed. */
const PACKAGES: Readonly<Record<VendorWord, string | null>> = {
  anthropic: '@anthropic-ai/sdk',
  openai: 'openai',
  google: '@google/genai',
  'google-legacy': '@google/generative-ai',
  'openai-compatible': 'openai',
  floor: null,
  own: null,
}

/** The package behind a vendor; null for the floor. */
export function vendorPackage(word: VendorWord): string | null {
  return PACKAGES[word]
}
