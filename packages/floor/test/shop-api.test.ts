import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { FlawLabel, ReportedFlaw } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { scanFile } from '../src/index.ts'

const root = fileURLToPath(new URL('../../../examples/shop-api/', import.meta.url))
type Range = Pick<FlawLabel, 'path' | 'startLine' | 'endLine' | 'family'>
const labels = JSON.parse(readFileSync(`${root}labels.json`, 'utf8')) as { flaws: FlawLabel[]; lookAlikes: Range[] }

const paths = [...new Set([...labels.flaws, ...labels.lookAlikes].map(({ path }) => path))]
const found = paths.flatMap((path) => scanFile(path, readFileSync(`${root}${path}`, 'utf8')))
const meets = (flaw: ReportedFlaw, label: Range): boolean =>
  flaw.path === label.path && flaw.family === label.family && flaw.startLine <= label.endLine && flaw.endLine >= label.startLine

/** What no pattern can see: who may do what, what the business means, and what two statements do at the same time. */
const BEYOND = new Set(['missing-authorization', 'missing-authentication', 'race-condition', 'input-validation', 'file-upload'])

describe('the floor on examples/shop-api', () => {
  const seen = labels.flaws.filter((label) => found.some((flaw) => meets(flaw, label)))
  const within = labels.flaws.filter(({ family }) => !BEYOND.has(family))

  it('finds at least three quarters of all flaws, and nine tenths of those that patterns can see', () => {
    const share = (of: readonly FlawLabel[]): number => of.filter((label) => seen.includes(label)).length / of.length
    console.info(
      `floor on shop-api: ${seen.length} of ${labels.flaws.length} flaws; ${(share(within) * 100).toFixed(0)} % of the families it has rules for`,
    )
    expect(share(labels.flaws)).toBeGreaterThanOrEqual(0.75)
    expect(share(within)).toBeGreaterThanOrEqual(0.9)
  })

  it('reports no look-alike', () => {
    expect(found.filter((flaw) => labels.lookAlikes.some((range) => meets(flaw, range)))).toEqual([])
  })

  it('reports nothing that is not labelled', () => {
    const extra = found.filter((flaw) => !labels.flaws.some((label) => meets(flaw, label)))
    expect(extra.map(({ path, startLine, family }) => `${path}:${startLine} ${family}`)).toEqual([])
  })
})
