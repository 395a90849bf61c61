import type { Log } from 'sarif'
import { describe, expect, it } from 'vitest'
import { lineHash, type SarifOptions, type SarifRun, toSarif } from '../../src/index.ts'
import { file, finding, report } from '../samples.ts'
import { REPORTS } from './reports.ts'

const sources = new Map([[file.path, file.content]])

function run(sample = report(), options: SarifOptions = { sources }): SarifRun {
  const [first] = toSarif(sample, options).runs
  if (!first) throw new Error('no run')
  return first
}

const unread = report({
  status: 'partial',
  findings: [],
  coverage: { files: [{ path: file.path, disposition: 'failed', reason: 'deadline' }] },
})

describe('toSarif', () => {
  it('is a SARIF log to the types of DefinitelyTyped', () => {
    const log: Log = toSarif(report())
    expect(log.version).toBe('2.1.0')
  })

  it("has GitHub's line hash of the line that the flaw is known by", () => {
    const [result] = run().results
    expect(result?.partialFingerprints).toEqual({
      primaryLocationLineHash: lineHash(file.content, 5),
      'understudy/v1': finding().fingerprint.v1,
    })
    expect(result?.locations[0]?.physicalLocation.region).toMatchObject({
      startLine: 5,
      startColumn: 1,
      endLine: 5,
      endColumn: 70,
    })
  })

  it('places the alert the same when another model quotes a line more', () => {
    const quote = file.content.split('\n').slice(3, 6).join('\n')
    const other = run(report({ findings: [finding({ snippet: quote, startLine: 4 }, { servedModel: 'model-b' })] })).results[0]
    const { ruleId, partialFingerprints, locations } = run().results[0] ?? {}
    expect(other).toMatchObject({ ruleId, partialFingerprints })
    expect(other?.locations[0]?.physicalLocation.region.startLine).toBe(locations?.[0]?.physicalLocation.region.startLine)
  })

  it('keeps driver, category and rules through a failover, and names the models in extensions', () => {
    const other = report({ findings: [finding({ severity: 'critical' }, { servedModel: 'model-b', target: 'openai/model-b' })] })
    expect(run(other).tool.driver.name).toBe(run().tool.driver.name)
    expect(run(other).automationDetails).toEqual(run().automationDetails)
    expect(run(other).results[0]?.ruleId).toBe(run().results[0]?.ruleId)
    expect(run(other).tool.extensions?.map(({ name }) => name)).toEqual(['model-a', 'model-b'])
  })

  it('has one rule a family with the highest severity, or one a family and severity', () => {
    const both = report({
      findings: [finding({ severity: 'low' }), finding({ severity: 'critical', snippet: '  const id = req.query.id' })],
    })
    expect(run(both).tool.driver.rules).toMatchObject([{ id: 'sql-injection', properties: { 'security-severity': '9.5' } }])
    const fine = run(both, { rules: 'family-severity' }).tool.driver.rules
    expect(fine?.map(({ id }) => id)).toEqual(['sql-injection/critical', 'sql-injection/low'])
  })

  it('tags a rule with security and its weaknesses', () => {
    expect(run().tool.driver.rules?.[0]?.properties.tags).toEqual(['security', 'external/cwe/cwe-89'])
  })

  it.each(REPORTS)("keeps GitHub's limits: %s", (_, sample) => {
    const { results, tool } = run(sample)
    for (const rule of tool.driver.rules ?? []) {
      expect(rule.shortDescription.text.length).toBeLessThanOrEqual(1024)
      expect(rule.fullDescription.text.length).toBeLessThanOrEqual(1024)
      expect(rule.properties.tags?.length).toBeLessThanOrEqual(10)
      expect(Number(rule.properties['security-severity'])).toBeGreaterThan(0)
    }
    for (const result of results) expect(tool.driver.rules?.[result.ruleIndex]?.id).toBe(result.ruleId)
  })

  it('leaves out the least severe above 25,000 results, and says so', { timeout: 30_000 }, () => {
    const one = finding({ severity: 'low' })
    const many = Array.from({ length: 25_001 }, (_, at) => ({ ...one, fingerprint: { v1: String(at).padStart(64, '0') } }))
    const { results, invocations } = run(report({ findings: [...many, finding({ severity: 'high' })] }))
    expect(results).toHaveLength(25_000)
    expect(results[0]?.level).toBe('error')
    expect(invocations[0]).toMatchObject({ executionSuccessful: false })
    expect(invocations[0]?.toolExecutionNotifications?.at(-1)?.message.text).toMatch(/^2 findings/)
  })

  it('percent-encodes what a path may hold', () => {
    const odd = report({ status: 'partial', coverage: { files: [{ path: 'src/a b#?%.ts', disposition: 'failed' }] } })
    const uri = run(odd).invocations[0]?.toolExecutionNotifications?.[1]?.locations?.[0]?.physicalLocation.artifactLocation.uri
    expect(uri).toBe('src/a%20b%23%3F%25.ts')
  })
})

describe('a run that is not complete', () => {
  it('goes to a category of its own, where it closes no alert', () => {
    expect(run(unread).automationDetails.id).toBe('understudy-incomplete/')
    expect(run(report()).automationDetails.id).toBe('understudy/')
  })

  it('may go to the same one when it carries forward what it could not check', () => {
    const carried = run(unread, { sources, previous: report() })
    expect(carried.automationDetails.id).toBe('understudy/')
    expect(carried.results.map((result) => result.partialFingerprints)).toEqual(
      run().results.map((result) => result.partialFingerprints),
    )
    expect(carried.properties['carriedForward']).toEqual([finding().fingerprint.v1])
  })

  it('carries nothing forward into a file that was read, and nothing twice', () => {
    const readAgain = report({
      status: 'partial',
      findings: [],
      coverage: { files: [...report().coverage.files, { path: 'b.ts', disposition: 'failed' }] },
    })
    expect(run(readAgain, { previous: report() }).results).toEqual([])
    expect(run({ ...unread, findings: [finding()] }, { previous: report() }).results).toHaveLength(1)
  })

  it('does not pass off an incomplete earlier report as a base', () => {
    expect(run(unread, { previous: { ...report(), status: 'partial' } }).automationDetails.id).toBe('understudy-incomplete/')
  })

  it('carries forward under the floor, whose silence proves nothing', () => {
    const degraded = report({
      status: 'degraded',
      findings: [],
      coverage: { files: [{ path: file.path, disposition: 'reviewed', degraded: true }] },
    })
    expect(run(degraded, { previous: report() }).results).toHaveLength(1)
  })
})
