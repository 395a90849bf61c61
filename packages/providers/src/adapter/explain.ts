import { type Evidence, hasCode, ModelFailure, type ModelFailureDetails, safeName, safeSentence } from '@understudy/spec'
import {
  type Classification,
  classify,
  classifyNetwork,
  errorCode,
  type ErrorSigns,
  type ErrorWords,
  isCertificateFault,
  isPage,
  statedRetryMs,
  waitMs,
  wordsOf,
  wordsOfBody,
  wordsOfGoodStatus,
} from '../classify/index.ts'
import { type Exchange, FAULT_KINDS, type FaultCode, type TransportFault } from '../transport/index.ts'
import { AnswerFault } from './dialect.ts'
import { sentenceOf } from './sentence.ts'

/** Who failed, and what must not be repeated. */
export interface FailureSubject {
  readonly id: string
  /** The vendor word by which errors are classified. */
  readonly vendor: string
  /** The asked model and address: their words are no evidence in an answer. */
  readonly model: string
  readonly address: string
  /** Environment variable of the key, for advice. */
  readonly keyName: string | undefined
  /** No key was sent, as none was given. */
  readonly anonymous?: boolean
  readonly requestIdHeader: string | undefined
  /** Values removed from every sentence. */
  readonly secrets: readonly string[]
  /** What was sent; a vendor's message that quotes it is withheld. */
  readonly sent: readonly string[]
}

/** Makes one verdict of whatever a call ended with. The wire's record goes before the SDK's error, which loses half of it. */
export function explain(error: unknown, exchange: Exchange, subject: FailureSubject): Error {
  if (error instanceof ModelFailure || hasCode(error, 'missing-peer')) return error
  const { fault, status } = exchange
  const badStatus = status !== undefined && (status < 200 || status >= 300)
  // A bad status says more than the trouble with its body.
  if (fault && !(badStatus && BODY_FAULTS.has(fault.code))) return faultFailure(fault, exchange, subject)
  if (badStatus) {
    const words = wordsOfBody(exchange.errorBody)
    return failure(judge({ status, words, page: isPage(exchange.errorBody) }, exchange, subject), words, exchange, subject)
  }
  // Some SDKs drop members that they do not know, an `error` among them, before anybody sees the answer.
  const inside = error instanceof AnswerFault && error.words ? null : wordsOfGoodStatus(exchange.text)
  if (inside) return failure(judge({ words: inside }, exchange, subject), inside, exchange, subject)
  if (error instanceof AnswerFault) {
    const found = error.kind ? { kind: error.kind } : judge({ words: error.words }, exchange, subject)
    return failure(found, error.words ?? { message: error.message }, exchange, subject, error.usage && { usage: error.usage })
  }
  const words = status === undefined ? null : wordsOfSdkError(error)
  if (words) return failure(judge({ words }, exchange, subject), words, exchange, subject)
  if (status === undefined)
    return failure({ kind: 'invalid-request' }, { message: 'The SDK refused the call before it was sent.' }, exchange, subject)
  return failure({ kind: 'provider-error' }, { message: 'The answer is not JSON of the documented shape.' }, exchange, subject)
}

/** What the words and the status say, by what is ours in them taken out. */
function judge(signs: Omit<ErrorSigns, 'vendor'>, exchange: Exchange, subject: FailureSubject): Classification {
  const { vendor, model, address, sent } = subject
  const words = signs.words && withoutQuotes(signs.words, sent)
  const comeBack = statedRetryMs({ ...waitSigns(exchange), words: signs.words }) !== undefined
  return classify({ ...signs, vendor, model, address, words, comeBack })
}

/** A vendor's sentence that repeats the request may hold reviewed code; that must not decide who reviews. */
function withoutQuotes({ message, sentences, ...words }: ErrorWords, sent: readonly string[]): ErrorWords {
  const own = (sentences ?? []).filter((sentence) => !quotes(sentence, sent))
  return { ...words, sentences: own, ...(message !== undefined && !quotes(message, sent) && { message }) }
}

const waitSigns = ({ headers, context }: Exchange) => ({
  get: (name: string) => headers.get(name),
  wallTime: context.runtime.wallTime(),
})

const BODY_FAULTS: ReadonlySet<FaultCode> = new Set(['network', 'idle', 'too-large', 'content-encoding'])

function faultFailure(fault: TransportFault, exchange: Exchange, subject: FailureSubject): ModelFailure {
  const code = fault.code === 'network' ? errorCode(fault.cause) : fault.code
  const found: Classification =
    fault.code === 'network' ? classifyNetwork(code, exchange.status !== undefined) : { kind: FAULT_KINDS[fault.code] }
  const message = isCertificateFault(code)
    ? `The secure connection cannot be trusted (${code}): somebody may be listening in. If your network has its own certificate authority, set NODE_EXTRA_CA_CERTS to its file.`
    : fault.code === 'network'
      ? `${fault.message.replace(/\.$/, '')} (${code ?? 'no code'}).`
      : fault.message
  return failure(found, { message, ...(code !== undefined && { code }) }, exchange, subject)
}

/** Builds the failure that the route sees; every word in it is cleaned here and nowhere else. */
export function failure(
  found: Classification,
  words: ErrorWords | null,
  exchange: Exchange,
  subject: FailureSubject,
  details: Pick<ModelFailureDetails, 'usage' | 'servedModel'> = {},
): ModelFailure {
  // The one door for text that leaves: what repeats the request is withheld, the rest cleaned of secrets and cut.
  const clean = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : quotes(text, subject.sent) ? WITHHELD : safeSentence(text, subject.secrets)
  const [message, code, type] = [clean(words?.message), clean(words?.code), clean(words?.type)]
  const requestId = subject.requestIdHeader ? exchange.headers.get(subject.requestIdHeader) : null
  const evidence: Evidence = {
    ...(exchange.status !== undefined && { status: exchange.status }),
    ...(code !== undefined && { code }),
    ...(type !== undefined && { type }),
    ...(message && { message }),
    ...(requestId && { requestId: safeName(requestId, subject.secrets) }),
  }
  const retryAfter = waitMs({ ...waitSigns(exchange), headers: exchange.headers, words, kind: found.kind })
  const servedModel = details.servedModel === undefined ? undefined : safeName(details.servedModel, subject.secrets)
  return new ModelFailure(subject.id, found.kind, sentenceOf(found, evidence, subject), {
    ...found,
    ...details,
    ...(servedModel !== undefined && { servedModel }),
    ...(!exchange.sent && exchange.status === undefined && { sent: false }),
    evidence,
    ...(retryAfter !== undefined && { retryAfterMs: retryAfter }),
  })
}

const WITHHELD = '(a message that repeats the request)'

/** SDK errors of a stream: `.error` holds the event's body, or the message is it. */
function wordsOfSdkError(error: unknown): ErrorWords | null {
  if (!(error instanceof Error)) return null
  const { error: body } = error as { error?: unknown }
  const inMessage = error.message.indexOf('{')
  return wordsOf(body) ?? (inMessage === -1 ? null : wordsOfBody(error.message.slice(inMessage)))
}

/** Length of a run of characters that does not occur in both by chance. */
const TELLING_RUN = 32

function quotes(message: string, sent: readonly string[]): boolean {
  for (let at = 0; at + TELLING_RUN <= Math.min(message.length, 400); at += 4) {
    const run = message.slice(at, at + TELLING_RUN)
    if (sent.some((text) => text.includes(run))) return true
  }
  return false
}
