import { readFileSync, symlinkSync } from 'node:fs'
import type { Report } from '@understudy/findings'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { effectiveSettings } from '../src/config/effective.ts'
import { narrow } from '../src/config/narrow.ts'
import { configJsonSchema } from '../src/config/schema.ts'
import { ENVIRONMENT } from '../src/settings/environment.ts'
import { mergeLayers } from '../src/settings/layers.ts'
import { SETTING_DEFAULTS } from '../src/settings/settings.ts'
import { VENDOR_DEFAULTS } from '../src/targets/vendors.ts'
import { folderWith } from './folder.ts'
import { inProcess, testShell } from './shell.ts'

const load = (cwd: string, file: string, env: Record<string, string> = {}) =>
  effectiveSettings({ flags: {}, config: file }, testShell({ cwd, env }).shell)

describe('the published JSON Schema', () => {
  it('is the one of this version (understudy config --schema > schemas/config.schema.json makes it anew)', () => {
    const published = readFileSync(new URL('../schemas/config.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(configJsonSchema())))
  })

  it('is valid, and accepts and refuses what the command does', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(configJsonSchema())
    expect(validate({ targets: ['openai/gpt-5.5', { target: 'floor', tier: 1 }], failOn: 'high', deadline: '5m' })).toBe(true)
    expect(validate({ failOn: 'hihg' })).toBe(false)
    expect(validate({ tragets: [] })).toBe(false)
  })
})

describe('a configuration file', () => {
  it.each([
    ['understudy.config.jsonc', '{ // who\n "targets": ["openai/gpt-5.5",], "deadline": "5m", "maxFileSize": "1MB" }'],
    ['understudy.config.json', '{"$schema":"x","targets":["openai/gpt-5.5"],"deadline":"5m","maxFileSize":"1MB"}'],
    ['mine.ts', 'const deadline: string = "5m"\nexport default { targets: ["openai/gpt-5.5"], deadline, maxFileSize: "1MB" }'],
  ])('%s is read when the operator names it', async (name, text) => {
    using folder = folderWith({ [name]: text, 'reviewed/a.js': '' })
    const { values, origins } = await load(folder.at('reviewed'), `../${name}`)
    expect(values).toMatchObject({ targets: ['openai/gpt-5.5'], deadlineMs: 300_000, maxFileBytes: 1_048_576, failOn: 'low' })
    expect(origins.get('targets')).toBe(folder.at(name))
    expect(origins.get('failOn')).toBe('default')
  })

  it.each([
    ['{"tragets": []}', /tragets is not a known setting\. Did you mean targets\?/],
    ['{"targets":["openai/x",}', /line 1, column 24 is not valid JSON: a value is missing here/],
    ['{\r\n "failOn": "high"\r\n "floor": true}', /line 3, column 2 is not valid JSON: a comma is missing before this/],
    ['{"failOn": "high"', /column 18 is not valid JSON: a \} is missing/],
    ['{"failOn": \'high\'}', /column 12 is not valid JSON: there is a word that JSON does not have/],
    ['{"targets": [{"target": "openai/x", "tier": "1"}]}', /targets\[0\]\.tier must be a number, got "1"\.$/],
    ['{"targets": [{"tier": 1}]}', /targets\[0\]\.target must be given\.$/],
    ['{"targets": [3]}', /targets\[0\] must be vendor\/model in quotes, or an object with a target, got 3\.$/],
    ['{"targets": "openai/x"}', /targets must be a list in \[ \], got "openai\/x"\.$/],
    ['{"callDeadline": 300}', /callDeadline: It must be a time such as "90s" or "5m" in quotes, got 300\.$/],
    ['{"maxFileSize": 5}', /maxFileSize: It must be a size such as "256KB" in quotes, got 5\.$/],
    ['{"policy": {"otherwise": "deny", "rules": [{"effect": "deny"}]}}', /policy\.rules\[0\]\.id must be given\.$/],
    [
      '{"policy": {"otherwise": "deny", "rules": [{"id": "x", "effect": "deny", "repositoryClass": ["a"]}]}}',
      /policy\.rules\[0\]\.repositoryClass is not a known setting\. Did you mean repositoryClasses\?$/,
    ],
    [
      '{"targets": [{"target": "openai/x", "apiKey": "sk-proj-abcdefgh"}]}',
      /targets\[0\]\.apiKey is not a setting: .*apiKeyEnv\.$/,
    ],
    [
      '{"targets": ["openai/x", "openai/x"]}',
      /targets\[1\]: The id openai\/x is taken by entry 1 of the list already.*"id": "second\/x"/,
    ],
    ['{"targets": ["openai/x", {"target": "openai/y", "id": "openai/x"}]}', /must not begin with openai\/, which is a vendor’s/],
    ['{"targets": [{"target": "openai/x", "id": "mine"}]}', /targets\[0\]\.id: It must look like name\/model/],
    [
      '{"targets": [{"target": "openai/x", "apiKeyEnv": "sk-proj-abcdefgh"}]}',
      /apiKeyEnv: It must be the name of an environment variable, .*got a value that is not shown here\.$/,
    ],
    ['{"targets": [{"target": "openai/x", "headers": {"x bad": "1"}}]}', /headers.*must be the name of a header/],
    ['{"targets": [{"target": "openai/x", "headers": {"a": "b\\r\\nc"}}]}', /headers\.a: It must be one line of plain text/],
    [
      '{"targets": [{"target": "openai/x", "headers": {"authorization": "Bearer sk-abcdefghijkl"}}]}',
      /headers\.authorization: It must not hold a secret/,
    ],
    ['{"targets": [{"target": "openai/x", "allowInsecureHttp": true}]}', /allowInsecureHttp must be a list/],
    ['{"failOn": "hihg"}', /failOn must be one of .*, got "hihg"\. Did you mean high\?/],
    ['{"targets": ["opnai/x"]}', /targets\[0\]: .*vendor.*got "opnai\/x"/],
    ['{"targets": [{"target": "openai/x", "teir": 1}]}', /targets\[0\]\.teir is not a known setting\. Did you mean tier\?/],
    ['{"targets": []}', /targets must hold at least 1 entry, got \[\]/],
    ['{"concurrency": "4"}', /concurrency must be a number, got "4"/],
    ['{"deadline": "soon"}', /deadline: It must look like 90s, 5m/],
    ['{"baseUrls": {"openai": "nowhere"}}', /baseUrls\.openai must be an http or https address, got "nowhere"/],
    ['{\n"failOn": "high",\n"x" 1}', /line 3, column 5 is not valid JSON: a colon is missing here/],
    ['[]', /The file must be an object in \{ \}, got \[\]/],
  ])('%s is refused with path, rule and value', async (text, words) => {
    using folder = folderWith({ 'c.json': text })
    await expect(load(folder.path, 'c.json')).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringMatching(words) as string,
    })
    await expect(load(folder.path, 'c.json')).rejects.toThrow(folder.at('c.json'))
  })

  it.each([
    ['gone.json', /no such file/],
    ['config.yaml', /must end in/],
    ['bad.ts', /could not be loaded/],
    ['empty.ts', /default export/],
  ])('%s is refused', async (name, words) => {
    using folder = folderWith({
      'config.yaml': 'a: 1',
      'bad.ts': 'import "./gone.ts"',
      'empty.ts': 'export const a = 1',
      'reviewed/a.js': '',
    })
    await expect(load(folder.at('reviewed'), `../${name}`)).rejects.toThrow(words)
  })
})

