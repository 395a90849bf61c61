import type { Stop, Usage } from '@understudy/spec'
import { members, wordsOf } from '../classify/index.ts'
import { type Answer, AnswerFault, tokens } from '../adapter/index.ts'

const STOPS: Readonly<Record<string, Stop['unified']>> = {
  end_turn: 'finished',
  stop_sequence: 'finished',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refused',
}

/** Reads one Message. @throws AnswerFault */
export function readMessage(raw: unknown): Answer {
  const message = members(raw)
  if (message?.['type'] === 'error') throw new AnswerFault('The answer is an error.', { words: wordsOf(message) })
  if (message?.['error']) throw new AnswerFault('The answer is an error.', { words: wordsOf(message) })
  if (message?.['type'] !== 'message' || !Array.isArray(message['content']))
    throw new AnswerFault('The answer is not a message.', { kind: 'provider-error' })
  const usage = readUsage(message['usage'])
  const reason = message['stop_reason']
  if (typeof reason !== 'string') throw new AnswerFault('The answer has no finish marker.', { kind: 'truncated', usage })
  const category = members(message['stop_details'])?.['category']
  return {
    text: textOf(message['content']),
    stop: { unified: STOPS[reason] ?? 'other', raw: reason },
    servedModel: servedBy(message),
    usage,
    ...(typeof category === 'string' && { detail: category }),
    ...servedSettings(message['usage']),
  }
}

/** Thinking and unknown block types are no part of the answer. */
function textOf(content: readonly unknown[]): string {
  let text = ''
  for (const block of content) {
    const part = members(block)
    if (part?.['type'] === 'text' && typeof part['text'] === 'string') text += part['text']
  }
  return text
}

/**
 * A server-side fallback, should an organisation have it on, answers under the requested model's name: the usage of
 * its last iteration tells, and so does a block where one model's output gives way to the next.
 */
function servedBy(message: Readonly<Record<string, unknown>>): string | undefined {
  const iterations = members(message['usage'])?.['iterations']
  const turns = Array.isArray(iterations) ? iterations.map(members) : []
  const fallback = turns.findLast((turn) => turn?.['type'] === 'fallback_message')
  const handover = (message['content'] as readonly unknown[]).map(members).findLast((block) => block?.['type'] === 'fallback')
  const model = fallback?.['model'] ?? members(handover?.['to'])?.['model'] ?? message['model']
  return typeof model === 'string' && model !== '' ? model : undefined
}

/** Anthropic counts cached input apart, and thinking inside the output. */
function readUsage(value: unknown): Usage {
  const usage = members(value) ?? {}
  const reasoning = tokens(members(usage['output_tokens_details'])?.['thinking_tokens'])
  const cached = tokens(usage['cache_read_input_tokens'])
  return {
    inputTotal: tokens(usage['input_tokens']) + tokens(usage['cache_creation_input_tokens']) + cached,
    inputCached: cached,
    outputVisible: Math.max(0, tokens(usage['output_tokens']) - reasoning),
    reasoning,
  }
}

function servedSettings(value: unknown): Pick<Answer, 'served'> {
  const { service_tier: tier, inference_geo: geo } = members(value) ?? {}
  const served = {
    ...(typeof tier === 'string' && { serviceTier: tier }),
    ...(typeof geo === 'string' && { inferenceGeo: geo }),
  }
  return Object.keys(served).length ? { served } : {}
}
