import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fences } from '../../scripts/docs/page.ts'
import { freshProject, packAll, root, run } from './tarballs.ts'

/** What the README shows, as a stranger would copy it. */
const readme = await readFile(join(root, 'README.md'), 'utf8')
const [scanner = '', outage = ''] = fences(readme, 'ts').map(({ code }) => code)

/** The vendors at their true addresses, simulated in the stranger's own process; `GONE` names a model that was withdrawn. */
const VENDORS = `
import { mswStage } from '@understudy/outage/msw'
const stage = mswStage({ models: [{ vendor: 'anthropic', model: 'claude-opus-5-5' }, { vendor: 'openai', model: 'gpt-5.5' }] })
if (process.env.GONE) stage.withdraw(process.env.GONE)
process.on('exit', () => console.error('asked', stage.asked('claude-opus-5-5'), stage.asked('gpt-5.5')))
`

const JAVASCRIPT_TEST = `
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loopbackStage } from '@understudy/outage/loopback'
import { createReviewer, openai } from '@understudy/sdk'

test('a connection that breaks in the middle proves nothing', async () => {
  const stage = await loopbackStage({ models: [{ vendor: 'openai', model: 'gpt-5.5' }] })
  stage.inject('gpt-5.5', 'reset-mid-body')
  const target = openai({ model: 'gpt-5.5', baseURL: stage.baseURL('openai'), apiKey: stage.apiKey('openai') })
  const reviewer = createReviewer({ targets: [target] })
  const report = await reviewer.review({ files: [{ path: 'a.js', content: 'run()' }] })
  await reviewer.close()
  await stage.close()
  assert.equal(report.status, 'failed')
})
`

const CONFIG = `
import { defineConfig } from '@understudy/cli'

export default defineConfig({
  targets: [{ target: 'openai/gpt-5.5', tier: 1 }, { target: 'anthropic/claude-opus-5-5', tier: 2 }, { target: 'floor', tier: 9 }],
  failOn: 'high',
})
`

/** Strict, with every library checked, by each way in which bundlers and Node find types. */
const compilerOptions = (moduleResolution: string) => ({
  target: 'es2023',
  lib: ['es2023'],
  module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
  moduleResolution,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  types: ['node'],
})

const TOOLS = ['vitest@5.1.1', 'msw@3.0.5', '@types/node@24.19.2']
const OLDEST = ['openai@6.49.0', '@anthropic-ai/sdk@0.137.0', '@google/genai@2.32.0']
const NEWEST = ['openai@7.57.0', '@anthropic-ai/sdk@1.14.0', '@google/genai@3.3.0']

describe.each([
  ['the oldest vendors’ SDKs of the ranges', OLDEST],
  ['newer vendors’ SDKs than ours', NEWEST],
])('a stranger with %s', (_which, sdks) => {
  let project = ''
  const env = (more: Readonly<Record<string, string>> = {}) => ({
    PATH: process.env['PATH'],
    HOME: project,
    NO_COLOR: '1',
    ANTHROPIC_API_KEY: 'stage-key-anthropic',
    OPENAI_API_KEY: 'stage-key-openai',
    ...more,
  })
  const node = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    run('node', args, { cwd: project, env: env(more) })

  beforeAll(async () => {
    project = await freshProject(await packAll(), [...sdks, ...TOOLS])
    await mkdir(join(project, 'src'))
    await writeFile(join(project, 'src/add.js'), 'export const add = (a, b) => a + b\n')
    await writeFile(join(project, 'vendors.js'), VENDORS)
    await writeFile(join(project, 'scan.ts'), scanner)
    await writeFile(join(project, 'outage.test.ts'), outage)
    await writeFile(join(project, 'outage.test.js'), JAVASCRIPT_TEST)
    await writeFile(join(project, 'understudy.config.ts'), CONFIG)
  })

  it('has an installation that npm finds nothing wrong with', () =>
    expect(run('npm', ['ls', '--all'], { cwd: project })).resolves.toMatchObject({ stderr: '' }))

  it('adds it to a scanner, and a withdrawn model changes who serves', async () => {
    const scan = (gone: string) => node(['--import', './vendors.js', 'scan.ts', 'src/add.js'], { GONE: gone })
    expect(await scan('')).toMatchObject({ stdout: 'complete\n', stderr: expect.stringContaining('asked 1 0') as string })
    const moved = await scan('claude-opus-5-5')
    expect(moved).toMatchObject({ stdout: 'complete\n', stderr: expect.stringContaining('asked 1 1') as string })
  })

  it.each(['nodenext', 'bundler'])('type-checks what the README shows under moduleResolution %s', async (moduleResolution) => {
    const tsconfig = { compilerOptions: compilerOptions(moduleResolution), include: ['*.ts'] }
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(tsconfig))
    await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.json'], { cwd: project }).catch((error: { stdout: string }) =>
      expect.unreachable(error.stdout),
    )
  })

  it('configures priority in TypeScript, beside the project or at home, and never by the project itself', async () => {
    const understudy = (...args: readonly string[]) =>
      node(['--import', './vendors.js', 'node_modules/@understudy/cli/bin/understudy.js', ...args])
    const served = async (...args: readonly string[]): Promise<string> => {
      const { stdout } = await understudy('review', 'src', '--no-cache', '--json', '--quiet', ...args)
      return (JSON.parse(stdout) as { coverage: { files: { servedModel: string }[] } }).coverage.files[0]?.servedModel ?? ''
    }
    expect(await served()).toBe('claude-opus-5-5')
    await expect(served('--config', 'understudy.config.ts')).rejects.toThrow('lies in the folder that is reviewed')
    const operator = await mkdtemp(join(tmpdir(), 'understudy-operator-'))
    await writeFile(join(operator, 'understudy.config.ts'), CONFIG)
    expect(await served('--config', join(operator, 'understudy.config.ts'))).toBe('gpt-5.5')
    // At home there is no node_modules; the command lends its own package.
    await mkdir(join(operator, '.config/understudy'), { recursive: true })
    await writeFile(join(operator, '.config/understudy/understudy.config.ts'), CONFIG)
    const { stdout } = await node(['node_modules/@understudy/cli/bin/understudy.js', 'config'], {
      HOME: operator,
    })
    expect(stdout).toMatch(/^failOn +high /m)
    await rm(operator, { recursive: true })
  })

  it('simulates an outage in a vitest test, and in one of Node’s from JavaScript', async () => {
    const { stdout } = await node(['node_modules/vitest/vitest.mjs', 'run', 'outage.test.ts'])
    expect(stdout).toMatch(/1 passed/)
    expect((await node(['--test', 'outage.test.js'])).stdout).toMatch(/pass 1\b/)
  })
})
