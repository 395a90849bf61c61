import type { ModelNotice, Stop, Usage } from '@understudy/spec'
import { members, wordsOf } from '../classify/index.ts'
import { type Answer, AnswerFault, tokens } from '../adapter/index.ts'

const STOPS: Readonly<Record<string, Stop['unified']>> = {
  STOP: 'finished',
  MAX_TOKENS: 'length',
  CONTINUATION: 'length',
  SAFETY: 'refused',
  RECITATION: 'refused',
  LANGUAGE: 'refused',
  BLOCKLIST: 'refused',
  PROHIBITED_CONTENT: 'refused',
  SPII: 'refused',
}

const STAGES: Readonly<Record<string, ModelNotice['stage']>> = { LEGACY: 'legacy', DEPRECATED: 'deprecated', RETIRED: 'retired' }

/** Reads one `generateContent` answer, of either SDK. @throws AnswerFault */
export function readContent(raw: unknown): Answer {
  const answer = members(raw)
  const words = answer?.['error'] ? wordsOf(answer) : null
  if (words) throw new AnswerFault('The answer is an error.', { words })
  const usage = readUsage(answer?.['usageMetadata'])
  const model = answer?.['modelVersion']
  const servedModel = typeof model === 'string' && model !== '' ? model : undefined
  const notice = noticeOf(answer?.['modelStatus'])
  const common = { servedModel, usage, ...(notice && { notice }) }
  const blocked = members(answer?.['promptFeedback'])?.['blockReason']
  // A blocked prompt is a 200 without candidates.
  if (typeof blocked === 'string') return { ...common, text: '', stop: { unified: 'refused', raw: blocked } }
  const candidate = Array.isArray(answer?.['candidates']) ? members(answer['candidates'][0]) : undefined
  if (!candidate) throw new AnswerFault('The answer has no candidate.', { kind: 'provider-error', usage })
  const reason = candidate['finishReason']
  if (typeof reason !== 'string') throw new AnswerFault('The answer has no finish marker.', { kind: 'truncated', usage })
  return { ...common, text: textOf(candidate), stop: { unified: STOPS[reason] ?? 'other', raw: reason } }
}

/** The text of a candidate's parts. Thoughts are no part of the answer, although the older SDK's `text()` mixes them in. */
export function textOf(candidate: unknown): string {
  const parts = members(members(candidate)?.['content'])?.['parts']
  let text = ''
  for (const raw of Array.isArray(parts) ? parts : []) {
    const part = members(raw)
    if (typeof part?.['text'] === 'string' && part['thought'] !== true) text += part['text']
  }
  return text
}

/** Gemini counts cached input inside the input, and thoughts beside the candidates' tokens. */
function readUsage(value: unknown): Usage {
  const usage = members(value) ?? {}
  return {
    inputTotal: tokens(usage['promptTokenCount']) + tokens(usage['toolUsePromptTokenCount']),
    inputCached: tokens(usage['cachedContentTokenCount']),
    outputVisible: tokens(usage['candidatesTokenCount']),
    reasoning: tokens(usage['thoughtsTokenCount']),
  }
}

/** The only early warning that a vendor sends along with good answers. */
function noticeOf(value: unknown): ModelNotice | undefined {
  const status = members(value)
  const stage = STAGES[String(status?.['modelStage'])]
  if (!stage) return undefined
  const { retirementTime, message } = status ?? {}
  return {
    stage,
    ...(typeof retirementTime === 'string' && { retiresAt: retirementTime }),
    ...(typeof message === 'string' && { message }),
  }
}
