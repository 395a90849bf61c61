import type { Rule, Sink } from './rule.ts'

type Examples = Pick<Rule, 'bad' | 'good'>

/** Keywords in one case, as people write them in SQL and not at the start of a sentence; `<select` is HTML. */
const STATEMENTS = [
  'SELECT\\b[^]{0,400}?\\sFROM\\b',
  'INSERT\\s+INTO\\s',
  'UPDATE\\s+[^ ]+\\s+SET\\s',
  'DELETE\\s+FROM\\s',
  'ORDER\\s+BY\\s',
  '(?:WHERE|AND|OR)\\s+[\\w."`\uE000]+\\s*(?:[=<>]|I?LIKE\\b|IN\\b|BETWEEN\\b)',
]
const STATEMENT = [...STATEMENTS, ...STATEMENTS.map((one) => one.toLowerCase())].join('|')
const SQL = new RegExp(`(?<![<\\w/.-])(?:${STATEMENT})`)
/** Looking back costs more than a boundary. */
const SQL_HINT = new RegExp(`\\b(?:${STATEMENT})`)

/** SQL that is put together from text; `calls` are the names that run a statement. */
export function builtSqlRule(language: string, calls: readonly string[], examples: Examples): Rule {
  const when = { level: 2, built: true, shape: SQL } as const
  return {
    id: `${language}/sql-injection/built-statement`,
    family: 'sql-injection',
    cwe: 'CWE-89',
    severity: 'high',
    title: 'SQL statement is put together from a variable',
    why: 'A value goes into the text of a statement instead of a bound parameter.',
    remediation:
      'Keep the statement constant and pass values as bound parameters; choose column and table names from a fixed list.',
    sinks: [
      { on: 'built', when: { ...when, text: SQL }, hint: SQL_HINT },
      // The statement was made in several steps, none of which looks like SQL by itself.
      { on: 'call', names: calls, argument: 'any', when, onlyAlone: true },
    ],
    ...examples,
  }
}

/** LDAP filters that are put together from text. */
export function builtLdapRule(language: string, examples: Examples): Rule {
  return {
    id: `${language}/ldap-injection/filter`,
    family: 'ldap-injection',
    cwe: 'CWE-90',
    severity: 'high',
    title: 'LDAP filter is put together from a variable',
    why: 'Brackets and stars of the value change what the filter means.',
    remediation: 'Escape the value for filters (RFC 4515), or pass it as an argument of the filter.',
    sinks: [
      {
        on: 'built',
        when: { level: 2, built: true, text: /\([&|!]?\(?\w+=/, shape: /\(\w+=[^)]*(?:\uE000|%[sv])/ },
        hint: /\([&|!]?\(?\w+=(?:[$%{"'`*]|\w+\)\(\w+=)/,
      },
    ],
    ...examples,
  }
}

const SECRET_NAMES =
  '(?:secret|passw(?:or)?d|pwd|api_?key|apikey|access_?key|auth_?token|private_?key|encryption_?key|signing_?key|jwt_?key|client_?secret|bearer|credential)s?'
/** Eight or more characters without a space that do not say of themselves that they are a stand-in. */
const SECRET_VALUE =
  /^(?:@|\w{0,2})?(["'`])(?=[^"'`\s]{8,}\1$)(?![^"'`]*(?:\$\{|example|changeme|placeholder|your[-_ ]|xxx|<|\*\*\*|test|dummy|redacted|process\.env|%s))/i
/** Addresses, paths, and words that are words: `new-password`, `API_KEY`. */
const NO_SECRET = /^["'`](?:https?:|\/|\.|[a-z]+(?:[-_ .][a-z]+)*["'`]$|[A-Z]+(?:_[A-Z]+)*["'`]$)/
/** Any other key or token, when its value looks drawn by chance. */
const KEY_VALUE = /^(["'`])(?=[^"'`]*\d)(?=[^"'`]*[a-z])(?=[^"'`]*[A-Z])[\w+/=-]{16,}\1$/

/** The shapes that vendors give to keys, and private keys in text form. */
const KNOWN_SHAPES =
  /\b(?:AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|xox[bp]-[\w-]{20,}|sk_live_\w{16,})\b|-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/g

const SEPARATOR = '[\\w"\'`\\]\\[*]*\\s*(?::[^=\\n"\'`]{0,40})?(?::=|=>|[:=,])\\s*@?["\'`]'

/** Secrets as literals, by the name they are given to and by their own shape. */
export function secretRule(language: string, examples: Examples, more: readonly Sink[] = []): Rule {
  const named = new RegExp(`${SECRET_NAMES}(?:\\[\\d*\\])?$`, 'i')
  const keyed = /(?:key|token)(?:\[\d*\])?$/i
  const found = { when: { text: SECRET_VALUE, unless: NO_SECRET }, hint: new RegExp(SECRET_NAMES + SEPARATOR, 'i') } as const
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
