import type { Fault } from './fault.ts'
import { aliasMoved } from './alias-moved.ts'
import { badGzip } from './bad-gzip.ts'
import { bodyStall } from './body-stall.ts'
import { captivePortal } from './captive-portal.ts'
import { closeBeforeReply } from './close-before-reply.ts'
import { connectionRefused } from './connection-refused.ts'
import { contentLengthMismatch } from './content-length-mismatch.ts'
import { contextTooLong } from './context-too-long.ts'
import { deepJson } from './deep-json.ts'
import { dnsFailure } from './dns-failure.ts'
import { duplicateKeys } from './duplicate-keys.ts'
import { edge403 } from './edge-403.ts'
import { empty200 } from './empty-200.ts'
import { emptyFindings } from './empty-findings.ts'
import { emptyText } from './empty-text.ts'
import { endlessLine } from './endless-line.ts'
import { errorIn200 } from './error-in-200.ts'
import { findingFlood } from './finding-flood.ts'
import { gatewayTimeout } from './gateway-timeout.ts'
import { gone410 } from './gone-410.ts'
import { gzipBomb } from './gzip-bomb.ts'
import { hang } from './hang.ts'
import { hangUp } from './hang-up.ts'
import { headerFlood } from './header-flood.ts'
import { hiddenCharacters } from './hidden-characters.ts'
import { html502 } from './html-502.ts'
import { html503AsJson } from './html-503-as-json.ts'
import { injectionObeyed } from './injection-obeyed.ts'
import { invalidUtf8 } from './invalid-utf8.ts'
import { keyEcho } from './key-echo.ts'
import { keyRevoked } from './key-revoked.ts'
import { legalBlock } from './legal-block.ts'
import { lostReply } from './lost-reply.ts'
import { malformedSse } from './malformed-sse.ts'
import { markupInAnswer } from './markup-in-answer.ts'
import { maxTokensCut } from './max-tokens-cut.ts'
import { missingFiles } from './missing-files.ts'
import { noFinishMarker } from './no-finish-marker.ts'
import { notPermitted } from './not-permitted.ts'
import { overloaded } from './overloaded.ts'
import { proseInsteadOfJson } from './prose-instead-of-json.ts'
import { prototypeKeys } from './prototype-keys.ts'
import { quotaExhausted } from './quota-exhausted.ts'
import { rateLimited } from './rate-limited.ts'
import { rateLimitedBare } from './rate-limited-bare.ts'
import { rateLimitedDate } from './rate-limited-date.ts'
import { rateLimitedMs } from './rate-limited-ms.ts'
import { redirect } from './redirect.ts'
import { refusal } from './refusal.ts'
import { refusalInAnswer } from './refusal-in-answer.ts'
import { regionBlocked } from './region-blocked.ts'
import { reset } from './reset.ts'
import { resetMidBody } from './reset-mid-body.ts'
import { resetMidStream } from './reset-mid-stream.ts'
import { retired } from './retired.ts'
import { retryAfterNonsense } from './retry-after-nonsense.ts'
import { schemaViolation } from './schema-violation.ts'
import { secretInAnswer } from './secret-in-answer.ts'
import { serverError } from './server-error.ts'
import { skewedClock } from './skewed-clock.ts'
import { slowDrip } from './slow-drip.ts'
import { slowHeaders } from './slow-headers.ts'
import { slowLeak } from './slow-leak.ts'
import { sseErrorEvent } from './sse-error-event.ts'
import { streamStall } from './stream-stall.ts'
import { substituted } from './substituted.ts'
import { terminalEscapes } from './terminal-escapes.ts'
import { tlsSelfSigned } from './tls-self-signed.ts'
import { truncatedJson } from './truncated-json.ts'
import { unavailable } from './unavailable.ts'
import { unexpectedBlocks } from './unexpected-blocks.ts'
import { unknownModel } from './unknown-model.ts'
import { wildNumbers } from './wild-numbers.ts'
import { withdrawn } from './withdrawn.ts'
import { workflowCommands } from './workflow-commands.ts'

/** Every fault that a stage can express, by its name, in the order of the fault catalogue. */
export const FAULTS = {
  'dns-failure': dnsFailure,
  'connection-refused': connectionRefused,
  'tls-self-signed': tlsSelfSigned,
  'slow-headers': slowHeaders,
  hang,
  reset,
  'close-before-reply': closeBeforeReply,
  'reset-mid-body': resetMidBody,
  'content-length-mismatch': contentLengthMismatch,
  'slow-drip': slowDrip,
  'stream-stall': streamStall,
  'body-stall': bodyStall,
  'reset-mid-stream': resetMidStream,
  'no-finish-marker': noFinishMarker,
  'sse-error-event': sseErrorEvent,
  'malformed-sse': malformedSse,
  'invalid-utf8': invalidUtf8,
  'endless-line': endlessLine,
  'gzip-bomb': gzipBomb,
  'bad-gzip': badGzip,
  'header-flood': headerFlood,
  'captive-portal': captivePortal,
  'html-502': html502,
  'html-503-as-json': html503AsJson,
  'edge-403': edge403,
  'empty-200': empty200,
  'error-in-200': errorIn200,
  'truncated-json': truncatedJson,
  redirect,
  'hang-up': hangUp,
  'rate-limited': rateLimited,
  'rate-limited-date': rateLimitedDate,
  'rate-limited-ms': rateLimitedMs,
  'retry-after-nonsense': retryAfterNonsense,
  'rate-limited-bare': rateLimitedBare,
  'quota-exhausted': quotaExhausted,
  overloaded,
  'server-error': serverError,
  'gateway-timeout': gatewayTimeout,
  withdrawn,
  unavailable,
  retired,
  'gone-410': gone410,
  'unknown-model': unknownModel,
  'not-permitted': notPermitted,
  'region-blocked': regionBlocked,
  'legal-block': legalBlock,
  'key-revoked': keyRevoked,
  refusal,
  'refusal-in-answer': refusalInAnswer,
  'empty-findings': emptyFindings,
  'missing-files': missingFiles,
  'schema-violation': schemaViolation,
  'prose-instead-of-json': proseInsteadOfJson,
  'duplicate-keys': duplicateKeys,
  'prototype-keys': prototypeKeys,
  'wild-numbers': wildNumbers,
  substituted,
  'alias-moved': aliasMoved,
  'max-tokens-cut': maxTokensCut,
  'context-too-long': contextTooLong,
  'empty-text': emptyText,
  'unexpected-blocks': unexpectedBlocks,
  'lost-reply': lostReply,
  'skewed-clock': skewedClock,
  'slow-leak': slowLeak,
  'key-echo': keyEcho,
  'deep-json': deepJson,
  'injection-obeyed': injectionObeyed,
  'secret-in-answer': secretInAnswer,
  'hidden-characters': hiddenCharacters,
  'terminal-escapes': terminalEscapes,
  'markup-in-answer': markupInAnswer,
  'workflow-commands': workflowCommands,
  'finding-flood': findingFlood,
} as const satisfies Readonly<Record<string, Fault>>

/** Name of a fault in `FAULTS`. */
export type FaultName = keyof typeof FAULTS

/** Names of all faults, in the order of the catalogue. */
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[]
