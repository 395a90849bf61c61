import type { Effort, ModelCall } from '@understudy/spec'
import { type CheckedOptions, NO_EFFORT, outputCap } from '../adapter/index.ts'

/** The members that both of Google's SDKs send alike. */
export interface GenerationConfig {
  readonly maxOutputTokens: number
  readonly responseMimeType?: string
  readonly responseJsonSchema?: unknown
  readonly thinkingConfig?: { readonly thinkingLevel: string } | { readonly thinkingBudget: number }
}

/** Gemini 2.5 takes a budget of tokens where later families take a level. */
const BUDGETS: Readonly<Record<Effort, number>> = { low: 1_024, medium: 8_192, high: 24_576 }
const WITH_BUDGET = /^(?:models\/)?gemini-2\.5-/
const WITHOUT_THINKING = /^(?:models\/)?(?:gemini-(?:1|2\.0)|gemma)/

export function generationConfig(
  call: ModelCall,
  options: CheckedOptions,
): { readonly config: GenerationConfig; readonly adjustments: readonly string[] } {
  const { cap, adjustments } = outputCap(call, options.limits)
  const thinkingConfig = thinking(options.model, call.effort ?? 'medium')
  if (!thinkingConfig) adjustments.push(NO_EFFORT)
  if (call.safetyIdentifier) adjustments.push('the safety identifier is not sent: the API has no field for it')
  return {
    config: {
      maxOutputTokens: cap,
      ...(call.schema && { responseMimeType: 'application/json', responseJsonSchema: call.schema }),
      ...(thinkingConfig && { thinkingConfig }),
    },
    adjustments,
  }
}

function thinking(model: string, effort: Effort): GenerationConfig['thinkingConfig'] {
  if (WITHOUT_THINKING.test(model)) return undefined
  return WITH_BUDGET.test(model) ? { thinkingBudget: BUDGETS[effort] } : { thinkingLevel: effort.toUpperCase() }
}
