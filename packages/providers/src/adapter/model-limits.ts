import type { ModelLimits } from '@understudy/spec'

/** Windows of the vendors' current families. A wrong guess costs one call, which then fails as `context-too-long`. */
const TABLE: readonly {
  readonly vendor: string
  readonly model: RegExp
  readonly context: number
  readonly output: number
}[] = [
  { vendor: 'anthropic', model: /^claude-3/, context: 200_000, output: 8_192 },
  { vendor: 'anthropic', model: /./, context: 200_000, output: 64_000 },
  { vendor: 'openai', model: /^gpt-4o|^gpt-4-turbo/, context: 128_000, output: 16_384 },
  { vendor: 'openai', model: /^gpt-4\.1/, context: 1_047_576, output: 32_768 },
  { vendor: 'openai', model: /^o\d/, context: 200_000, output: 100_000 },
  { vendor: 'openai', model: /./, context: 400_000, output: 128_000 },
  { vendor: 'google', model: /^(?:models\/)?gemini-(?:1|2\.0)/, context: 1_048_576, output: 8_192 },
  { vendor: 'google', model: /./, context: 1_048_576, output: 65_536 },
]

/** For models served by anybody: what small self-hosted ones usually have. */
const CAUTIOUS = { context: 32_768, output: 8_192 }

export function defaultLimits(vendor: string, model: string): ModelLimits {
  const row = TABLE.find((candidate) => candidate.vendor === vendor && candidate.model.test(model)) ?? CAUTIOUS
  return { contextTokens: row.context, maxOutputTokens: row.output, structuredOutput: true, streaming: true }
}
