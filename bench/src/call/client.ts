/** Whose API is asked; each speaks its own. */
export const VENDOR_NAMES = ['openai', 'anthropic', 'google'] as const
export type Vendor = (typeof VENDOR_NAMES)[number]

/** One way to get files reviewed, one call after the other. Does the whole of it: request, answer, check. */
export interface Client {
  readonly name: string
  /** Gives the number of findings, so that no client can skip the work. */
  readonly review: (prompts: readonly Prompt[]) => Promise<number>
  readonly close?: () => Promise<void>
}

/** One file to review. Every client asks the same question, and writes it out itself: that is part of a reviewed call. */
export interface Prompt {
  readonly system: string
  readonly input: () => string
  readonly path: string
  readonly content: string
}

export interface Endpoint {
  readonly baseURL: string
  readonly apiKey: string
  readonly model: string
}

/** A client that knows how to ask about one file. */
export function oneByOne(name: string, ask: (prompt: Prompt) => Promise<number>): Client {
  return {
    name,
    async review(prompts) {
      let findings = 0
      for (const prompt of prompts) findings += await ask(prompt)
      return findings
    },
  }
}
