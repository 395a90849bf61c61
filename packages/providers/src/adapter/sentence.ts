import type { Evidence, FailureKind } from '@understudy/spec'
import type { Classification } from '../classify/index.ts'
import type { FailureSubject } from './explain.ts'

const WHAT: Readonly<Record<FailureKind, string>> = {
  withdrawn: 'was withdrawn',
  'not-permitted': 'is not open to this key',
  'region-blocked': 'is not served from here',
  auth: 'did not accept the key',
  'quota-exhausted': 'has no quota or credit left',
  'rate-limited': 'limits the rate of requests',
  overloaded: 'is overloaded',
  'provider-error': 'failed',
  unreachable: 'cannot be reached',
  timeout: 'took too long',
  substituted: 'was answered for by another model',
  refused: 'refused the request',
  malformed: 'gave an answer of the wrong form',
  truncated: 'stopped before the answer was whole',
  'context-too-long': 'cannot take a request this long',
  'invalid-request': 'does not accept the request as it is',
  cancelled: 'was not waited for',
}

const NEXT: Partial<Record<FailureKind, string>> = {
  withdrawn: 'Use another target until it is back.',
  'not-permitted': 'Ask for access, or use another target.',
  'region-blocked': 'Use a target that may be served from this region.',
  'quota-exhausted': 'Top up the account or raise its limit.',
  truncated: 'Ask with a higher output limit or send less.',
  'context-too-long': 'Send less, or use a target with a larger window.',
}

/** Who, what and what next, from words that were cleaned before. */
export function sentenceOf(found: Classification, evidence: Evidence, subject: FailureSubject): string {
  const unknown = found.reason === 'unknown-model'
  const what = unknown ? 'is unknown to the vendor or not open to this key' : WHAT[found.kind]
  const signs = [
    evidence.status && evidence.status >= 300 ? `HTTP ${evidence.status}` : undefined,
    evidence.code ?? evidence.type,
  ]
  const shown = signs.filter(Boolean).join(' ')
  const said = evidence.message ? `: ${evidence.message}` : ''
  return `${subject.id} ${what}${shown && ` (${shown})`}${said}${/[.!?)]$/.test(said) || !said ? '' : '.'}${nextStep(found, unknown, subject)}`
}

function nextStep(found: Classification, unknown: boolean, { keyName }: FailureSubject): string {
  const step = unknown
    ? 'Check the id.'
    : found.kind === 'auth'
      ? `Check the key${keyName ? ` (option apiKey or ${keyName})` : ''}.`
      : NEXT[found.kind]
  return step ? ` ${step}` : ''
}
