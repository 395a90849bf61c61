import type { ModelLimits } from '@understudy/spec'

/** What is known about a vendor before any of its code is loaded. */
export interface VendorFacts {
  /** The first half of its targets' short ids: one lower-case word. */
  readonly vendor: string
  /** The vendor behind, where two adapters lead to one: its channels and its error words are that one's. @default vendor */
  readonly family?: string
  /** In sentences. */
  readonly title: string
  /** The vendor's SDK on npm, an optional peer. */
  readonly packageName?: string
  /** Environment variables that hold its key, in order of precedence. */
  readonly keyNames: readonly string[]
  /** @default false */
  readonly keyOptional?: boolean
  /** Absent where the user has to say. */
  readonly baseURL?: string
  /** Beginnings of its keys; they tell a key that was put into the wrong place. @default [] */
  readonly keyPrefixes?: readonly string[]
  /** What its models can do, where an option does not say otherwise. @default a small window, for caution */
  readonly limits?: Partial<ModelLimits>
}

/** Every vendor word that `createTarget` knows. */
export const VENDORS = Object.freeze({
  anthropic: {
    vendor: 'anthropic',
    title: 'Anthropic',
    packageName: '@anthropic-ai/sdk',
    keyNames: ['ANTHROPIC_API_KEY'],
    baseURL: 'https://api.anthropic.com',
    keyPrefixes: ['sk-ant-'],
  },
  openai: {
    vendor: 'openai',
    title: 'OpenAI',
    packageName: 'openai',
    keyNames: ['OPENAI_API_KEY'],
    baseURL: 'https://api.openai.com/v1',
    keyPrefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
  },
  google: {
    vendor: 'google',
    title: 'Google',
    packageName: '@google/genai',
    keyNames: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    baseURL: 'https://generativelanguage.googleapis.com',
    keyPrefixes: ['AIza'],
  },
  'google-legacy': {
    vendor: 'google-legacy',
    family: 'google',
    title: 'Google',
    packageName: '@google/generative-ai',
    keyNames: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    baseURL: 'https://generativelanguage.googleapis.com',
    keyPrefixes: ['AIza'],
  },
  'openai-compatible': {
    vendor: 'openai-compatible',
    title: 'The OpenAI-compatible endpoint',
    packageName: 'openai',
    keyNames: [],
    keyOptional: true,
  },
} as const satisfies Record<string, VendorFacts>)

/** A vendor that this package has an adapter for. */
export type VendorWord = keyof typeof VENDORS