describe('adapters of one’s own', { timeout: 30_000 }, () => {
  const adapter = `{
    contract: 1, id: 'mine/one', model: 'one',
    channel: { vendor: 'mine', endpoint: 'https://mine.example', credential: 'none' },
    limits: { contextTokens: 100000, maxOutputTokens: 8000, structuredOutput: true, streaming: false },
    async invoke(call) {
      return {
        text: JSON.stringify({ findings: [], files: call.files.map(({ path }) => ({ path, verdict: 'clean', note: null })), end: 'end-of-review' }),
        stop: { unified: 'finished', raw: 'stop' }, requestedModel: 'one', servedModel: 'one', servedAsRequested: true,
        usage: { inputTotal: 1, inputCached: 0, outputVisible: 1, reasoning: 0 }, timing: { firstByteMs: 1, totalMs: 2 }, adjustments: [],
      }
    },
  }`

  it('come with a configuration in code that lies outside of what is reviewed, and serve', async () => {
    const config = `const mine = ${adapter}\nexport default { targets: [{ adapter: mine, tier: 0 }, { target: 'floor', tier: 1 }] }`
    using folder = folderWith({ 'ops/understudy.config.mjs': config, 'code/a.js': 'export const a = 1\n' })
    const options = { cwd: folder.at('code'), env: { HOME: folder.at('home') } }
    const run = (...args: string[]) => inProcess([...args, '--config', '../ops/understudy.config.mjs'], options)
    const report = JSON.parse((await run('review', 'a.js', '--format', 'json')).stdout) as Report
    expect([report.status, report.coverage.files[0]?.target]).toEqual(['complete', 'mine/one'])
    expect((await run('targets')).stdout).toContain('mine/one')
    expect((await run('config', '--json')).stdout).toContain('"target": "mine/one"')
    expect((await run('doctor', '--offline')).code).toBe(0)
  })

  it.each([
    ['nothing but adapters twice', `[${adapter}, ${adapter}]`, /targets\[1\]: The id mine\/one is taken/],
    ['an adapter without an id', `[{ ...${adapter}, id: '' }]`, /targets\[0\] must be an adapter with an id/],
    [
      'settings that are the adapter’s',
      `[{ adapter: ${adapter}, baseURL: 'https://x.example' }]`,
      /targets\[0\]\.baseURL is for the adapter itself/,
    ],
    ['another mistake beside', `[${adapter}, 'opnai/x']`, /targets\[1\]: .*Did you mean openai\?/],
  ])('are refused: %s', async (_, targets, words) => {
    using folder = folderWith({ 'c.mjs': `export default { targets: ${targets} }`, 'reviewed/a.js': '' })
    await expect(load(folder.at('reviewed'), '../c.mjs')).rejects.toThrow(words)
  })

  it('do not run from the folder that is reviewed, by any way to it', async () => {
    const files = { 'repo/.git/HEAD': '', 'repo/c.mjs': 'throw new Error("ran")', 'repo/src/a.js': '' }
    using folder = folderWith(files)
    symlinkSync(folder.at('repo/c.mjs'), folder.at('link.mjs'))
    for (const [cwd, file] of [
      ['repo', 'c.mjs'],
      ['repo/src', '../c.mjs'],
      ['repo/src', '../../link.mjs'],
      ['repo', '../link.mjs'],
    ] as const)
      await expect(load(folder.at(cwd), file)).rejects.toThrow(/is a program, and lies in the folder that is reviewed/)
    const { shell } = testShell({ cwd: folder.at('repo'), env: { UNDERSTUDY_CONFIG: 'c.mjs' } })
    await expect(effectiveSettings({ flags: {} }, shell)).rejects.toThrow(/is a program/)
  })
})

