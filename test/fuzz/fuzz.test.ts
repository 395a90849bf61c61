import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { Fuzzer } from './run.ts'
import { BASES } from './bases.ts'
import { failureOf, TARGETS } from './targets.ts'

const CORPUS = new URL('./corpus/', import.meta.url)
const fuzzer = new Fuzzer()
afterAll(() => fuzzer.close())

describe.each(Object.entries(TARGETS))('%s', (name, target) => {
  it('reads or refuses 200 changed documents as it documents', async () => {
    const seeds = Array.from({ length: 200 }, (_, at) => 1_000_000 + at)
    expect(await fuzzer.try(name, { seeds })).toBeNull()
  })

  it('reads or refuses what was found before', async () => {
    const files = existsSync(CORPUS) ? readdirSync(CORPUS).filter((file) => file.startsWith(`${name.replace(' ', '-')}.`)) : []
    const inputs = files.map((file) => readFileSync(new URL(file, CORPUS), 'utf8'))
    expect(await fuzzer.try(name, { inputs })).toBeNull()
  })

  it('fails on an exception that is not documented', async () => {
    const broken = { ...target, run: () => Promise.reject(new RangeError('broken')) }
    expect(await failureOf(broken, '')).toContain('broken')
  })
})

it.each([
  ['import', BASES.imports],
  ['config', BASES.config],
  ['directive', BASES.directive],
] as const)('starts from documents that %s reads', async (name, documents) => {
  for (const document of documents)
    await expect((async () => TARGETS[name]?.run(JSON.stringify(document)))()).resolves.not.toBeNull()
})
