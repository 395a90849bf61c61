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

/** It is about somebody's account, a network or a rate, not about content. */
const ABOUT_SOMETHING_ELSE =
  /\b(?:accounts?|organi[sz]ations?|workspaces?|projects?|consumers?|users?|keys?|teams?|services?)\b[^\n.]{0,60}\b(?:disabled|suspended|terminated|banned|blocked|deactivated|flagged)\b|\baccess terminated\b|\bdata policy\b|\b(?:service|resource|organi[sz]ation|org) (?:control )?polic(?:y|ies) constraint\b|\bidentity-based policy\b|\brate[- ]?limit|\bfirewall\b|\bip address|\ballowlist\b|\bcors\b|\b(?:conditional )?access polic|\borgani[sz]ation(?:'s|al)? polic|\bnetwork polic|\bcontent[- ](?:type|length|encoding)\b/i

/**
 * A refusal in any dress. The words are those of moderation layers: what was sent or written is judged, not the model's
 * health, and it must go nowhere else unless the operator says so.
 */
const REFUSED_WORDS = new RegExp(
  [
    String.raw`\bcontent[ _-]?(?:filter|polic|moderat|management|exists risk|safety|violat|restriction|security)`,
    String.raw`\b(?:filtered|blocked|rejected|refused|flagged|denied|stopped)\b[^\n]{0,80}\b(?:content|safety|moderation|guardrails?|(?:high[ -]|content )risk|security configurations?|harm(?:ful)?|abusive|sensitive|(?:usage|use|ai|dlp|data loss prevention|security|input|output|prompt|your|our) (?:polic(?:y|ies)|guidelines?))\b`,
    String.raw`\b(?:prompt|input|output|response|message|content|text|generation|completion)s?\b(?: \w{1,12}){0,3} (?:flagged|blocked|moderated|filtered)\b|\b(?:request|code|file)s?\b(?: \w{1,12}){0,3} (?:flagged|moderated)\b`,
    String.raw`\brequires? moderation\b|\bmoderation (?:policy|filter|layer|flagged|blocked|failed|check)`,
    String.raw`\bviolat\w{0,5}\b[^\n]{0,60}\b(?:usage|content|safety|acceptable|community|use|ai|our|the provider's)\b[^\n]{0,30}\b(?:polic(?:y|ies)|guidelines?|terms)`,
    String.raw`\b(?:usage|acceptable[ -]use|safety) (?:polic(?:y|ies)|guidelines?)\b[^\n]{0,40}\b(?:violat|block|prohibit|reject|refus)|\bagainst (?:our|the) (?:usage|content|safety|acceptable use) polic`,
    String.raw`\bsafety[ _](?:checks?|filters?|systems?|violations?|reasons?|model|classifier)\b|\bfailed check\b|\bdata[ _]inspection[ _]failed\b|\b(?:inappropriate|unsafe|harmful|sensitive|prohibited|disallowed) (?:content|information|material|words?)\b`,
    String.raw`\b(?:considered|classified as|deemed) (?:to be )?(?:high[ -]risk|unsafe|harmful|malicious)\b|\bpossible cybersecurity risk\b|\bhigh-risk cyber\b|\b(?:content|input|output|prompt|text|new) (?:is |was )?(?:too )?sensitive\b|\bresponsible ai\b|\bnsfw\b|\bcyber (?:misuse|abuse)\b|\bguardrails?\b[^\n]{0,40}\b(?:interven|violat|trigger|block|fail|flag|reject)|\b(?:interven|violat|trigger|block|flag|reject)\w{0,5}\b[^\n]{0,40}\bguardrails?\b`,
    String.raw`敏感|不安全|违规|违反.{0,20}(?:规定|政策|法律)|不适当`,
  ].join('|'),
  'i',
)

export const REFUSED_ROWS: readonly ErrorRow[] = [
  { word: REFUSED_CODES, always: true, kind: 'refused' },
  { word: 'invalid_prompt', says: /polic|flagged|safety/i, kind: 'refused' },
  {
    status: [400, 403, 404, 406, 409, 412, 418, 422, 446, 451, 500],
    says: REFUSED_WORDS,
    unless: ABOUT_SOMETHING_ELSE,
    kind: 'refused',
  },
  { stream: true, says: REFUSED_WORDS, unless: ABOUT_SOMETHING_ELSE, kind: 'refused' },
]
