import { type Grammar, JAVASCRIPT_GRAMMAR, TYPESCRIPT_GRAMMAR } from '../syntax/grammar.ts'
import type { Rule } from '../rules/rule.ts'
import { C_RULES } from '../rules/c/index.ts'
import { GO_RULES } from '../rules/go/index.ts'
import { JAVA_RULES } from '../rules/java/index.ts'
import { PHP_RULES } from '../rules/php/index.ts'
import { JAVASCRIPT_RULES } from '../rules/javascript/index.ts'
import { PYTHON_RULES } from '../rules/python/index.ts'
import type { Dialect } from './dialect.ts'
import { C, C_GRAMMAR } from './c.ts'
import { GO, GO_GRAMMAR } from './go.ts'
import { JAVA, JAVA_GRAMMAR } from './java.ts'
import { PHP, PHP_GRAMMAR } from './php.ts'
import { JAVASCRIPT } from './javascript.ts'
import { LANGUAGE_PACKS } from './parser.ts'
import { PYTHON, PYTHON_GRAMMAR } from './python.ts'

/** Everything the floor knows of one language. */
export interface Language {
  /** Name that the parser is registered under. */
  readonly parser: string
  /** Name for people. */
  readonly name: string
  /** Package with the parser; absent for those inside `@ast-grep/napi`. */
  readonly pack?: string
  /** File name endings, with the dot. */
  readonly extensions: readonly string[]
  readonly grammar: Grammar
  readonly dialect: Dialect
  readonly rules: readonly Rule[]
}

const javascript = { dialect: JAVASCRIPT, rules: JAVASCRIPT_RULES }

/** Languages that the floor reads, each with its files, its parser and the package that brings it. */
export const LANGUAGES: readonly Language[] = [
  // The JavaScript parser reads JSX as well.
  {
    parser: 'JavaScript',
    name: 'JavaScript',
    extensions: ['.js', '.mjs', '.cjs', '.jsx'],
    grammar: JAVASCRIPT_GRAMMAR,
    ...javascript,
  },
  { parser: 'TypeScript', name: 'TypeScript', extensions: ['.ts', '.mts', '.cts'], grammar: TYPESCRIPT_GRAMMAR, ...javascript },
  { parser: 'Tsx', name: 'TypeScript with JSX', extensions: ['.tsx'], grammar: TYPESCRIPT_GRAMMAR, ...javascript },
  {
    parser: 'python',
    name: 'Python',
    pack: LANGUAGE_PACKS.python,
    extensions: ['.py', '.pyw'],
    grammar: PYTHON_GRAMMAR,
    dialect: PYTHON,
    rules: PYTHON_RULES,
  },
  {
    parser: 'java',
    name: 'Java',
    pack: LANGUAGE_PACKS.java,
    extensions: ['.java'],
    grammar: JAVA_GRAMMAR,
    dialect: JAVA,
    rules: JAVA_RULES,
  },
  { parser: 'go', name: 'Go', pack: LANGUAGE_PACKS.go, extensions: ['.go'], grammar: GO_GRAMMAR, dialect: GO, rules: GO_RULES },
  { parser: 'c', name: 'C', pack: LANGUAGE_PACKS.c, extensions: ['.c', '.h'], grammar: C_GRAMMAR, dialect: C, rules: C_RULES },
  {
    parser: 'php',
    name: 'PHP',
    pack: LANGUAGE_PACKS.php,
    extensions: ['.php', '.phtml'],
    grammar: PHP_GRAMMAR,
    dialect: PHP,
    rules: PHP_RULES,
  },
]

/** The language of a path, by its ending; null for one the floor has no rules for. */
export function languageOf(path: string): Language | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  return LANGUAGES.find(({ extensions }) => extensions.some((ending) => name.endsWith(ending))) ?? null
}
