import type { ErrorRow } from './row.ts'

/** Codes with which a vendor or a gateway refuses content; unmistakable wherever they stand. */
const REFUSED_CODES = [
  'cyber_policy',
  'bio_policy',
  'misalignment_policy_violation',
  'content_policy_violation',
  'content_filter',
  'content_filter_error',
  'contentFilter',
  'content_moderation',
  'content_blocked',
  'moderation_blocked',
  'moderation_reasons',
  'ResponsibleAIPolicyViolation',
  'data_inspection_failed',
  'DataInspectionFailed',
  'SensitiveContentDetected',
  'guardrail_intervened',
  'PROHIBITED_CONTENT',
  'prompt_blocked',
]

/** It is about somebody's account, not about content. */
const ABOUT_ACCOUNT =
  /\b(?:accounts?|organi[sz]ations?|workspaces?|projects?|consumers?|users?|keys?|teams?|services?)\b[^\n.]{0,60}\b(?:disabled|suspended|terminated|banned|blocked|deactivated|flagged)\b|\baccess terminated\b|\bdata policy\b|\b(?:service|resource|organi[sz]ation|org) (?:control )?polic(?:y|ies) constraint\b|\bidentity-based policy\b/i

/**
 * A refusal in any dress. The words are those of moderation layers: what was sent or written is judged, not the model's
 * health, and it must go nowhere else unless the operator says so.
 */
const REFUSED_WORDS = new RegExp(
  [
    String.raw`\bcontent[ _-]?(?:filter|polic|moderat|management|exists risk|safety|violat|restriction|security)`,
    String.raw`\b(?:filtered|blocked|rejected|refused|flagged|denied|stopped)\b[^\n]{0,80}\b(?:content|safety|moderation|polic(?:y|ies)|guidelines?|guardrails?|risk|security (?:configurations?|polic(?:y|ies))|harm|abuse|sensitive)`,
    String.raw`\b(?:prompt|request|input|output|response|message|content|generation|completion)s?\b(?: \w{1,12}){0,3} (?:flagged|blocked|moderated|filtered)\b`,
    String.raw`\brequires? moderation\b|\bmoderation (?:policy|filter|layer|flagged|blocked|failed|check)`,
    String.raw`\bviolat\w{0,5}\b[^\n]{0,60}\b(?:usage|content|safety|acceptable|community|use|ai|our|the provider's)\b[^\n]{0,30}\b(?:polic(?:y|ies)|guidelines?|terms)`,
    String.raw`\b(?:usage|acceptable[ -]use|safety) (?:polic(?:y|ies)|guidelines?)\b[^\n]{0,40}\b(?:violat|block|prohibit|reject|refus)|\bagainst (?:our|the) (?:usage|content|safety|acceptable use) polic`,
    String.raw`\bsafety[ _](?:check|filter|system|settings?|violation|reasons?)|\bfailed check\b|\bdata[ _]inspection[ _]failed\b|\b(?:inappropriate|unsafe|harmful|sensitive|prohibited|disallowed) (?:content|information|material|words?)\b`,
    String.raw`\b(?:considered|classified as|deemed) (?:to be )?(?:high[ -]risk|unsafe|harmful|malicious)\b|\bpossible cybersecurity risk\b|\bhigh-risk cyber\b|\bresponsible ai polic|\bguardrails? (?:intervened|violation|triggered|blocked)`,
    String.raw`敏感|不安全|违规|违反.{0,20}(?:规定|政策|法律)|不适当`,
  ].join('|'),
  'i',
)

export const REFUSED_ROWS: readonly ErrorRow[] = [
  { word: REFUSED_CODES, always: true, kind: 'refused' },
  { word: 'invalid_prompt', says: /polic|flagged|safety/i, kind: 'refused' },
  { says: REFUSED_WORDS, unless: ABOUT_ACCOUNT, kind: 'refused' },
  { status: 500, says: REFUSED_WORDS, unless: ABOUT_ACCOUNT, kind: 'refused' },
]
