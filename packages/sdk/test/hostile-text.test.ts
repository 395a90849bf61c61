import { describe, expect, it } from 'vitest'
import { importedPaths } from '../src/plan/imports.ts'
import { outlineOf } from '../src/plan/outline.ts'

const MEGABYTE = 1_000_000
const TOKENS = [
  '\n',
  ' ',
  '\t',
  'from ',
  '\nfrom ',
  'import',
  'require(',
  '"./',
  '(',
  ')',
  'a',
  'a.',
  'from ..',
  '= ',
  '* ',
  'function(',
]

// Before, 250 KB of these kept a review busy for over a minute; the runner's own limit for a test is far below that.
describe('a megabyte of one token', () => {
  it.each(TOKENS)('%j costs a moment, and imports nothing', (token) => {
    const text = token.repeat(MEGABYTE / token.length)
    expect(importedPaths('src/a.js', text, new Set(['src/b.js']))).toEqual([])
    expect(outlineOf(text).length).toBeLessThanOrEqual(60)
    expect(importedPaths('src/a.js', `import './b.js'\n${text}`, new Set(['src/b.js']))).toEqual(['src/b.js'])
  })
})
