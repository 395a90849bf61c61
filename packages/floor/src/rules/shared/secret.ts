import type { Rule, Sink } from '../rule.ts'
import type { Examples } from './examples.ts'

const SECRET_NAMES =
  '(?:secret|passw(?:or)?d|passphrase|pwd|(?:db|smtp|ftp|user|admin)_?pass|api_?key|apikey|access_?key|auth_?token|api_?token|access_?token|refresh_?token|private_?key|secret_?key|encryption_?key|signing_?key|jwt_?key|hmac_?key|client_?secret|bearer|credential)s?'
/** What may stand before a literal that is turned into bytes: `Buffer.from(`, `new TextEncoder().encode(`, `[]byte(`, `b`. */
const TURNED =
  '(?:(?:new\\s+)?(?:Buffer\\.from|(?:\\w+\\.)?TextEncoder\\(\\)\\.encode|\\[\\]byte|bytes|bytearray|SecretKeySpec|(?:\\w+\\.)?encode)\\(\\s*)?(?:@|\\w{0,2})'
/** Eight or more characters without a space that do not say of themselves that they are a stand-in. */
const SECRET_VALUE = new RegExp(
  `^${TURNED}(["'\`])(?=[^"'\`\\s]{8,}\\1(?:\\s*[,)]|\\.getBytes\\(|\\.encode\\(|$))(?![^"'\`]*(?:\\$\\{|example|changeme|change[-_]me|placeholder|your[-_ ]|xxx|<|\\*\\*\\*|test|dummy|redacted|process\\.env|%s|\\{\\{|\\{\\d*\\}))`,
  'i',
)
/** Addresses, paths, and words that are words: `new-password`, `API_KEY`, `passwordField`. */
const NO_SECRET = /^["'`](?:https?:|\/|\.|[a-z]+(?:[-_ .:][a-z]+)*["'`]$|[A-Z]+(?:_[A-Z]+)*["'`]$|[a-z]+(?:[A-Z][a-z]+)+["'`]$)/
/** Any other key or token, when its value looks drawn by chance. */
const KEY_VALUE = new RegExp(`^${TURNED}(["'\`])(?=[^"'\`]*\\d)(?=[^"'\`]*[a-z])(?=[^"'\`]*[A-Z])[\\w+/=-]{16,}\\1`)

/** The shapes that vendors give to keys, private keys in text form, and addresses with a password in them. */
const KNOWN_SHAPES = new RegExp(
  [
    String.raw`\b(?:AKIA|ASIA)(?![0-9A-Z]*EXAMPLE)[0-9A-Z]{16}\b`,
    String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36})\b`,
    String.raw`\bxox[abprs]-[\w-]{20,}\b|\bhooks\.slack\.com/services/T\w+/B\w+/\w{20,}`,
    String.raw`\b[sr]k_live_\w{16,}\b|\bSG\.[\w-]{20,}\.[\w-]{20,}|\bAIza[\w-]{35}\b|\bkey-[0-9a-f]{32}\b`,
    String.raw`\bsk-(?:ant|proj)-[\w-]{24,}`,
    // The mark alone is what a reader of such keys looks for.
    '-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY-----(?:\\\\[rn]|[\\s"\'`+,.])*[A-Za-z0-9+/]{20}',
    String.raw`\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|redis|amqps?)://\w+:(?!\w*pass(?:word)?@|user|secret@|root@|example|guest@|test|<|\*|\$|%|\{)[^\s:/@"'` +
      '`' +
      String.raw`{}$<>]{6,}@(?!localhost|127\.|example)`,
  ].join('|'),
  'g',
)

const SEPARATOR = '[\\w"\'`\\]\\[*]*\\s*(?::[^=\\n"\'`]{0,40})?(?::=|=>|[:=,])\\s*(?:@|[^"\'`\\n]{0,60}\\(\\s*|\\w{1,2})?["\'`]'

/** A literal that is passed where a credential goes. */
export const PASSED_SECRET = { text: SECRET_VALUE, unless: NO_SECRET } as const

/** Secrets as literals, by the name they are given to and by their own shape. */
export function secretRule(language: string, examples: Examples, more: readonly Sink[] = []): Rule {
  const named = new RegExp(`${SECRET_NAMES}(?:\\[\\d*\\])?$`, 'i')
  const keyed = /(?:key|token)(?:\[\d*\])?$/i
  const found = { when: PASSED_SECRET, hint: new RegExp(SECRET_NAMES + SEPARATOR, 'i') } as const
  const drawn = { when: { text: KEY_VALUE }, hint: new RegExp(`(?:key|token)${SEPARATOR}[\\w+/=-]{16}`, 'i') } as const
  return {
    id: `${language}/hardcoded-secret/literal`,
    family: 'hardcoded-secret',
    cwe: 'CWE-798',
    severity: 'high',
    title: 'Secret written in source',
    why: 'A credential in source is in every clone, image and backup.',
    remediation: 'Read it from the environment or a secret store, and replace the one that was published.',
    sinks: [
      { on: 'assignment', to: named, ...found },
      { on: 'pair', key: named, ...found },
      { on: 'assignment', to: keyed, ...drawn },
      { on: 'pair', key: keyed, ...drawn },
      { on: 'text', pattern: KNOWN_SHAPES },
      ...more,
    ],
    ...examples,
  }
}