describe('precedence', () => {
  it('is flags over environment over the operator’s file over defaults', async () => {
    using folder = folderWith({ 'op.json': '{"failOn":"critical","concurrency":2,"effort":"low"}' })
    const { shell } = testShell({
      cwd: folder.path,
      env: { UNDERSTUDY_FAIL_ON: 'medium', UNDERSTUDY_CONCURRENCY: '3', UNDERSTUDY_CONFIG: 'op.json' },
    })
    const { values, origins } = await effectiveSettings({ flags: { failOn: 'info' } }, shell)
    expect(values).toMatchObject({ failOn: 'info', concurrency: 3, effort: 'low', attempts: 3 })
    expect(['failOn', 'concurrency', 'effort', 'attempts'].map((name) => origins.get(name as 'failOn'))).toEqual([
      'flag',
      'environment',
      folder.at('op.json'),
      'default',
    ])
  })

  it('joins addresses by vendor, so that one flag does not drop the others', () => {
    const { values } = mergeLayers([
      { origin: 'a', values: { baseUrls: { openai: '1', google: '2' } } },
      { origin: 'b', values: { baseUrls: { openai: '3' } } },
    ])
    expect(values.baseUrls).toEqual({ openai: '3', google: '2' })
  })

  it.each(Object.keys(ENVIRONMENT).filter((name) => !/STORE|BASELINE|TARGETS|JOURNAL/.test(name)))(
    'a wrong %s is refused by name',
    async (name) => {
      const { shell } = testShell({ cwd: '/', env: { [name]: 'nonsense' } })
      await expect(effectiveSettings({ flags: {} }, shell)).rejects.toThrow(`${name}: It must`)
    },
  )
})

