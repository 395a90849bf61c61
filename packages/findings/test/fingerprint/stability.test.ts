import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlawLabel, SourceFile } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { toFinding } from '../../src/index.ts'
import { flaw, provenance } from '../samples.ts'

const root = join(import.meta.dirname, '../../../..')

/** Labelled code of this project, in five languages. */
const FIXTURES = ['examples/shop-api', 'packages/findings/corpus'].map((folder) => {
  const { flaws } = JSON.parse(readFileSync(join(root, folder, 'labels.json'), 'utf8')) as { flaws: FlawLabel[] }
  return [folder, flaws.map((label) => [label, readFileSync(join(root, folder, label.path), 'utf8')] as const)] as const
})

function fingerprint(label: FlawLabel, content: string, from: number, to: number): string {
  const file: SourceFile = { path: label.path, content }
  const snippet = content
    .split('\n')
    .slice(from - 1, to)
    .join('\n')
  const reported = { ...flaw, path: label.path, family: label.family, snippet, startLine: from, endLine: to }
  return toFinding(reported, file, provenance).fingerprint.v1
}

describe.each(FIXTURES)('%s', (_, labelled) => {
  it('gives a flaw one fingerprint when the quote has a line more at either end, in 19 of 20 cases', () => {
    let same = 0
    let all = 0
    for (const [label, content] of labelled) {
      const { startLine, endLine } = label
      const base = fingerprint(label, content, startLine, endLine)
      for (const [before, after] of [
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        all++
        if (fingerprint(label, content, Math.max(1, startLine - before), endLine + after) === base) same++
      }
    }
    expect(all).toBeGreaterThan(100)
    expect(same / all).toBeGreaterThanOrEqual(0.95)
  })

  it('gives no two flaws the same', () => {
    const all = labelled.map(([label, content]) => fingerprint(label, content, label.startLine, label.endLine))
    expect(new Set(all).size).toBe(all.length)
  })
})
