import { type Evidence, hasCode, ModelFailure, type ModelFailureDetails, safeSentence } from '@understudy/spec'
import {
  type Classification,
  classify,
  classifyNetwork,
  errorCode,
  type ErrorWords,
  isCertificateFault,
  retryAfterMs,
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
  /** Environment variable of the key, for advice. */
  readonly keyName: string | undefined
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
    return failure(classify({ vendor: subject.vendor, status, words }), words, exchange, subject)
  }
  // Some SDKs drop members that they do not know, an `error` among them, before anybody sees the answer.
  const inside = error instanceof AnswerFault && error.words ? null : wordsOfGoodStatus(exchange.text)
  if (inside) return failure(classify({ vendor: subject.vendor, words: inside }), inside, exchange, subject)
  if (error instanceof AnswerFault) {
    const found = error.kind ? { kind: error.kind } : classify({ vendor: subject.vendor, words: error.words })
    return failure(found, error.words ?? { message: error.message }, exchange, subject, error.usage && { usage: error.usage })
  }
  const words = status === undefined ? null : wordsOfSdkError(error)
  if (words) return failure(classify({ vendor: subject.vendor, words }), words, exchange, subject)
  if (status === undefined)
    return failure({ kind: 'invalid-request' }, { message: 'The SDK refused the call before it was sent.' }, exchange, subject, {
      sent: false,
    })
  return failure({ kind: 'provider-error' }, { message: 'The answer is not JSON of the documented shape.' }, exchange, subject)
}

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
  details: Pick<ModelFailureDetails, 'usage' | 'servedModel' | 'sent'> = {},
): ModelFailure {
  const clean = (text: string): string => safeSentence(text, subject.secrets)
  const message =
    words?.message && (quotes(words.message, subject.sent) ? '(a message that repeats the request)' : clean(words.message))
  const requestId = subject.requestIdHeader ? exchange.headers.get(subject.requestIdHeader) : null
  const evidence: Evidence = {
    ...(exchange.status !== undefined && { status: exchange.status }),
    ...(words?.code !== undefined && { code: clean(words.code) }),
    ...(words?.type !== undefined && { type: clean(words.type) }),
    ...(message && { message }),
    ...(requestId && { requestId: clean(requestId) }),
  }
  const retryAfter = retryAfterMs({
    get: (name) => exchange.headers.get(name),
    retryDelay: words?.retryDelay,
    wallTime: exchange.context.runtime.wallTime(),
  })
  return new ModelFailure(subject.id, found.kind, sentenceOf(found, evidence, subject), {
    ...found,
    ...details,
    evidence,
    ...(retryAfter !== undefined && { retryAfterMs: retryAfter }),
  })
}

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
