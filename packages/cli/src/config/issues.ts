import { nearestWord } from '@understudy/spec'
import type { z } from 'zod'
import { VENDOR_WORDS } from '../targets/vendors.ts'

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`)).join('')
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document
  for (const part of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[part]
  return value
}

/** Words that a text at this path begins with. */
function wordsAt(path: readonly PropertyKey[]): readonly string[] {
  return path[0] === 'targets' || path[0] === 'targetsByClass' ? VENDOR_WORDS : []
}

function meant(given: unknown, words: readonly string[]): string {
  const near = typeof given === 'string' ? nearestWord(given, words) : undefined
  return near === undefined ? '' : ` Did you mean ${near}?`
}

/** One broken rule as a sentence: path, rule, value, and the nearest valid word. */
export function issueSentence(
  issue: z.core.$ZodIssue,
  document: unknown,
  known: (path: readonly PropertyKey[]) => readonly string[],
): string {
  const value = valueAt(document, issue.path)
  const at = pathText(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys
      return `${at === '' ? key : `${at}.${key}`} is not a known setting.${meant(key, known(issue.path))}`
    }
    case 'invalid_value': {
      const words = issue.values.map(String)
      return `${at} must be ${words.length === 1 ? words[0] : `one of ${words.join(', ')}`}, got ${shown(value)}.${meant(value, words)}`
    }
    case 'invalid_union': {
      // The branch that came furthest says most about what was meant.
      const branch = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
      return branch
        ? issueSentence({ ...branch, path: [...issue.path, ...branch.path] }, document, known)
        : `${at}: ${issue.message}`
    }
    default: {
      // Of `vendor/model` the part before the slash is a word that may be meant otherwise.
      const word = typeof value === 'string' ? value.split('/')[0] : value
      return `${at || 'The file'}: ${issue.message.replace(/\.?$/, '')}, got ${shown(value)}.${meant(word, wordsAt(issue.path))}`
    }
  }
}
