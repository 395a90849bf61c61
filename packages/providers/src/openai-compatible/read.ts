import type { Stop, Usage } from '@understudy/spec'
import { members, wordsOf } from '../classify/index.ts'
import { type Answer, AnswerFault, tokens } from '../adapter/index.ts'
import { contentText } from './content.ts'

const STOPS: Readonly<Record<string, Stop['unified']>> = { stop: 'finished', length: 'length', content_filter: 'refused' }

/** Reads one chat completion. @throws AnswerFault */
export function readChat(raw: unknown): Answer {
  const completion = members(raw)
  const choice = Array.isArray(completion?.['choices']) ? members(completion['choices'][0]) : undefined
  const message = members(choice?.['message'])
  if (!completion || !choice || !message) {
    const words = completion?.['error'] ? wordsOf(completion) : null
    throw new AnswerFault('The answer is not a chat completion.', words ? { words } : { kind: 'provider-error' })
  }
  const usage = readUsage(completion['usage'])
  const reason = choice['finish_reason']
  if (typeof reason !== 'string') throw new AnswerFault('The answer has no finish marker.', { kind: 'truncated', usage })
  const refused = typeof message['refusal'] === 'string' && message['refusal'] !== ''
  const model = completion['model']
  return {
    text: contentText(message['content']),
    stop: refused ? { unified: 'refused', raw: 'refusal' } : { unified: STOPS[reason] ?? 'other', raw: reason },
    servedModel: typeof model === 'string' && model !== '' ? model : undefined,
    usage,
  }
}

function readUsage(value: unknown): Usage {
  const usage = members(value) ?? {}
  const reasoning = tokens(members(usage['completion_tokens_details'])?.['reasoning_tokens'])
  return {
    inputTotal: tokens(usage['prompt_tokens']),
    inputCached: tokens(members(usage['prompt_tokens_details'])?.['cached_tokens']),
    outputVisible: Math.max(0, tokens(usage['completion_tokens']) - reasoning),
    reasoning,
  }
}
