import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sqliteStore } from '@understudy/failover/sqlite'
import type { ReviewEvent } from '@understudy/sdk'
import { afterAll, describe, expect, it } from 'vitest'
import { files, MODELS, openScene, served } from './support/scene.ts'

const vendors = ['anthropic', 'openai', 'google'] as const
const folder = mkdtempSync(join(tmpdir(), 'understudy-scenario-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a model withdrawn in the middle of a review', () => {
  it.each(vendors)('of %s costs one request, and every file is still reviewed once', async (first) => {
    await using scene = await openScene()
    const second = first === 'openai' ? 'anthropic' : 'openai'
    scene.stage.withdraw(MODELS[first], { afterRequests: 4 })
    const reviewer = scene.reviewer({ targets: [scene.target(first), scene.target(second)], concurrency: 1 })
    const report = await reviewer.review({ files: files(10) })

    expect(report.status).toBe('complete')
    expect(served(report)).toEqual([...Array(4).fill(MODELS[first]), ...Array(6).fill(MODELS[second])])
    // OpenAI's words may speak of one request, so a synthetic probe asks once more before the model is suspended.
    const ambiguous = first === 'openai'
    expect(scene.stage.asked(MODELS[first])).toBe(ambiguous ? 6 : 5)
    expect(scene.stage.asked(MODELS[second])).toBe(6)
    expect(report.findings).toHaveLength(10)
    expect(report.findings.every((finding) => finding.family === 'sql-injection' && finding.cwe.canonical === 'CWE-89')).toBe(
      true,
    )
    expect(report.attempts.filter((attempt) => attempt.failure)).toMatchObject([
      { target: `${first}/${MODELS[first]}`, failure: { kind: ambiguous ? 'not-permitted' : 'withdrawn', status: 404 } },
    ])
    expect(reviewer.status()[0]?.bar).toMatchObject({ by: 'verdict' })
  })

  it('with eight calls in flight sends no request after the verdict', async () => {
    await using scene = await openScene({ latencyMs: 30 })
    scene.stage.withdraw(MODELS.anthropic, { afterRequests: 10 })
    const reviewer = scene.reviewer({ targets: [scene.target('anthropic'), scene.target('google')], concurrency: 8 })
    const events: ReviewEvent[] = []
    const report = await reviewer.review({ files: files(40) }, { onEvent: (event) => void events.push(event) })
    expect(report.status).toBe('complete')
    expect(report.findings).toHaveLength(40)
    const dead = `anthropic/${MODELS.anthropic}`
    const verdict = events.findIndex((event) => event.type === 'target-barred')
    const started = events.flatMap((event, index) => (event.type === 'attempt-started' && event.target === dead ? [index] : []))
    expect(verdict).toBeGreaterThan(0)
    expect(started.filter((index) => index > verdict)).toEqual([])
    expect(scene.stage.asked(MODELS.anthropic)).toBe(started.length)
    // Those that were under way when the first answer came may hit the wall too, and no others.
    expect(started.length).toBeLessThanOrEqual(10 + 8)
  })

  it('is remembered by the next process', async () => {
    await using scene = await openScene()
    scene.stage.withdraw(MODELS.anthropic)
    const path = join(folder, 'health.db')
    const store = sqliteStore({ path })
    const targets = [scene.target('anthropic'), scene.target('openai')]
    await scene.reviewer({ targets, store, concurrency: 1 }).review({ files: files(2) })
    store.close()
    expect(scene.stage.asked(MODELS.anthropic)).toBe(1)

    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--conditions=@understudy/source',
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'support/second-process.ts'),
      ],
      {
        env: {
          STORE: path,
          ANTHROPIC_AT: scene.stage.baseURL('anthropic'),
          ANTHROPIC_WITH: scene.stage.apiKey('anthropic'),
          OPENAI_AT: scene.stage.baseURL('openai'),
          OPENAI_WITH: scene.stage.apiKey('openai'),
        },
      },
    )
    expect(JSON.parse(stdout)).toEqual({ status: 'complete', served: [MODELS.openai, MODELS.openai] })
    expect(scene.stage.asked(MODELS.anthropic)).toBe(1)
  })

  it('is told from a mistyped id, which is not barred', async () => {
    await using scene = await openScene()
    scene.stage.withdraw(MODELS.anthropic, { mode: 'unknown-model' })
    const reviewer = scene.reviewer({ targets: [scene.target('anthropic'), scene.target('openai')], concurrency: 1 })
    const report = await reviewer.review({ files: files(1) })
    expect(served(report)).toEqual([MODELS.openai])
    expect(report.attempts[0]?.failure?.sentence).toMatch(/check the model id/)
  })
})
