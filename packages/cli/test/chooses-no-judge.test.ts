import * as fc from 'fast-check'
import { parseReport } from '@understudy/findings'
import { describe, expect, it } from 'vitest'
import { effectiveSettings } from '../src/config/effective.ts'
import { narrow } from '../src/config/narrow.ts'
import type { ReviewSettings, TargetSetting } from '../src/settings/settings.ts'
import { folderWith } from './folder.ts'
import { inProcess, testShell } from './shell.ts'
import { CODE, openStage, PRIMARY, SECOND, stageEnv, TARGETS } from './stage.ts'

const ID = fc.constantFrom('openai/a', 'openai/b', 'anthropic/a', 'google/a', 'floor', 'floor/ast-grep', 'openai-compatible/a/b')
const word = fc.constantFrom('eu', 'us', 'none', 'https://gateway.example')
const entry: fc.Arbitrary<string | TargetSetting> = fc.oneof(
  ID,
  fc.record(
    {
      target: ID,
      tier: fc.nat(3),
      weight: fc.nat(3),
      tasks: fc.constant(['review.files'] as const),
      baseURL: word,
      region: word,
      residency: word,
      retention: word,
      servedModels: fc.array(word),
    },
    { requiredKeys: ['target'] },
  ),
)
const canonical = (target: string | TargetSetting): string => {
  const id = typeof target === 'string' ? target : target.target
  return id === 'floor' ? 'floor/ast-grep' : id
}
const list = fc.uniqueArray(entry, { minLength: 1, maxLength: 6, selector: canonical })

const OPERATORS: ReviewSettings = {
  effort: 'high',
  attempts: 3,
  deadlineMs: 60_000,
  callDeadlineMs: 60_000,
  spendingCapUsd: 1,
  store: 's',
  policy: { otherwise: 'allow', rules: [] },
  baseUrls: { openai: 'https://gateway.example' },
  notices: { sources: ['a'], trustedKeys: [] },
  comparability: { baseline: 'a', profiles: 'p' },
  prices: [{}],
  shadow: { share: 0.1 },
}
/** Anything at all under the name of a setting that holds an object or decides who judges. */
const wishes = fc.record(
  { ...Object.fromEntries(Object.keys(OPERATORS).map((name) => [name, fc.jsonValue()])), targets: list },
  { requiredKeys: [] },
) as fc.Arbitrary<ReviewSettings>

describe('the judged party does not choose its judge', { timeout: 30_000 }, () => {
  it('whatever a repository writes, each entry that survives is one of the operator’s own, in the operator’s order', () => {
    fc.assert(
      fc.property(list, wishes, (operators, wish) => {
        const { values } = narrow(wish, { settings: OPERATORS, targets: operators })
        for (const name of Object.keys(OPERATORS)) expect(values).not.toHaveProperty(name)
        const kept = values.targets ?? operators
        expect(kept.length).toBeGreaterThan(0)
        // The very same objects, and those that are left stand as they stood.
        const places = kept.map((target) => operators.indexOf(target))
        expect(places).not.toContain(-1)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
      }),
    )
  })

  it('a class list of the operator is not outweighed', async () => {
    using folder = folderWith({
      'understudy.config.json': '{"targets":["openai/a"]}',
      'own.json': '{"targets":["openai/a"],"targetsByClass":{"secret":["anthropic/b"]},"repositoryClass":"secret"}',
    })
    const { shell } = testShell({ cwd: folder.path })
    const { values } = await effectiveSettings({ flags: {}, config: 'own.json' }, shell)
    expect(values.targets).toEqual(['anthropic/b'])
  })

  it('says what it refused, also where a flag decided the same setting', async () => {
    using folder = folderWith({ 'understudy.config.json': '{"store":"/tmp/x","targets":["openai/a"]}' })
    const { shell } = testShell({ cwd: folder.path })
    const flags = { store: false as const, targets: ['openai/a', 'openai/b'] }
    const { values, notes, repositoryDropped } = await effectiveSettings({ flags }, shell)
    expect(notes.join()).toContain('store is for the operator to say')
    expect(values).toMatchObject(flags)
    expect(repositoryDropped).toEqual([])
  })

  const review = async (own: object) => {
    await using stage = await openStage({ clean: true })
    using folder = folderWith({ ...CODE, 'understudy.config.json': JSON.stringify({ targets: [`openai/${SECOND}`] }) })
    using home = folderWith({ 'own.json': JSON.stringify({ targets: TARGETS[1]?.split(','), store: false, ...own }) })
    const args = ['review', 'src', '--config', home.at('own.json'), '--format', 'json']
    const run = await inProcess(args, { cwd: folder.path, env: stageEnv(stage) })
    return { code: run.code, report: await parseReport(run.stdout), asked: stage.asked(PRIMARY) }
  }

  it('a result is at best degraded where the repository left out a model of the operator', async () => {
    const { code, report, asked } = await review({})
    expect([code, report.status, asked]).toEqual([4, 'degraded', 0])
    expect(report.coverage.files[0]?.reason).toContain(`left out anthropic/${PRIMARY}`)
  })

  it('unless the operator allows it', async () => {
    const { code, report } = await review({ repositoryMayDropTargets: true })
    expect([code, report.status]).toEqual([0, 'complete'])
  })
})
