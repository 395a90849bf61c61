import type { ErrorRow } from './row.ts'

const RETIRED = { kind: 'withdrawn', reason: 'retired', explicit: true } as const
const GONE = { kind: 'withdrawn', reason: 'withdrawn', explicit: true } as const
const UNKNOWN = { kind: 'not-permitted', reason: 'unknown-model', explicit: false } as const
const NO_ACCESS = { kind: 'not-permitted', reason: 'no-access', explicit: false } as const
/** Nothing of these is about the model: the target does not take the request as it is. */
const NOT_TAKEN = { kind: 'invalid-request' } as const

/** Statuses that vendors use for a model that they do not serve. */
const ASKED = [400, 401, 403, 404, 409, 412, 422] as const
const MODEL_CODES = [
  'model_not_found',
  'model_decommissioned',
  'ServiceModelDeprecating',
  'ServiceModelDeprecated',
  'model_retired',
]

/**
 * What takes a model away. Only words that can mean no moment are explicit; a moment, a 5xx and a time to come back rule
 * all of these out. All else that may be a withdrawal is left ambiguous, and another question finds out.
 */
export const WITHDRAWAL_ROWS: readonly ErrorRow[] = [
  { status: 410, absence: 'retired', ...RETIRED },
  { status: [410, 451], ...GONE },
  { word: ['model_decommissioned', 'ServiceModelDeprecating', 'ServiceModelDeprecated', 'model_retired'], ...RETIRED },
  { status: ASKED, absence: 'retired', ...RETIRED },
  {
    status: ASKED,
    absence: 'gone-for-caller',
    kind: 'withdrawn',
    scope: 'credential-model',
    reason: 'withdrawn-for-credential',
    explicit: true,
  },
  { status: ASKED, absence: 'gone', ...GONE },
  { word: MODEL_CODES, absence: 'retired', ...RETIRED },
  { word: MODEL_CODES, absence: 'gone', ...GONE },
]

/** Leaves open whether it was ever there, or comes back. */
const OPEN = /\bcurrently\b|\btry again\b|\bretry\b|\bright now\b|\bnot (?:exist|found)\b|\bn't (?:exist|found)\b/i

/** After everything that an answer may mean beside a lost model. */
export const ABSENCE_ROWS: readonly ErrorRow[] = [
  // A 404 that says "is not available" is how the one known withdrawal by order was told.
  { status: 404, absence: 'unavailable', unless: OPEN, ...GONE },
  { word: MODEL_CODES, absence: 'unavailable', unless: OPEN, ...GONE },
  { status: ASKED, absence: 'unavailable', kind: 'not-permitted', explicit: false },
  { status: 403, word: 'model_not_found', ...NO_ACCESS },
  { vendors: ['google'], status: 404, says: /requested entity was not found/i, ...NO_ACCESS },
  { vendors: ['anthropic'], status: 404, says: /^model: /im, ...UNKNOWN },
  { word: ['model_not_found', 'DeploymentNotFound', 'model_not_available', 'model_not_supported', 'ModelNotOpen'], ...UNKNOWN },
  { status: 404, absence: 'address', kind: 'unreachable' },
  { status: [404, 405], absence: ['feature', 'thing'], ...NOT_TAKEN },
  { status: ASKED, absence: 'unknown', ...UNKNOWN },
]

/** A network lets nobody through from here, whoever asks. */
export const NETWORK_ROWS: readonly ErrorRow[] = [
  {
    status: 403,
    says: /\bfirewall\b|\bvirtual network\b|\bprivate endpoint\b|\bpublic access is disabled\b|\bnetwork (?:security|polic|rules|acl)/i,
    kind: 'unreachable',
  },
]

/** Something beside the model that this target does not offer. */
export const FEATURE_ROWS: readonly ErrorRow[] = [{ status: 403, absence: 'feature', ...NOT_TAKEN }]

/** Bodies without an API's words are of whatever stands in between. */
export const WORDLESS_ROWS: readonly ErrorRow[] = [
  { status: 404, wordless: true, kind: 'unreachable' },
  { status: 403, wordless: true, kind: 'region-blocked', explicit: false },
  { status: 413, wordless: true, kind: 'unreachable' },
  {
    status: [400, 405, 406, 411, 412, 414, 415, 417, 421, 422, 426, 428, 431, 494, 495, 496, 497],
    page: true,
    kind: 'unreachable',
  },
]
