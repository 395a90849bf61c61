import { describe, expect, it } from 'vitest'
import { addressesFrom, unusedAddresses } from '../src/targets/addresses.ts'
import { chooseTargets } from '../src/targets/choose.ts'
import { parseTarget, targetId } from '../src/targets/parse.ts'
import { effectiveSettings } from '../src/config/effective.ts'
import { testShell } from './shell.ts'
import { commaList, sizeInBytes, targetList, timeInMs, wholeNumber } from '../src/shell/options.ts'

const env =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    values[name]
const ids = (values: Readonly<Record<string, string>>, floor = true): string[] =>
  chooseTargets(undefined, floor, env(values)).targets.map(targetId)

describe('the targets of a run', () => {
  it('are one model per key in the environment, then the floor', () => {
    expect(ids({})).toEqual(['floor/ast-grep'])
    expect(ids({ GOOGLE_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' }).map((id) => id.split('/')[0])).toEqual([
      'anthropic',
      'google',
      'floor',
    ])
    expect(ids({ OPENAI_API_KEY: 'k' }, false).map((id) => id.split('/')[0])).toEqual(['openai'])
  })

  it('say that the result is degraded when there is no key', () => {
    expect(chooseTargets(undefined, true, env({})).notes.join()).toContain('degraded')
    expect(chooseTargets(undefined, true, env({ OPENAI_API_KEY: 'k' })).notes).toEqual([])
  })

  it('are taken as they are when they are named', () => {
    expect(chooseTargets(['openai/a', 'floor'], true, env({})).targets.map(targetId)).toEqual(['openai/a', 'floor/ast-grep'])
  })

  it.each([
    ['openai-compatible/meta-llama/llama-4', 'openai-compatible', 'meta-llama/llama-4'],
    ['google-legacy/gemini-3', 'google-legacy', 'gemini-3'],
  ])('%s is %s and %s', (text, vendor, model) => expect(parseTarget(text)).toEqual({ vendor, model }))

  it.each(['openai', 'openai/', '/a', '', 'openai/a b', 'opnai/a'])('%j is refused', (text) =>
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code: 'invalid-option' })),
  )
})

describe('a list of targets', () => {
  it('may be JSON on the command line and in the environment, and is refused by the name of where it stands', async () => {
    const written = targetList('[{"target":"openai/a","id":"gw/a","tier":2},"floor"]')
    expect(chooseTargets(written, true, env({})).targets.map(targetId)).toEqual(['gw/a', 'floor/ast-grep'])
    expect(targetList('{"target":"openai/a"}')).toEqual([{ target: 'openai/a' }])
    expect(() => targetList('[{"target":]')).toThrow(/begins like JSON/)
    const settings = (values: Record<string, string>, targets?: string) =>
      effectiveSettings(
        { flags: targets === undefined ? {} : { targets: targetList(targets) } },
        testShell({ cwd: '/', env: values }).shell,
      )
    await expect(settings({ UNDERSTUDY_TARGETS: '[{"target":"openai/a","teir":1}]' })).rejects.toThrow(
      /^UNDERSTUDY_TARGETS: targets\[0\]\.teir is not a known setting\. Did you mean tier\?$/,
    )
    await expect(settings({}, '[{"target":"openai/a","apiKey":"sk-proj-12345678"}]')).rejects.toThrow(
      /^--targets: targets\[0\]\.apiKey is not a setting/,
    )
  })

  it('is told in order where only some have a tier', () => {
    const notes = (list: Parameters<typeof chooseTargets>[0]) => chooseTargets(list, true, env({})).notes
    expect(notes([{ target: 'openai/a', tier: 5 }, 'anthropic/b'])).toEqual([
      expect.stringContaining('asked in this order: anthropic/b (1), openai/a (5)'),
    ])
    expect(
      notes([
        { target: 'openai/a', tier: 0 },
        { target: 'anthropic/b', tier: 1 },
      ]),
    ).toEqual([])
    expect(notes(['openai/a', 'anthropic/b'])).toEqual([])
  })

  it('may have a model twice under two ids, and not under one', () => {
    const twice = (id: string) =>
      chooseTargets(['openai/a', { target: 'openai/a', id, apiKeyEnv: 'B' }], true, env({})).targets.map(targetId)
    expect(twice('second/a')).toEqual(['openai/a', 'second/a'])
    expect(() => twice('openai/a')).toThrow(/targets\[1\]: The id openai\/a is taken by entry 1/)
  })
})

describe('addresses', () => {
  it('come from our own variables; those of the vendors’ SDKs are only noticed', () => {
    const values = { UNDERSTUDY_BASE_URL_OPENAI_COMPATIBLE: 'http://x', OPENAI_BASE_URL: 'http://y' }
    expect(addressesFrom(env(values))).toEqual({ 'openai-compatible': 'http://x' })
    expect(unusedAddresses({}, env(values)).join()).toContain('OPENAI_BASE_URL is set but not used')
    expect(unusedAddresses({ openai: 'http://z' }, env(values))).toEqual([])
  })
})

describe('values of flags', () => {
  it.each([
    ['256KB', 262_144],
    ['2mb', 2_097_152],
    ['1.5 KB', 1536],
    ['10', 10],
  ])('size %s is %i bytes', (text, bytes) => expect(sizeInBytes(text)).toBe(bytes))
  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['500ms', 500],
    ['2', 2000],
  ])('time %s is %i ms', (text, ms) => expect(timeInMs(text)).toBe(ms))
  it.each(['', '0', '-1', '1 parsec', 'KB', '1e9', 'Infinity'])('%j is neither a size nor a time', (text) => {
    expect(() => sizeInBytes(text)).toThrow(/must look like/)
    expect(() => timeInMs(text)).toThrow(/must look like/)
  })
  it('whole numbers and lists', () => {
    expect(wholeNumber(1, 4)('4')).toBe(4)
    for (const text of ['0', '5', '1.5', '', 'x']) expect(() => wholeNumber(1, 4)(text)).toThrow(/from 1 to 4/)
    expect(commaList('b, c', ['a'])).toEqual(['a', 'b', 'c'])
  })
})
