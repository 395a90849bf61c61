import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'jsonc-parser'
import { describe, expect, it } from 'vitest'
import { askFor } from '../src/commands/init.ts'
import { oneOf } from '../src/shell/options.ts'
import { folderWith } from './folder.ts'
import { inProcess } from './shell.ts'

const FILE = 'understudy.config.jsonc'
const ENV = { ANTHROPIC_API_KEY: 'sk-ant-test-0000', OPENAI_API_KEY: 'sk-proj-test-0000' }
const settings = async (cwd: string, ...args: string[]): Promise<ReadonlyMap<string, { value: unknown; from: string }>> => {
  const run = await inProcess(['config', '--json', ...args], { cwd, env: ENV })
  const { settings: all } = JSON.parse(run.stdout) as { settings: { name: string; value: unknown; from: string }[] }
  return new Map(all.map(({ name, ...rest }) => [name, rest]))
}

describe('init', () => {
  it('works unattended, writes a file that is read back, and says what it may do there', async () => {
    using folder = folderWith()
    const run = await inProcess(['init', '--yes', '--fail-on', 'high'], { cwd: folder.path, env: ENV })
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/Wrote .*\n.*may only narrow/) as string })
    const text = readFileSync(folder.at(FILE), 'utf8')
    expect(parse(text)).toMatchObject({ targets: ['anthropic/claude-opus-5-5', 'openai/gpt-5.5', 'floor/ast-grep'] })
    expect((await settings(folder.path, '--config', FILE)).get('failOn')).toEqual({ value: 'high', from: folder.at(FILE) })
  })

  it('never overwrites, and says what to do', async () => {
    using folder = folderWith({ [FILE]: '{ "failOn": "low" }' })
    const run = await inProcess(['init', '--yes'], { cwd: folder.path })
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('never overwrites a file. Edit it') as string })
    expect(readFileSync(folder.at(FILE), 'utf8')).toBe('{ "failOn": "low" }')
  })

  it('writes a file that holds everywhere, with a schema that is there', async () => {
    using folder = folderWith()
    const run = await inProcess(['init', '--global', '--json', '--targets', 'openai/gpt-5.5,floor'], {
      cwd: folder.path,
      env: ENV,
    })
    const { path } = JSON.parse(run.stdout) as { path: string }
    expect(existsSync(folder.at(FILE))).toBe(false)
    const written = parse(readFileSync(path, 'utf8')) as { $schema: string }
    expect(existsSync(fileURLToPath(written.$schema))).toBe(true)
    expect((await settings(folder.path)).get('targets')).toEqual({ value: ['openai/gpt-5.5', 'floor'], from: path })
  })

  it('asks again until the answer can be read, and takes none at all for what it proposed', async () => {
    const answers = ['hihg', 'high']
    const said: string[] = []
    const ask = (fallback: string) =>
      askFor(
        'Severity?',
        fallback,
        oneOf(['low', 'high']),
        async () => answers.shift() ?? '',
        (sentence) => void said.push(sentence),
      )
    expect(await ask('low')).toBe('high')
    expect(said).toEqual(['It must be one of low, high (did you mean high?).'])
    expect(await ask('low')).toBe('low')
  })

  it('refuses a target before anything is written', async () => {
    using folder = folderWith()
    const run = await inProcess(['init', '--targets', 'antropic/x'], { cwd: folder.path })
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean anthropic?') as string })
    expect(existsSync(folder.at(FILE))).toBe(false)
  })
})

describe('priorities by class of code', () => {
  const config = {
    targets: ['anthropic/a', { target: 'openai/b', tier: 1, weight: 2, tasks: ['review.files'] }],
    targetsByClass: { secret: ['openai/inside', 'floor'] },
  }

  it('stand in for the others for that class alone, and a flag outweighs both', async () => {
    using folder = folderWith({ 'op.json': JSON.stringify(config) })
    const targets = async (...args: string[]) => (await settings(folder.path, '--config', 'op.json', ...args)).get('targets')
    expect((await targets())?.value).toEqual(config.targets)
    writeFileSync(folder.at('op.json'), JSON.stringify({ ...config, repositoryClass: 'secret' }))
    expect(await targets()).toEqual({ value: ['openai/inside', 'floor'], from: `${folder.at('op.json')}, for class secret` })
    expect(await targets('--targets', 'openai/c')).toEqual({ value: ['openai/c'], from: 'flag' })
    writeFileSync(folder.at('op.json'), JSON.stringify({ ...config, repositoryClass: 'open' }))
    expect(await inProcess(['config', '--config', 'op.json'], { cwd: folder.path })).toMatchObject({ code: 2 })
    const named = {
      ...config,
      repositoryClass: 'open',
      policy: { otherwise: 'allow', rules: [{ id: 'o', effect: 'allow', repositoryClasses: ['open'] }] },
    }
    writeFileSync(folder.at('op.json'), JSON.stringify(named))
    expect((await targets())?.value).toEqual(config.targets)
  })

  it('are the operator’s alone', async () => {
    using folder = folderWith({ 'understudy.config.json': JSON.stringify({ targetsByClass: config.targetsByClass }) })
    const run = await inProcess(['config'], { cwd: folder.path, env: ENV })
    expect(run.stderr).toContain('targetsByClass is for the operator to say')
  })

  it('name the nearest vendor when one is misspelt', async () => {
    using folder = folderWith({ 'op.json': JSON.stringify({ targetsByClass: { secret: ['opnai/x'] } }) })
    const run = await inProcess(['config', '--config', 'op.json'], { cwd: folder.path })
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/op\.json: targetsByClass\.secret\[0\].*openai\?/) as string,
    })
  })
})
