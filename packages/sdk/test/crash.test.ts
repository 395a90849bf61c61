import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyJournal } from '@understudy/failover'
import { afterAll, describe, expect, it } from 'vitest'
import { runScript } from '../../failover/test/processes/kill-after.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-review-crash-'))
afterAll(() => rmSync(folder, { recursive: true }))

const FILES = 300
const script = join(import.meta.dirname, 'processes', 'review-process.ts')
const paths = (lines: readonly string[], word: string): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))

describe('a review whose process is killed at any step', () => {
  it('has every file once after it was begun again, and sends none twice whose result was recorded', async () => {
    const finished = new Set<string>()
    // After each line in turn: some files were sent, some are finished, one is on its way to the disk.
    for (const line of [1, 2, 3, 4, 5]) {
      const { lines, complaint } = await runScript(script, [folder, String(FILES)], line)
      expect(complaint).toBe('')
      expect(lines.length).toBeGreaterThanOrEqual(line)
      for (const path of paths(lines, 'sent')) expect(finished.has(path)).toBe(false)
      for (const path of paths(lines, 'finished')) finished.add(path)
    }
    // What was recorded but not yet told when the process was killed is taken over, too.
    const last = await runScript(script, [folder, String(FILES)])
    expect(last).toMatchObject({ code: 0, complaint: '' })
    expect(paths(last.lines, 'report')).toEqual([`complete ${FILES} ${FILES}`])
    for (const path of paths(last.lines, 'sent')) expect(finished.has(path)).toBe(false)
    expect(await verifyJournal({ path: join(folder, 'journal.jsonl') })).toMatchObject({ ok: true, findings: [] })
  }, 120_000)
})
