import { posix } from 'node:path'

/** A relative file named in quotes: an import, a require, an include. */
const QUOTED = /(?:from|import|require|include|load)\s*\(?\s*["'<](\.{0,2}\/?[\w@./-]+)["'>]/g

/** `from .orders import find`, `from ..lib.db import pool`. */
const PYTHON = /^\s*from\s+(\.+)([\w.]*)\s+import\b/gm

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

function specifiersOf(content: string): readonly string[] {
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
