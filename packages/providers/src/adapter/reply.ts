import { type ModelCall, type ModelNotice, type ModelReply, safeName, safeSentence, vendorAtHost } from '@understudy/spec'
import type { Exchange } from '../transport/index.ts'
import { noticeOf, rateLimitOf } from './answer-headers.ts'
import type { Answer } from './dialect.ts'
import { failure, type FailureSubject } from './explain.ts'
import { inputWasCut } from './input-read.ts'
import type { CheckedOptions } from './options.ts'
import { sameModel } from './same-model.ts'

export interface ReplySurroundings {
  readonly call: ModelCall
  readonly exchange: Exchange
  readonly subject: FailureSubject
  readonly options: CheckedOptions
}

/** Lets only whole answers through. @throws ModelFailure for refusals, cuts and odd ends, with the tokens they cost */
export function acceptAnswer(answer: Answer, adjustments: readonly string[], surroundings: ReplySurroundings): ModelReply {
  const { call, exchange, subject, options } = surroundings
  const { stop, usage } = answer
  // Each word of an answer beside its text is cut and cleaned here: it goes into reports and logs.
  const nameOf = (text: string): string => (isPlainWord(text, subject.secrets) ? text : safeName(text, subject.secrets))
  if (stop.unified !== 'finished') {
    const kind = stop.unified === 'refused' ? 'refused' : stop.unified === 'length' ? 'truncated' : 'provider-error'
    const code = answer.detail ?? stop.raw
    const served = answer.servedModel === undefined ? {} : { servedModel: nameOf(answer.servedModel) }
    throw failure({ kind }, code === undefined ? null : { code }, exchange, subject, { usage, ...served })
  }
  // Silence is not an answer, least of all to the question whether code has flaws.
  if (answer.text.trim() === '') throw failure({ kind: 'malformed' }, { code: 'empty-answer' }, exchange, subject, { usage })
  const atVendor = vendorAtHost(options.baseURL) !== null
  if (answer.servedModel === undefined && (atVendor || options.requireServedModel === true))
    throw failure({ kind: 'provider-error' }, { message: 'The answer does not state which model gave it.' }, exchange, subject, {
      usage,
    })
  if (inputWasCut({ call, usage, text: answer.text, atVendor })) {
    const message = `Only ${usage.inputTotal + usage.inputCached} tokens of the call were read, far fewer than were sent.`
    throw failure({ kind: 'truncated' }, { code: 'input-cut', message }, exchange, subject, { usage })
  }
  const servedModel = answer.servedModel ?? options.model
  const notice = answer.notice ?? noticeOf(exchange.headers)
  const { runtime } = exchange.context
  const rateLimit = rateLimitOf(exchange.headers, runtime.wallTime())
  const requestId = subject.requestIdHeader ? exchange.headers.get(subject.requestIdHeader) : null
  const settings = Object.entries(answer.served ?? {}).map(([name, value]) => [name, nameOf(value)] as const)
  if (answer.servedModel === undefined) settings.push(['servedModel', 'not stated'])
  return {
    text: answer.text,
    stop: { ...stop, raw: stop.raw === undefined ? undefined : nameOf(stop.raw) },
    requestedModel: options.model,
    // What was asked for is not a text from outside.
    servedModel: servedModel === options.model ? servedModel : nameOf(servedModel),
    servedAsRequested: options.servedModels.includes(servedModel) || sameModel(options.model, servedModel),
    usage,
    timing: { firstByteMs: exchange.firstByteMs ?? 0, totalMs: runtime.now() - exchange.startedAt },
    adjustments,
    ...(requestId && { requestId: nameOf(requestId) }),
    ...(notice && { notice: cleanNotice(notice, subject.secrets) }),
    ...(rateLimit && { rateLimit }),
    ...(settings.length > 0 && { served: Object.fromEntries(settings) }),
  }
}

/** Most words of an answer are like `end_turn`: nothing in them is to be cleaned, and each call has several. */
const isPlainWord = (text: string, secrets: readonly string[]): boolean =>
  /^[a-z_ ]{1,30}$/i.test(text) && !secrets.some((secret) => text.includes(secret))

const cleanNotice = (notice: ModelNotice, secrets: readonly string[]): ModelNotice =>
  notice.message === undefined ? notice : { ...notice, message: safeSentence(notice.message, secrets) }
