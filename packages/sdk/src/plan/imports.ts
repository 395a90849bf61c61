import { posix } from 'node:path'
import { splitLines } from './lines.ts'

/** A relative file named in quotes: an import, a require, an include. */
const QUOTED = /(?:from|import|require|include|load)[ \t]{0,20}\(?[ \t]{0,20}["'<](\.{0,2}\/?[\w@./-]{1,300})["'>]/g

/** `from .orders import find`, `from ..lib.db import pool`. */
const PYTHON = /^[ \t]{0,100}from[ \t]{1,20}(\.{1,20})([\w.]{0,300})[ \t]{1,20}import\b/gm

/** Imports stand at the beginning, and on lines that a person reads: no other text is searched for them. */
const MOST_LINES = 2000
const LONGEST_LINE = 500

function searched(content: string): string {
  const lines = splitLines(content.slice(0, MOST_LINES * LONGEST_LINE)).slice(0, MOST_LINES)
  return lines.map((line) => line.slice(0, LONGEST_LINE)).join('\n')
}

/** What a specifier may leave out, or call by the name of what it is compiled to. */
const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.py',
  '.rb',
  '.php',
  '/index.ts',
  '/index.js',
  '/__init__.py',
]

function specifiersOf(whole: string): readonly string[] {
  const content = searched(whole)
  const quoted = [...content.matchAll(QUOTED)].map((match) => match[1] ?? '')
  const python = [...content.matchAll(PYTHON)].map(
    ([, dots = '.', name = '']) => `${dots.length === 1 ? './' : '../'.repeat(dots.length - 1)}${name.replaceAll('.', '/')}`,
  )
  return [...quoted, ...python]
}

/** Paths by every way in which an import may name them, the likeliest ending first. */
const named = new WeakMap<ReadonlySet<string>, ReadonlyMap<string, string>>()

function namesOf(paths: ReadonlySet<string>): ReadonlyMap<string, string> {
  const known = named.get(paths)
  if (known) return known
  const names = new Map<string, string>()
  for (const ending of ENDINGS)
    for (const path of paths) {
      const name = path.endsWith(ending) ? path.slice(0, path.length - ending.length) : ''
      if (name !== '' && !names.has(name)) names.set(name, path)
    }
  named.set(paths, names)
  return names
}

/** Which of `paths` a file names in its imports, in the order in which it does. Bare names are packages, and not among them. */
export function importedPaths(path: string, content: string, paths: ReadonlySet<string>): readonly string[] {
  const names = namesOf(paths)
  const found = new Set<string>()
  for (const specifier of specifiersOf(content)) {
    const base = posix.join(posix.dirname(path), specifier)
    const hit = names.get(base) ?? names.get(base.replace(/\.[cm]?jsx?$/, ''))
    if (hit !== undefined && hit !== path) found.add(hit)
  }
  return [...found]
}
