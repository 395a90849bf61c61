import { type ModelNotice, type ModelReply, safeSentence } from '@understudy/spec'
import type { Exchange } from '../transport/index.ts'
import { noticeOf, rateLimitOf } from './answer-headers.ts'
import type { Answer } from './dialect.ts'
import { failure, type FailureSubject } from './explain.ts'
import type { CheckedOptions } from './options.ts'
import { sameModel } from './same-model.ts'

export interface ReplySurroundings {
  readonly exchange: Exchange
  readonly subject: FailureSubject
  readonly options: CheckedOptions
}

/** Lets only whole answers through. @throws ModelFailure for refusals, cuts and odd ends, with the tokens they cost */
export function acceptAnswer(answer: Answer, adjustments: readonly string[], surroundings: ReplySurroundings): ModelReply {
  const { exchange, subject, options } = surroundings
  const { stop, usage } = answer
  if (stop.unified !== 'finished') {
    const kind = stop.unified === 'refused' ? 'refused' : stop.unified === 'length' ? 'truncated' : 'provider-error'
    const code = answer.detail ?? stop.raw
    const served = answer.servedModel === undefined ? {} : { servedModel: answer.servedModel }
    throw failure({ kind }, code === undefined ? null : { code }, exchange, subject, { usage, ...served })
  }
  // Silence is not an answer, least of all to the question whether code has flaws.
  if (answer.text.trim() === '') throw failure({ kind: 'malformed' }, { code: 'empty-answer' }, exchange, subject, { usage })
  const servedModel = answer.servedModel ?? options.model
  const notice = answer.notice ?? noticeOf(exchange.headers)
  const { runtime } = exchange.context
  const rateLimit = rateLimitOf(exchange.headers, runtime.wallTime())
  const requestId = subject.requestIdHeader ? exchange.headers.get(subject.requestIdHeader) : null
  const served = answer.servedModel === undefined ? { ...answer.served, servedModel: 'not stated' } : answer.served
  return {
    text: answer.text,
    stop,
    requestedModel: options.model,
    servedModel,
    servedAsRequested: options.servedModels.includes(servedModel) || sameModel(options.model, servedModel),
    usage,
    timing: { firstByteMs: exchange.firstByteMs ?? 0, totalMs: runtime.now() - exchange.startedAt },
    adjustments,
    ...(requestId && { requestId }),
    ...(notice && { notice: cleanNotice(notice, subject.secrets) }),
    ...(rateLimit && { rateLimit }),
    ...(served && { served }),
  }
}

const cleanNotice = (notice: ModelNotice, secrets: readonly string[]): ModelNotice =>
  notice.message === undefined ? notice : { ...notice, message: safeSentence(notice.message, secrets) }
