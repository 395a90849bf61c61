import { describe, expect, it } from 'vitest'
import { importFindings, type ImportOptions, toSarif } from '../../src/index.ts'
import { file, finding, report } from '../samples.ts'

const at = (artifactLocation: object, startLine = 5): object => ({
  physicalLocation: { artifactLocation, region: { startLine } },
})
const log = (artifactLocation: object, run: object = {}, result: object = {}): string =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'T' } },
        results: [{ ruleId: 'sql', message: { text: 'm' }, locations: [at(artifactLocation)], ...result }],
        ...run,
      },
    ],
  })
const base = (uri: string, id = '%SRCROOT%'): object => ({ originalUriBaseIds: { [id]: { uri } } })
const works = (uri: string): object => ({ invocations: [{ executionSuccessful: true, workingDirectory: { uri } }] })

describe('paths of other scanners', () => {
  it.each<[string, object, object, ImportOptions]>([
    ['an absolute URI under a root that the run names', { uri: 'file:///w/app/src/users.ts' }, base('file:///w/app/'), {}],
    ['an absolute URI under the working directory', { uri: 'file:///w/app/src/users.ts' }, works('file:///w/app'), {}],
    ['an absolute URI under the given root', { uri: 'file:///w/app/src/users.ts' }, {}, { root: '/w/app' }],
    ['an absolute path under the given root', { uri: '/w/app/src/users.ts' }, {}, { root: 'file:///w/app/' }],
    ['a path of Windows', { uri: 'file:///C:/app/src/users.ts' }, {}, { root: String.raw`C:\app` }],
    ['a host in the URI', { uri: 'file://localhost/w/app/src/users.ts' }, {}, { root: '/w/app' }],
    [
      'an absolute URI that ends in a given source',
      { uri: 'file:///x/y/src/users.ts' },
      {},
      { sources: new Map([[file.path, file.content]]) },
    ],
    ['a path relative to an absolute base', { uri: 'src/users.ts', uriBaseId: '%SRCROOT%' }, base('file:///w/app/'), {}],
    ['a path relative to a folder', { uri: 'users.ts', uriBaseId: 'S' }, base('src/', 'S'), {}],
    ['a base inside the given root', { uri: 'users.ts', uriBaseId: 'S' }, base('file:///w/app/src/', 'S'), { root: '/w/app' }],
    ['blanks and signs', { uri: 'file:///w/my%20app/src/users.ts' }, base('file:///w/my%20app/'), {}],
    ['needless parts', { uri: './src//x/../users.ts' }, {}, {}],
    ['an absolute path with needless parts', { uri: 'file:///w/./x/..//app/src/users.ts' }, {}, { root: '/w/app' }],
    ['the checkout of a runner', { uri: 'file:///home/runner/work/app/app/src/users.ts' }, {}, {}],
    ['a container', { uri: '/github/workspace/src/users.ts' }, {}, {}],
    ['an artifact by its index', { index: 0 }, { artifacts: [{ location: { uri: 'src/users.ts' } }] }, {}],
  ])('are brought to the root: %s', async (_, location, run, options) => {
    const { findings, problems } = await importFindings(log(location, run), options)
    expect(findings.map(({ locations }) => locations[0].path)).toEqual(['src/users.ts'])
    expect(problems).toEqual([])
  })

  it.each<[string, object, object, ImportOptions]>([
    ['an absolute path outside', { uri: 'file:///etc/passwd' }, base('file:///w/app/'), {}],
    ['a base that leads out', { uri: 'a.ts', uriBaseId: 'S' }, base('../', 'S'), {}],
    [
      'a base that refers to itself',
      { uri: '../a.ts', uriBaseId: 'S' },
      { originalUriBaseIds: { S: { uri: 'x/', uriBaseId: 'S' } } },
      {},
    ],
    ['encoded dots', { uri: 'file:///w/app/%2e%2e/secret' }, base('file:///w/app/'), {}],
    ['another scheme', { uri: 'https://evil.example/a.ts' }, {}, { root: '/' }],
  ])('stay outside, and make the log incomplete: %s', async (_, location, run, options) => {
    const whole = { invocations: [{ executionSuccessful: true }], ...run }
    const { findings, problems, complete } = await importFindings(log(location, whole), options)
    expect(findings).toEqual([])
    expect(problems).toMatchObject([{ path: 'runs[0].results[0].locations', rule: expect.stringContaining('root') as string }])
    expect(complete).toBe(false)
  })
})

describe('further places of a finding', () => {
  const flow = [at({ uri: 'src/app.ts' }, 3), at({ uri: '../x' }, 1), at({ uri: 'src/users.ts' }, 5)].map((location) => ({
    location,
  }))
  const result = { codeFlows: [{ threadFlows: [{ locations: flow }] }], relatedLocations: [at({ uri: 'src/db.ts' }, 9), {}] }

  it('are kept: where the data comes from, and what is named', async () => {
    const { findings } = await importFindings(log({ uri: 'src/users.ts' }, {}, result))
    expect(findings[0]?.locations.map(({ path, startLine, role }) => [path, startLine, role])).toEqual([
      ['src/users.ts', 5, 'sink'],
      ['src/app.ts', 3, 'source'],
      ['src/db.ts', 9, 'related'],
    ])
    const [again] = toSarif(report({ findings })).runs[0]?.results ?? []
    expect(again?.relatedLocations?.map(({ message }) => message?.text)).toEqual(['source', 'related'])
  })
})

describe('a report of ours that was too long for GitHub', () => {
  it('comes back with what was kept, and says that it is not whole', { timeout: 30_000 }, async () => {
    const many = Array.from({ length: 25_010 }, (_, index) => ({
      ...finding(),
      fingerprint: { v1: index.toString(16).padStart(64, '0') },
    }))
    const { report: read, complete, problems } = await importFindings(JSON.stringify(toSarif(report({ findings: many }))))
    expect([read?.findings.length, complete]).toEqual([25_000, false])
    expect(problems).toEqual([{ path: 'runs[0].results', rule: 'the whole report', value: '10 findings less' }])
  })
})