describe('configuration found in the reviewed folder', () => {
  const repository = async (config: object, env: Record<string, string> = {}, flags = {}) => {
    using folder = folderWith({ 'understudy.config.json': JSON.stringify(config) })
    return await effectiveSettings({ flags }, testShell({ cwd: folder.path, env }).shell)
  }
  const KEY = { OPENAI_API_KEY: 'k' }
  const DEFAULT_OPENAI = `openai/${VENDOR_DEFAULTS.openai.model}`

  it('may narrow: a stricter threshold, fewer calls at once, no floor', async () => {
    const { values, notes } = await repository({ failOn: 'info', concurrency: 1, targets: [DEFAULT_OPENAI] }, KEY)
    expect(values).toMatchObject({ failOn: 'info', concurrency: 1, targets: [DEFAULT_OPENAI] })
    expect(notes).toEqual([])
  })

  it.each([
    [{ failOn: 'critical' }, 'failOn'],
    [{ failOn: 'none' }, 'failOn'],
    [{ concurrency: 64 }, 'concurrency'],
    [{ maxFileSize: '10MB' }, 'maxFileBytes'],
    [{ attempts: 20 }, 'attempts'],
    [{ onRefusal: 'failover' }, 'onRefusal'],
    [{ allowSubstitution: true }, 'allowSubstitution'],
    [{ effort: 'high' }, 'effort'],
    [{ effort: 'low' }, 'effort'],
    [{ attempts: 1 }, 'attempts'],
    [{ callDeadline: '1s' }, 'callDeadlineMs'],
    [{ deadline: '1s' }, 'deadlineMs'],
    [{ targets: ['openai/gpt-3.5-turbo-0301'] }, 'targets'],
    [{ targets: [{ target: 'floor', tier: 0 }] }, 'targets'],
    [{ repositoryMayDropTargets: true }, 'repositoryMayDropTargets'],
    [{ store: '/tmp/x' }, 'store'],
    [{ baseUrls: { openai: 'https://evil.example' } }, 'baseUrls'],
    [{ baseline: 'accepted.json' }, 'baseline'],
    [{ targets: ['anthropic/x'] }, 'targets'],
    [{ targets: [{ target: 'openai/x', baseURL: 'https://evil.example' }] }, 'targets'],
    [{ targets: [{ target: 'openai/x', residency: 'eu' }] }, 'targets'],
  ])('may not widen: %o', async (config, name) => {
    const { values, notes } = await repository(config, KEY)
    expect(values[name as 'failOn']).toEqual(SETTING_DEFAULTS[name as 'failOn'])
    expect(notes.join()).toContain(name)
  })

  it('may not name a target that the operator did not', async () => {
    const env = { ...KEY, UNDERSTUDY_TARGETS: 'openai/a,openai/b' }
    expect((await repository({ targets: ['openai/b'] }, env)).values.targets).toEqual(['openai/b'])
    expect((await repository({ targets: ['openai/c'] }, env)).values.targets).toEqual(['openai/a', 'openai/b'])
  })

  it('does not override a flag', async () => {
    expect((await repository({ failOn: 'info' }, {}, { failOn: 'high' })).values.failOn).toBe('high')
  })

  it('is never run: a module is only named', async () => {
    using folder = folderWith({ 'understudy.config.ts': 'throw new Error("ran")' })
    const { notes } = await effectiveSettings({ flags: {} }, testShell({ cwd: folder.path }).shell)
    expect(notes.join()).toContain('understudy.config.ts was not run')
  })

  it('leaves code out only so that it counts as not reviewed', async () => {
    expect((await repository({ exclude: ['src'] })).repositoryExclude).toEqual(['src'])
    expect((await repository({ exclude: ['src'] })).values.exclude).toEqual([])
  })

  it('has a rule for every setting that is not the operator’s alone', () => {
    const operatorsAlone = [
      'store',
      'baseUrls',
      'baseline',
      'targets',
      'policy',
      'notices',
      'prices',
      'spendingCapUsd',
      'repositoryClass',
      'journal',
      'attempts',
      'effort',
      'callDeadlineMs',
    ]
    for (const name of Object.keys(SETTING_DEFAULTS).filter((setting) => !operatorsAlone.includes(setting))) {
      const same = { [name]: SETTING_DEFAULTS[name as 'failOn'] }
      const { values } = narrow(same, { settings: SETTING_DEFAULTS, targets: [] })
      expect(values).toEqual(same)
    }
  })
})
