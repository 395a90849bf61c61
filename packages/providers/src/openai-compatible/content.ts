import { members } from '../classify/index.ts'
import { AnswerFault } from '../adapter/index.ts'

/**
 * The text of a message or of a piece of one. Models that think give a list, whose other parts are no part of the answer.
 * @throws AnswerFault where there is content that cannot be read: leaving it out would shorten the answer
 */
export function contentText(content: unknown): string {
  if (content === undefined || content === null) return ''
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) throw new AnswerFault('The content of the answer has an unknown form.', { kind: 'provider-error' })
  let text = ''
  for (const raw of content) {
    const part = members(raw)
    if (part?.['type'] === 'text' && typeof part['text'] === 'string') text += part['text']
  }
  return text
}
