import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Stage } from '@understudy/outage'
import type { Report } from '@understudy/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenPromises, type Proof } from '../demo/proof.ts'
import { type Ran, runExample } from './run.ts'

describe('npm run demo', { timeout: 60_000 }, () => {
  const cwd = mkdtempSync(join(tmpdir(), 'understudy-demo-'))
  let ran: Ran
  beforeAll(async () => {
    ran = await runExample('demo/main.ts', { cwd, env: { NO_COLOR: '1', LANG: 'C.UTF-8' } })
  })
  afterAll(() => rmSync(cwd, { recursive: true }))

  it('ends well within 15 s, without colours where none are wanted', () => {
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.ms).toBeLessThan(15_000)
    expect(stripVTControlCharacters(ran.output)).toBe(ran.output)
  })

  it('says that the vendors are simulated, and names the SDKs', () => {
    expect(ran.output).toMatch(/The vendors are simulated/)
    for (const sdk of ['@anthropic-ai/sdk', 'openai', '@google/genai']) expect(ran.output).toContain(sdk)
  })

  it('shows who was tried, what happened and why the work moved', () => {
    expect(ran.output.replaceAll(/\s+/g, ' ')).toContain('Claude Fable 5 is not available. Please use Opus 4.8.')
    expect(ran.output).toContain('the work moves to openai/gpt-5.5')
    expect(ran.output).toContain('the work moves to google/gemini-3-pro')
    expect(ran.output).toMatch(/claude-fable-5 +\d+ +\d+ +404/)
    expect(ran.output).toMatch(/29 of 29 files reviewed/)
    expect(ran.output).toMatch(/^▸ *\d+ │|▸ \d+ │/m)
  })

  it('leaves a complete report and SARIF whose driver is not a model', () => {
    const report = JSON.parse(readFileSync(join(cwd, '.understudy/demo/report.json'), 'utf8')) as Report
    expect(report.status).toBe('complete')
    expect(new Set(report.coverage.files.map((file) => file.servedModel))).toEqual(
      new Set(['claude-fable-5', 'gpt-5.5', 'gemini-3-pro']),
    )
    expect(report.attempts.filter((attempt) => attempt.failure?.kind === 'withdrawn')).toHaveLength(1)
    const sarif = JSON.parse(readFileSync(join(cwd, '.understudy/demo/report.sarif'), 'utf8')) as {
      runs: { tool: { driver: { name: string } }; results: unknown[] }[]
    }
    expect(sarif.runs[0]?.tool.driver.name.toLowerCase()).toBe('understudy')
    expect(sarif.runs[0]?.results).toHaveLength(report.findings.length)
  })
})

describe('the demo’s own proof', () => {
  const good: Proof = { attemptsBefore: 4, attemptsAfter: 0, barred: true }
  const stage = (asked: number): Stage => ({ asked: () => asked }) as unknown as Stage
  const report = (status: Report['status'], disposition = 'reviewed'): Report =>
    ({ status, coverage: { files: [{ path: 'a', disposition }] } }) as unknown as Report

  it('holds only when the dead model was left alone and every file was read', () => {
    expect(brokenPromises(good, stage(4), report('complete'))).toEqual([])
    expect(brokenPromises({ ...good, attemptsAfter: 1 }, stage(5), report('complete'))).toHaveLength(2)
    expect(brokenPromises(good, stage(5), report('complete'))).toHaveLength(1)
    expect(brokenPromises({ ...good, barred: false }, stage(4), report('complete'))).toHaveLength(1)
    expect(brokenPromises(good, stage(4), report('partial', 'failed'))).toHaveLength(2)
  })
})
