import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attemptContext, systemRuntime } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fences, readPage } from '../../scripts/docs/page.ts'
import { loadConfig } from '../../packages/cli/src/config/load.ts'
import { settingsOf } from '../../packages/cli/src/config/settings-of.ts'
import { chooseTargets } from '../../packages/cli/src/targets/choose.ts'
import { createTargets } from '../../packages/cli/src/targets/create.ts'
import { targetId } from '../../packages/cli/src/targets/parse.ts'

const PAGE = 'docs/reaching-your-models.md'
const examples = fences(await readPage(PAGE), 'jsonc')

/** Every variable is set, to a value that can be told again. */
const env = (name: string): string => `value-of-${name}`

const CALL = { task: 'plain', system: 's', input: 'i', maxOutputTokens: 16, promptVersion: 'p' } as const

describe(`configurations of ${PAGE}`, () => {
  let folder = ''
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'understudy-reaching-'))))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are there', () => expect(examples.length).toBeGreaterThanOrEqual(6))

  it.each(examples.map(({ line, code }) => [line, code] as const))(
    'line %i is accepted, and sends what it says where it says',
    async (line, code) => {
      const file = join(folder, `${line}.jsonc`)
      await writeFile(file, code)
      const { targets = [] } = settingsOf(await loadConfig(file))
      const { targets: names } = chooseTargets(targets, true, env)
      const sent: { readonly url: string; readonly headers: Headers }[] = []
      const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
        sent.push({ url: url instanceof Request ? url.url : url.toString(), headers: new Headers(init?.headers) })
        return Response.json({ error: { message: 'no' } }, { status: 500 })
      }
      const made = await createTargets(names, {}, { env }, () => fetch)
      for (const [index, { adapter }] of made.entries()) {
        const name = names[index] ?? expect.unreachable()
        if (name.vendor === 'floor') continue
        expect([adapter.id, adapter.unavailable]).toEqual([targetId(name), undefined])
        sent.length = 0
        await adapter.invoke(CALL, attemptContext({ runtime: systemRuntime })).catch(() => {})
        const [{ url, headers } = expect.unreachable(`${adapter.id} sent nothing`)] = sent
        const { baseURL, apiKeyEnv, headers: own = {} } = name.setting ?? {}
        if (baseURL) expect(url.startsWith(`${baseURL}/`)).toBe(true)
        const all = [...headers.values()].join('\n')
        if (apiKeyEnv) expect(all).toContain(env(apiKeyEnv))
        for (const [header, value] of Object.entries(own))
          expect(headers.get(header)).toBe(value.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => env(variable)))
        expect(all).not.toContain('${')
      }
    },
  )
})
