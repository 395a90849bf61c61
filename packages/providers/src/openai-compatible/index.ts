import { checkWord, type ModelAdapter, refuseOption } from '@understudy/spec'
import { checkOptions, type ProviderOptions, VendorAdapter, VENDORS } from '../adapter/index.ts'
import { chatDialect } from './dialect.ts'

/** Endpoints differ in what they take; what most of them refuse is off unless asked for. */
export interface OpenAICompatibleOptions extends ProviderOptions {
  /** Where the endpoint is, up to and without `/chat/completions`. */
  readonly baseURL: string
  /** How the shape of an answer is asked for. @default 'json-schema' */
  readonly structuredOutput?: 'json-schema' | 'json-object' | 'none'
  /** Name of the field that caps the output; reasoning models of Azure want the second. @default 'max_tokens' */
  readonly outputCap?: 'max_tokens' | 'max_completion_tokens'
  /** Whether `reasoning_effort` is sent. @default false */
  readonly sendEffort?: boolean
}

const STRUCTURED_OUTPUT = ['json-schema', 'json-object', 'none'] as const
const OUTPUT_CAPS = ['max_tokens', 'max_completion_tokens'] as const

/**
 * A model behind any endpoint that speaks Chat Completions: vLLM, Ollama, Azure-style gateways.
 * @throws InvalidOptionError
 */
export function openaiCompatible(options: OpenAICompatibleOptions): ModelAdapter {
  const extras = ['structuredOutput', 'outputCap', 'sendEffort']
  const checked = checkOptions(VENDORS['openai-compatible'], options, { extras })
  const structuredOutput = checkWord('structuredOutput', options.structuredOutput ?? 'json-schema', STRUCTURED_OUTPUT)
  const sendEffort = options.sendEffort ?? false
  if (typeof sendEffort !== 'boolean') refuseOption('sendEffort', 'true or false', sendEffort)
  const settings = {
    ...checked,
    limits: { ...checked.limits, structuredOutput: checked.limits.structuredOutput && structuredOutput === 'json-schema' },
    structuredOutput,
    outputCap: checkWord('outputCap', options.outputCap ?? 'max_tokens', OUTPUT_CAPS),
    sendEffort,
  }
  return new VendorAdapter(VENDORS['openai-compatible'], settings, chatDialect(settings))
}
