import type { HintedCall, Rule } from '../rule.ts'
import type { Examples } from './examples.ts'

/** Keywords in one case, as people write them in SQL and not at the start of a sentence; `<select` is HTML. */
const STATEMENTS = [
  'SELECT\\b[^]{0,400}?\\sFROM\\b',
  'INSERT\\s+INTO\\s',
  'UPDATE\\s+[^ ]+\\s+SET\\s',
  'DELETE\\s+FROM\\s',
  'ORDER\\s+BY\\s',
  '(?:WHERE|AND|OR)\\s+[\\w."`\uE000]+\\s*(?:[=<>]|I?LIKE\\s|(?:NOT\\s+)?IN\\s*\\(|BETWEEN\\s)',
]
/** In small letters these are words of English as well, so they only count where a statement or a part of one begins. */
const BEGINS = '(?:(?<=(?:^|["\'`(;\\n]|\\b(?:union|all|as))\\s{0,40}))'
const SMALL = STATEMENTS.map((one, index) => (index < 4 ? BEGINS : '') + one.toLowerCase())
const STATEMENT = [...STATEMENTS, ...SMALL].join('|')
const SQL = new RegExp(`(?<![<\\w/.-])(?:${STATEMENT})`)
/** Looking back costs more than a boundary. */
const SQL_HINT = new RegExp(`\\b(?:${STATEMENT})`)

/** A path into a document, whose conditions look like those of SQL. */
const PATH = /["'`]\.?\/{1,2}[\w:*.-]+(?:\/[^"'`\s]*)?\[/

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
      { on: 'built', when: { ...when, text: SQL, unless: PATH }, hint: SQL_HINT },
      // The statement was made in several steps, none of which looks like SQL by itself.
      { on: 'call', names: calls, argument: 'any', when, onlyAlone: true },
    ],
    ...examples,
  }
}

/** LDAP filters that are put together from text; `calls` are the names that search. */
export function builtLdapRule(language: string, calls: readonly string[], examples: Examples): Rule {
  const when = { level: 2, built: true, shape: /^\s*\([^]{0,400}?\w+=[^)]*(?:\uE000|%[sv])/ } as const
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
        // A filter is a text of its own; `failed (code=…)` is a message.
        when: { ...when, text: /["'`]\s*\([&|!]?\(?\w+=/ },
        hint: /\([&|!]?\(?\w+=(?:[$%{"'`*]|\w+\)\(\w+=)/,
      },
      { on: 'call', names: calls, argument: 'any', when, onlyAlone: true },
    ],
    ...examples,
  }
}

/** Paths into an XML document that are put together from text; `calls` are the calls that evaluate or compile one. */
export function builtXpathRule(language: string, calls: readonly HintedCall[], examples: Examples): Rule {
  return {
    id: `${language}/nosql-injection/xpath`,
    family: 'nosql-injection',
    cwe: 'CWE-643',
    severity: 'high',
    title: 'XPath expression is put together from a variable',
    why: 'Quotes and brackets of the value change what the expression selects.',
    remediation: 'Keep the expression constant and bind values as variables, or allow a narrow set of characters.',
    sinks: calls.map((sink) => ({ ...sink, argument: sink.argument ?? 'any', when: { level: 2, built: true, shape: XPATH } })),
    ...examples,
  }
}

/** A step of a path, or a condition on one. */
const XPATH = /(?:^|[^:])\/{1,2}[\w:*.@-]|\[@?[\w:-]+\s*=/
