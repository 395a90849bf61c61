import { type Evidence, type FailureKind, vendorAtHost, type WithdrawalReason } from '@understudy/spec'
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

/** Words for the reasons that say more than their kind. */
const REASONS: Partial<Record<WithdrawalReason, { readonly what: string; readonly next: string }>> = {
  retired: { what: 'was retired', next: 'Use another model.' },
  'unknown-model': { what: 'is unknown to the vendor or not open to this key', next: 'Check the id.' },
  'withdrawn-for-credential': { what: 'was withdrawn from this key', next: 'Use another target.' },
}

/** The vendor's words leave open whether the model comes back. */
const PERHAPS_GONE = { what: 'is said to be unavailable', next: 'Use another target until it is back.' }

/** Who, what and what next, from words that were cleaned before. */
export function sentenceOf(found: Classification, evidence: Evidence, subject: FailureSubject): string {
  const reason = found.kind === 'not-permitted' && !found.reason ? PERHAPS_GONE : found.reason && REASONS[found.reason]
  const status = evidence.status !== undefined && evidence.status >= 300 ? `HTTP ${evidence.status}` : undefined
  const signs = [status, evidence.code ?? evidence.type].filter(Boolean).join(' ')
  const said = `${subject.id} ${reason?.what ?? WHAT[found.kind]}${signs && ` (${signs})`}${evidence.message ? `: ${evidence.message}` : ''}`
  const next =
    reason?.next ??
    (found.kind === 'auth' ? keyAdvice(subject) : isWrongAddress(found, evidence, subject) ? WRONG_ADDRESS : NEXT[found.kind])
  return [/[.!?]\)?$/.test(said) ? said : `${said}.`, next].filter(Boolean).join(' ')
}

const WRONG_ADDRESS = 'The address answers, but not as this API: check the base URL.'

/** Somebody answered who does not know what was asked; at a vendor's own hosts it was not the vendor. */
const isWrongAddress = ({ kind }: Classification, { status }: Evidence, { address }: FailureSubject): boolean =>
  kind === 'unreachable' && status !== undefined && status < 500 && vendorAtHost(address) === null

const keyAdvice = ({ keyName, anonymous }: FailureSubject): string =>
  anonymous
    ? 'No key was sent: give apiKey, or name its variable with apiKeyEnv.'
    : `Check the key${keyName ? ` (option apiKey or ${keyName})` : ''}.`
