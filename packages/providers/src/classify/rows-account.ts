import type { ErrorRow } from './row.ts'

/** Codes of an account that has nothing left to spend. */
const OUT_OF_MONEY = [
  'insufficient_quota',
  'insufficient_user_quota',
  'billing_not_active',
  'billing_error',
  'billing_hard_limit_reached',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'contract_spend_limit_reached',
  'enforced_spend_limit_reached',
  'usage_limit_exceeded',
  'usage_limit_reached',
  'exceeded_current_quota_error',
  'budget_exceeded',
  'ServiceQuotaExceededException',
  'AccountOverdueError',
  'Arrearage',
  'BILLING_DISABLED',
  'quota_exceeded',
  'quotaExceeded',
  'dailyLimitExceeded',
  'MONTHLY_REQUEST_COUNT',
  'payment_required',
]

const MONEY_WORDS = new RegExp(
  [
    String.raw`\binsufficient(?: account| user| paid)? (?:balance|credits?|funds|quota)\b|\b(?:balance|credits?|quota|funds) (?:is |are |was |were )?(?:too low|insufficient|exhausted|depleted|not enough|used up|overdue)\b`,
    String.raw`\bout of (?:\w{1,12} ){0,3}(?:extra usage|credits?|quota|funds|usage)\b|\b(?:no|any|enough|sufficient) (?:quota|credits?|balance|funds)\b|\b(?:used|spent|consumed) (?:up )?all (?:of )?(?:your |the |its )?(?:available )?(?:credits?|quota)`,
    String.raw`\b(?:spend(?:ing)?|budget|billing|key|usage|credit|monthly|weekly|daily|inference|paid)(?: \w{1,10})? ?(?:limits?|caps?|quota|allowance)\b[^\n]{0,50}\b(?:reached|exceeded|hit|exhausted|used)|\b(?:reached|exceeded|hit|exhausted|over)\b[^\n]{0,60}\b(?:(?:spend(?:ing)?|budget|usage|credit|monthly|weekly|inference|quota)(?: \w{1,10})? ?(?:limits?|caps?)|(?:included )?credits|budget|(?:current |monthly |daily )?quota)\b`,
    String.raw`\bbudget has been exceeded\b|\bexceeded budget\b|\brequires? (?:more |paid )?(?:credits?|balance)\b|\b(?:purchase|buy|add) (?:more |\d+ )?(?:credits|funds)\b|\btop[ -]?up\b|\brecharge\b|\bpayment required\b|\bpast due\b|\boverdue\b|\bin arrears\b|\bunpaid\b|\bpast invoices\b|\bnon-?payment\b|\b(?:valid )?(?:credit card|payment method)\b|\bfree (?:tier|trial|allowance|credits?)\b[^\n]{0,40}\b(?:exhausted|expired|used up|ended)`,
    String.raw`\bbilling\b[^\n]{0,40}\b(?:not (?:enabled|active)|disabled|inactive)|\brequires? billing\b|\benable billing\b|\bextra usage\b|\bpaid balance\b|\bhave reached the limit\b|\bhard limit\b`,
    String.raw`余额不足|欠费|充值|额度.{0,10}(?:不足|用尽|用完)`,
  ].join('|'),
  'i',
)

/** A limit that a minute lifts is none of money, even where its vendor calls it a quota. */
const OF_A_MINUTE = /\bper[- ]?(?:minute|second|min|sec)\b|\b(?:rpm|tpm|rps)\b|\bconcurren|\brate[- ]limit/i

const NOT_OF_MONEY = new RegExp(
  String.raw`${OF_A_MINUTE.source}|\bno (?:credits|tokens) (?:were|was|have been) (?:charged|used|deducted)`,
  'i',
)

const KEY_CODES = [
  'authentication_error',
  'invalid_api_key',
  'invalid_authentication_error',
  'UNAUTHENTICATED',
  'UnrecognizedClientException',
  'ExpiredTokenException',
  'InvalidSignatureException',
  'API_KEY_INVALID',
  'API_KEY_IP_ADDRESS_BLOCKED',
  'API_KEY_HTTP_REFERRER_BLOCKED',
  'API_KEY_ANDROID_APP_BLOCKED',
  'API_KEY_IOS_APP_BLOCKED',
  'API_KEY_SERVICE_BLOCKED',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'ACCESS_TOKEN_EXPIRED',
  'CREDENTIALS_MISSING',
  'CONSUMER_SUSPENDED',
  'CONSUMER_INVALID',
  'SERVICE_DISABLED',
  'ip_not_authorized',
  'organization_on_hold',
  'account_deactivated',
  'invalid_organization',
]

