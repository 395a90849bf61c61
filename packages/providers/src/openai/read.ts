import type { Stop, Usage } from '@understudy/spec'
import { members, wordsOf } from '../classify/index.ts'
import { type Answer, AnswerFault, tokens } from '../adapter/index.ts'

/** Reads one Response. @throws AnswerFault */
export function readResponse(raw: unknown): Answer {
  const response = members(raw)
  if (response?.['object'] !== 'response') {
    const words = response?.['error'] ? wordsOf(response) : null
    throw new AnswerFault('The answer is not a response.', words ? { words } : { kind: 'provider-error' })
  }
  const usage = readUsage(response['usage'])
  const status = response['status']
  if (status === 'failed') throw new AnswerFault('The model failed.', { words: wordsOf(response['error']), usage })
  if (!Array.isArray(response['output'])) throw new AnswerFault('The response has no output.', { kind: 'provider-error', usage })
  const parts = outputParts(response['output'])
  const refused = parts.some((part) => part['type'] === 'refusal')
  const model = response['model']
  const access = members(response['access_programs'])?.['cyber']
  return {
    text: parts.map((part) => (part['type'] === 'output_text' && typeof part['text'] === 'string' ? part['text'] : '')).join(''),
    stop: refused
      ? { unified: 'refused', raw: 'refusal' }
      : stopOf(status, members(response['incomplete_details'])?.['reason'], usage),
    servedModel: typeof model === 'string' && model !== '' ? model : undefined,
    usage,
    served: {
      cyberAccess: typeof access === 'string' ? access : 'not stated',
      ...(typeof response['service_tier'] === 'string' && { serviceTier: response['service_tier'] }),
    },
  }
}

/** Reasoning and tool items are no part of the answer. */
function outputParts(output: readonly unknown[]): Readonly<Record<string, unknown>>[] {
  return output.flatMap((item) => {
    const content = members(item)?.['type'] === 'message' ? members(item)?.['content'] : undefined
    return Array.isArray(content) ? content.map(members).filter((part) => part !== undefined) : []
  })
}

function stopOf(status: unknown, reason: unknown, usage: Usage): Stop {
  const raw = typeof reason === 'string' ? reason : undefined
  if (status === 'completed') return { unified: 'finished', raw: 'completed' }
  if (status !== 'incomplete') throw new AnswerFault('The response is not finished.', { kind: 'truncated', usage })
  if (raw === 'content_filter') return { unified: 'refused', raw }
  return { unified: raw === 'max_output_tokens' || raw === undefined ? 'length' : 'other', raw: raw ?? 'incomplete' }
}

/** OpenAI counts cached input inside the input, and reasoning inside the output. */
function readUsage(value: unknown): Usage {
  const usage = members(value) ?? {}
  const reasoning = tokens(members(usage['output_tokens_details'])?.['reasoning_tokens'])
  return {
    inputTotal: tokens(usage['input_tokens']),
    inputCached: tokens(members(usage['input_tokens_details'])?.['cached_tokens']),
    outputVisible: Math.max(0, tokens(usage['output_tokens']) - reasoning),
    reasoning,
  }
}
