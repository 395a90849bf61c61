import type { ModelCall } from '@understudy/spec'

/** Characters of source code per token, on the low side, so that limits are kept rather than missed. */
const CHARACTERS_PER_TOKEN = 3.5

/** Tokens that a call will be counted for, before it is sent; `typicalOutput` is what such calls answered so far. */
export function estimatedTokens(call: ModelCall, typicalOutput: number | null): number {
  const input = Math.ceil((call.system.length + call.input.length) / CHARACTERS_PER_TOKEN)
  return input + Math.min(call.maxOutputTokens, Math.ceil(typicalOutput ?? call.maxOutputTokens / 4))
}