const KEY_WORDS = new RegExp(
  [
    String.raw`\b(?:api[ -]?key|access token|bearer token|credentials?)s?\b[^\n]{0,40}\b(?:not valid|invalid|incorrect|expired|revoked|missing|unknown|leaked|not found|disabled|inactive|required)\b|\bkeys? (?:is |was |has been )?(?:revoked|disabled|expired|inactive)\b|\b(?:security|access|bearer|auth|api|session) tokens?\b[^\n]{0,60}\b(?:expired|invalid|revoked|malformed)\b|\b(?:incorrect|invalid|expired|missing|no|unknown|revoked) (?:(?:api|subscription|access|auth)[ -]?keys?|(?:security|access|bearer|auth|api|session) tokens?|x-api-key|auth(?:entication)? (?:credentials|token|header)|credentials|authorization)`,
    String.raw`\b(?:missing|insufficient)(?: \w{1,15}){0,2} scopes?\b|\bscope requirement\b|\bauth(?:entication|orization) (?:failed|fails|failure|required)\b|\bunregistered callers\b|\breported as leaked\b`,
    String.raw`\brequests? from (?:referr?er|this (?:android|ios)|ip)\b|\bip (?:address )?(?:\S{1,45} )?(?:is |was )?(?:not (?:allowed|authorized|whitelisted|permitted)|blocked|restricted)|\b(?:referr?er|ip address(?:es)?) (?:restriction|allowlist|whitelist)`,
    String.raw`\b(?:accounts?|organi[sz]ations?|workspaces?|consumers?|users?|service|api)\b[^\n]{0,60}\b(?:disabled|suspended|terminated|banned|deactivated)\b|\bdisabled (?:in|for|on) (?:this|your|the) (?:account|organi[sz]ation|project)\b|\baccess terminated\b|\brequests to this api\b[^\n]{0,160}\bblocked\b`,
  ].join('|'),
  'i',
)

/** No word here says that the model is gone: only that this caller may not have it, or not so. */
const NOT_ALLOWED = new RegExp(
  [
    String.raw`\b(?:organi[sz]ation|account|identity|project|user)s?\b[^\n]{0,40}\b(?:must|needs? to|has to|not)(?: be| been)? verified\b|\bverify (?:your )?organi[sz]ation\b`,
    String.raw`\b(?:not|isn't|aren't) (?:currently )?(?:authorized|allowed|permitted|entitled|eligible|approved|enabled|whitelisted)\b|\bn't (?:have )?(?:access|permission)\b|\b(?:not|no|does not|do not|without)(?: \w{1,10})? (?:access|permissions?)\b|\b(?:access|permission|request)\b[^\n]{0,60}\b(?:denied|forbidden|required)\b|\bdenied access\b|\bpermission[^\n]{0,80}denied\b`,
    String.raw`\brequires? (?:a |an )?(?:\w{1,12} )?(?:subscription|licen[cs]e|plan|access|permission|approval)\b|\bupgrade for access\b|\bonly available (?:to|for|on|in|with)\b|\bpolic(?:y|ies) constraint\b|\bexplicit deny\b|\bterms of service\b|\bnot activated\b`,
  ].join('|'),
  'i',
)

const NO_ACCESS = { kind: 'not-permitted', reason: 'no-access', explicit: false } as const

/** Money first: an account that is suspended for its debts says both. */
export const QUOTA_ROWS: readonly ErrorRow[] = [
  { word: OUT_OF_MONEY, kind: 'quota-exhausted' },
  {
    says: /\bset limit exceeded\b|\b(?:limit|quota|budget|allowance) (?:for|of) (?:this |the )?(?:<model>|model\b)|\bper[- ]model (?:quota|budget|limit)/i,
    unless: OF_A_MINUTE,
    kind: 'quota-exhausted',
    scope: 'credential-model',
  },
  { says: MONEY_WORDS, unless: NOT_OF_MONEY, kind: 'quota-exhausted' },
]

/** The code says that the key is none; its status may be any. */
export const KEY_ROWS: readonly ErrorRow[] = [
  {
    status: [401, 403],
    says: /\bnot authorized to access this model\b|\bkey model access denied\b|\bnot allowed to access model\b/i,
    ...NO_ACCESS,
  },
  { word: KEY_CODES, kind: 'auth' },
  {
    status: [400, 401, 403],
    says: KEY_WORDS,
    unless: /\bonly available (?:to|for)\b|(?:<model>|\bmodels?\b)[^\n]{0,60}\b(?:disabled|suspended)\b/i,
    kind: 'auth',
  },
]

/** In a bad request "not permitted" speaks of a parameter, unless it names the caller. */
const CALLER_NOT_ALLOWED = new RegExp(
  String.raw`\b(?:organi[sz]ation|account|identity|project|user|team|caller|key|subscription|tier|plan)s?\b[^\n]{0,60}\b(?:not|n't|must|needs? to)(?: be| been| have| currently| yet)? (?:verified|authorized|allowed|permitted|entitled|eligible|approved|enabled|activated|access)\b|\b(?:do|does) not have (?:access|permission)|\bpolic(?:y|ies) constraint\b|\bnot authorized to\b`,
  'i',
)

/** Stronger than any word of a moment: who may do what is set down somewhere. */
export const GRANT_ROWS: readonly ErrorRow[] = [
  { status: [400, 403], says: /\bnot authorized to perform\b|\bidentity-based policy\b|\bexplicit deny\b/i, ...NO_ACCESS },
]

export const PERMISSION_ROWS: readonly ErrorRow[] = [
  { status: [401, 402, 403, 404], says: NOT_ALLOWED, ...NO_ACCESS },
  { status: [400, 422], says: CALLER_NOT_ALLOWED, ...NO_ACCESS },
]
