import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '@understudy/failover/sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { files, MODELS, openScene, served } from './support/scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'understudy-resume-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('an interrupted review', () => {
  it('keeps what was done, and another process goes on from there', async () => {
    await using scene = await openScene({ latencyMs: 15 })
    const path = join(folder, 'health.db')
    const abort = new AbortController()
    const first = sqliteStore({ path })
    let finished = 0
    const cut = await scene.reviewer({ targets: [scene.target('anthropic')], store: first, concurrency: 1 }).review(
      { files: files(10) },
      {
        signal: abort.signal,
        onEvent: (event) => {
          if (event.type === 'file-finished' && ++finished === 4) abort.abort()
        },
      },
    )
    first.close()
    expect(cut.status).toBe('partial')
    expect(cut.findings).toHaveLength(4)
    expect(cut.coverage.files.filter((file) => file.disposition === 'failed')).toHaveLength(6)

    const asked = scene.stage.asked(MODELS.anthropic)
    scene.stage.withdraw(MODELS.anthropic)
    const second = sqliteStore({ path })
    const reviewer = scene.reviewer({ targets: [scene.target('anthropic'), scene.target('openai')], store: second })
    const whole = await reviewer.review({ files: files(10) }, { resume: true })
    second.close()
    expect(whole.status).toBe('complete')
    expect(whole.findings).toHaveLength(10)
    expect(whole.coverage.files.map((file) => file.resumed ?? false)).toEqual([...Array(4).fill(true), ...Array(6).fill(false)])
    expect(served(whole)).toEqual([...Array(4).fill(MODELS.anthropic), ...Array(6).fill(MODELS.openai)])
    expect(scene.stage.asked(MODELS.openai)).toBe(6)
    expect(scene.stage.asked(MODELS.anthropic) - asked).toBeLessThanOrEqual(4)
  })
})

describe('a second run over an unchanged folder', () => {
  it('of 500 files sends nothing and takes less than 2 s of work', { timeout: 30_000 }, async () => {
    await using scene = await openScene()
    const store = sqliteStore({ path: join(folder, 'cache.db') })
    const reviewer = scene.reviewer({ targets: [scene.target('anthropic')], store, concurrency: 16 })
    await reviewer.review({ files: files(500) })
    expect(scene.stage.asked(MODELS.anthropic)).toBe(500)
    // Time of the processor, so that a busy machine does not decide.
    const started = process.cpuUsage()
    const again = await reviewer.review({ files: files(500) }, { cache: true })
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1_000).toBeLessThan(2_000)
    store.close()
    expect(scene.stage.asked(MODELS.anthropic)).toBe(500)
    expect(again.status).toBe('complete')
    expect(again.coverage.files.every((file) => file.cached)).toBe(true)
  })
})
