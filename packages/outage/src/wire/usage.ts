import type { Operation } from './request.ts'

/** Characters that make one token; near what code measures with real tokenizers (4 to 5). */
const CHARACTERS_A_TOKEN = 4

export function tokensIn(text: string): number {
  return Math.ceil(text.length / CHARACTERS_A_TOKEN)
}

/** Token counts of one answer, before a vendor's own way of counting them. */
export interface TokenCounts {
  readonly input: number
  readonly cached: number
  readonly output: number
  readonly reasoning: number
}

export function countTokens(operation: Operation, text: string, reasoning: number): TokenCounts {
  return { input: tokensIn(operation.system) + tokensIn(operation.input) + 8, cached: 0, output: tokensIn(text), reasoning }
}

/** Cuts text to a number of tokens, as a vendor does at the caller's output limit. */
export function cutToTokens(text: string, tokens: number): string {
  return text.slice(0, Math.max(0, tokens) * CHARACTERS_A_TOKEN)
}
