import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Family } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { scan } from '../src/index.ts'

interface Label {
  readonly path: string
  readonly startLine: number
  readonly endLine: number
  readonly family: Family
}

/** A statement is reported where it is put together, a label may name the line that runs it. */
const LINES_APART = 3

const measure = (set: string): { labels: readonly Label[]; missed: string[]; alarms: string[]; notes: string[] } => {
  const root = fileURLToPath(new URL(`held-out/${set}/`, import.meta.url))
  const labels = JSON.parse(readFileSync(`${root}labels.json`, 'utf8')) as readonly Label[]
  const read = (kind: 'flawed' | 'clean', path: string) => scan(path, readFileSync(`${root}${kind}/${path}`, 'utf8'))
  return {
    labels,
    missed: labels
      .filter(
        ({ path, family, startLine, endLine }) =>
          !read('flawed', path).flaws.some(
            (flaw) =>
              flaw.family === family && flaw.startLine <= endLine + LINES_APART && flaw.endLine >= startLine - LINES_APART,
          ),
      )
      .map(({ path }) => path),
    alarms: labels.filter(({ path }) => read('clean', path).flaws.length > 0).map(({ path }) => path),
    notes: labels.flatMap(({ path }) => [read('flawed', path).note, read('clean', path).note]).filter((note) => note !== null),
  }
}

const first = measure('first')
const second = measure('second')

describe('the floor on code that was held out', () => {
  it('reads all of it', () => {
    expect([...first.notes, ...second.notes]).toEqual([])
  })

  it('finds what the rules were widened for', () => {
    expect(first.labels.length).toBeGreaterThanOrEqual(60)
    expect(first.missed).toEqual([])
  })

  it('finds at least 70 percent of what no rule was written for', () => {
    const { labels, missed } = second
    expect(labels.length).toBeGreaterThanOrEqual(20)
    const found = labels.length - missed.length
    console.info(`floor on the second held-out set: ${found} of ${labels.length}`)
    expect(found / labels.length).toBeGreaterThanOrEqual(0.7)
  })

  it('raises an alarm on less than 3 percent of the clean programs', () => {
    const alarms = first.alarms.length + second.alarms.length
    const files = first.labels.length + second.labels.length
    console.info(`floor on the held-out clean programs: ${alarms} of ${files} with an alarm`)
    expect(alarms / files).toBeLessThan(0.03)
  })

  it('holds code of all seven languages in both sets', () => {
    for (const { labels } of [first, second]) expect(new Set(labels.map(({ path }) => path.split('/', 1)[0])).size).toBe(7)
  })
})
