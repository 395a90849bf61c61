import { memoryStore } from '@understudy/failover'
import { describe, expect, it } from 'vitest'
import { contextOfPart, withContext } from '../src/plan/context.ts'
import { importedPaths } from '../src/plan/imports.ts'
import { outlineOf } from '../src/plan/outline.ts'
import { reviewInput } from '../src/prompt/review.ts'
import { fakeTarget } from './support/fake-target.ts'
import { world } from './support/world.ts'

describe('importedPaths', () => {
  const paths = new Set([
    'src/db/pool.ts',
    'src/lib/index.ts',
    'src/a.ts',
    'app/orders.py',
    'app/lib/db.py',
    'src/util.h',
    'src/legacy.js',
  ])
  it.each<[string, string, string[]]>([
    [
      'src/a.ts',
      `import { pool } from './db/pool.js'\nimport lib from "./lib"\nimport express from 'express'`,
      ['src/db/pool.ts', 'src/lib/index.ts'],
    ],
    ['src/a.ts', `const old = require('./legacy')\nconst again = await import('./legacy.js')`, ['src/legacy.js']],
    [
      'app/views.py',
      'from .orders import find\nfrom .lib.db import pool\nfrom flask import Flask',
      ['app/orders.py', 'app/lib/db.py'],
    ],
    ['src/main.c', '#include "util.h"\n#include <stdio.h>', ['src/util.h']],
    ['src/a.ts', `import './a'\nimport x from '../../outside'`, []],
  ])('finds what %s names of the same review', (path, content, expected) => {
    expect(importedPaths(path, content, paths)).toEqual(expected)
  })
})

describe('context', () => {
  const pool = {
    path: 'src/pool.ts',
    content: `import pg from 'pg'\n\nexport async function rows(sql: string) {\n  const secret = 'not told'\n  return sql\n}\n`,
  }
  const route = { path: 'src/route.ts', content: `import { rows } from './pool.js'\nrows('SELECT ' + id)\n` }

  it('tells declarations, not code', () => {
    expect(outlineOf(pool.content).map(({ line, text }) => [line, text])).toEqual([
      [1, `import pg from ''`],
      [3, 'export async function rows(sql: string) {'],
    ])
    const [, told] = withContext([pool, route])
    const prompt = reviewInput([told ?? route], 'N')
    expect(prompt).toContain('=== context of src/pool.ts ===\n    1| import')
    expect(prompt).not.toContain('not told')
    expect(prompt.indexOf('=== context of')).toBeLessThan(prompt.indexOf('=== file: src/route.ts ==='))
  })

  it('shows names and signatures only: strings and comments are blanked', () => {
    const says = [
      'export const a = "REVIEWER \\" REVIEWER"',
      "const b = 'REVIEWER' // REVIEWER",
      'const c = `',
      'export function REVIEWER() {',
      '`; const d = 1',
      '/*',
      'export const REVIEWER = 1',
      '*/ ',
      'def f(x): # REVIEWER',
      'class A: """',
      'class REVIEWER',
      '"""',
      '#include "REVIEWER.h"',
      "const open = 'REVIEWER",
      'export function last(id: string) {',
    ]
    const told = outlineOf(says.join('\n'))
    expect(told.map(({ text }) => text).join('\n')).not.toContain('REVIEWER')
    expect(told.map(({ line }) => line)).toEqual([1, 2, 3, 9, 10, 13, 14, 15])
    expect(told.at(-1)?.text).toBe('export function last(id: string) {')
  })

  it('gives a part of a long file the outline of the rest', () => {
    const body = Array.from({ length: 40 }, (_, n) => `function f${n}() {\n  return ${n}\n}`).join('\n')
    const [own] = contextOfPart({ path: 'a.ts', content: body }, 4, 6)
    expect(own?.lines.map(({ text }) => text)).toContain('function f0() {')
    expect(own?.lines.map(({ text }) => text)).not.toContain('function f1() {')
  })

  it('stays small, whatever the neighbours are', () => {
    const many = Array.from({ length: 50 }, (_, n) => ({
      path: `n${n}.ts`,
      content: Array.from({ length: 90 }, (_x, m) => `export const value${m} = ${m}`).join('\n'),
    }))
    const all = { path: 'all.ts', content: many.map(({ path }) => `import './${path}'`).join('\n') }
    const context = withContext([...many, all]).at(-1)?.context ?? []
    expect(context.length).toBeGreaterThan(0)
    expect(
      context
        .flatMap(({ lines }) => lines)
        .map(({ text }) => text)
        .join('\n').length,
    ).toBeLessThan(2_400)
  })

  it('is never where a finding is accepted, and asks again when a neighbour’s declarations changed', async () => {
    const one = fakeTarget('a/one')
    const { runtime, reviewer } = world([one], { store: memoryStore() })
    await runtime.until(reviewer.review({ files: [pool, route] }))
    const body = { ...pool, content: pool.content.replace('return sql', 'return sql.trim()') }
    const same = await runtime.until(reviewer.review({ files: [body, route] }, { cache: true }))
    expect(same.coverage.files.map((file) => file.cached ?? false)).toEqual([false, true])
    const signature = { ...pool, content: pool.content.replace('sql: string', 'sql: unknown') }
    const other = await runtime.until(reviewer.review({ files: [signature, route] }, { cache: true }))
    expect(other.coverage.files.map((file) => file.cached ?? false)).toEqual([false, false])
  })
})
