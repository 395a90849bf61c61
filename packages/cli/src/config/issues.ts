import { nearestWord } from '@understudy/spec'
import type { z } from 'zod'
import { VENDOR_WORDS } from '../targets/vendors.ts'

/** What may be said at a path of the document. */
export type KnownAt = (path: readonly PropertyKey[]) => readonly string[]

/** Members that hold a secret when somebody took them for another. */
const SECRETIVE: ReadonlySet<PropertyKey> = new Set(['apiKeyEnv', 'headers'])

function shown(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string' && path.some((part) => SECRETIVE.has(part))) return 'a value that is not shown here'
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('')
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part]
  return value
}

const isAboutTargets = (path: readonly PropertyKey[]): boolean => path[0] === 'targets' || path[0] === 'targetsByClass'

function meant(given: unknown, words: readonly string[]): string {
  const near = typeof given === 'string' ? nearestWord(given, words) : undefined
  return near === undefined ? '' : ` Did you mean ${near}?`
}

/** Types as a reader of the file calls them. */
const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
  record: 'an object in { }',
  tuple: 'a list in [ ]',
}

/** The rule that was broken, to follow "must"; null where the schema's own message says it. */
function ruleOf(issue: z.core.$ZodIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.startsWith('Invalid input') ? `be ${TYPES[issue.expected] ?? issue.expected}` : null
    case 'too_small':
      if (issue.origin === 'array') return `hold at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`
      if (issue.origin === 'string') return 'not be empty'
      return `be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return `be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`
    case 'invalid_format':
      return issue.format === 'url' ? 'be an http or https address' : null
    default:
      return null
  }
}

/** A key has no place in a file, because files get into repositories. */
function keyInFile(path: readonly PropertyKey[], key: string): string {
  const at = pathText([...path, key])
  return `${at} is not a setting: keys do not belong into files. Put the key into the environment, and name its variable with apiKeyEnv.`
}

function unknownMember(path: readonly PropertyKey[], key: string, known: KnownAt): string {
  if (isAboutTargets(path) && /^(?:api[_-]?key|key|token|secret)$/i.test(key)) return keyInFile(path, key)
  return `${pathText([...path, key])} is not a known setting.${meant(key, known(path))}`
}

/** One broken rule as a sentence: path, rule, value, and the nearest valid word. */
export function issueSentence(issue: z.core.$ZodIssue, document: unknown, known: KnownAt): string {
  const value = valueAt(document, issue.path)
  const at = pathText(issue.path) || 'The file'
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownMember(issue.path, key, known)).join(' ')
  if (issue.code === 'invalid_union') {
    // The branch that came furthest says most about what was meant.
    const branch = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
    if (!branch) return `${at}: ${issue.message}`
    if (branch.path.length > 0 || !isAboutTargets(issue.path) || typeof value === 'string')
      return issueSentence({ ...branch, path: [...issue.path, ...branch.path] }, document, known)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? issue.errors
          .flat()
          .flatMap((each) =>
            each.code === 'unrecognized_keys'
              ? [issueSentence({ ...each, path: [...issue.path, ...each.path] }, document, known)]
              : [],
          )
          .join(' ')
      : `${at} must be vendor/model in quotes, or an object with a target, got ${shown(value, issue.path)}.`
  }
  if (issue.code === 'invalid_key') {
    const name = String(issue.path.at(-1))
    return `${pathText(issue.path.slice(0, -1))}: ${issue.issues[0]?.message ?? issue.message}, got ${JSON.stringify(name)}.`
  }
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String)
    return `${at} must be ${words.length === 1 ? words[0] : `one of ${words.join(', ')}`}, got ${shown(value, issue.path)}.${meant(value, words)}`
  }
  const rule = ruleOf(issue)
  if (value === undefined && rule !== null) return `${at} must be given.`
  if (rule !== null) return `${at} must ${rule}, got ${shown(value, issue.path)}.`
  // Of `vendor/model` the part before the slash is a word that may be meant otherwise.
  const word = typeof value === 'string' ? value.split('/')[0] : value
  return `${at}: ${issue.message.replace(/\.?$/, '')}, got ${shown(value, issue.path)}.${meant(word, isAboutTargets(issue.path) ? VENDOR_WORDS : [])}`
}
