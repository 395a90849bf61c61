/** What is known about a vendor before any of its code is loaded. */
export interface VendorFacts {
  /** In sentences. */
  readonly title: string
  /** The vendor's SDK on npm, an optional peer. */
  readonly packageName: string
  /** Environment variables that hold its key, in order of precedence. */
  readonly keyNames: readonly string[]
  /** Absent where the user has to say. */
  readonly baseURL?: string
  /** Beginnings of its keys; they tell a key that was put into the wrong place. */
  readonly keyPrefixes: readonly string[]
}

/** Every vendor word that `createTarget` knows. */
export const VENDORS = Object.freeze({
  anthropic: {
    title: 'Anthropic',
    packageName: '@anthropic-ai/sdk',
    keyNames: ['ANTHROPIC_API_KEY'],
    baseURL: 'https://api.anthropic.com',
    keyPrefixes: ['sk-ant-'],
  },
  openai: {
    title: 'OpenAI',
    packageName: 'openai',
    keyNames: ['OPENAI_API_KEY'],
    baseURL: 'https://api.openai.com/v1',
    keyPrefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
  },
  google: {
    title: 'Google',
    packageName: '@google/genai',
    keyNames: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    baseURL: 'https://generativelanguage.googleapis.com',
    keyPrefixes: ['AIza'],
  },
  'google-legacy': {
    title: 'Google (legacy SDK)',
    packageName: '@google/generative-ai',
    keyNames: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    baseURL: 'https://generativelanguage.googleapis.com',
    keyPrefixes: ['AIza'],
  },
  'openai-compatible': {
    title: 'The OpenAI-compatible endpoint',
    packageName: 'openai',
    keyNames: [],
    keyPrefixes: [],
  },
} satisfies Record<string, VendorFacts>)

export type VendorWord = keyof typeof VENDORS

export const vendorFacts = (vendor: VendorWord): VendorFacts => VENDORS[vendor]
