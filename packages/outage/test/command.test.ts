import { request } from 'node:http'
import { virtualRuntime } from '@understudy/spec/virtual'
import { afterEach, describe, expect, test } from 'vitest'
import { readArguments, serveStage, type ServedStage } from '../src/command/index.ts'
import { SCENARIOS, type StageEvent } from '../src/index.ts'

let stage: ServedStage | undefined
afterEach(async () => {
  await stage?.close()
  stage = undefined
})

const at = (path: string): string => `http://127.0.0.1:${stage?.port}${path}`
const act = (path: string, fields: object, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(at(path), { method: 'POST', headers, body: JSON.stringify(fields) })
const ask = (model: string) =>
  fetch(at('/anthropic/v1/messages'), {
    method: 'POST',
    headers: { 'x-api-key': 'stage-key-anthropic', 'anthropic-version': '2026-10-21' },
    body: JSON.stringify({ model, max_tokens: 99, messages: [{ role: 'user', content: 'Hello' }] }),
  })
const open = async (...args: string[]) => {
  const read = readArguments(['--port', '0', ...args])
  if (read === 'help') throw new Error('unexpected')
  return (stage = await serveStage(read))
}

describe('the command line', () => {
  test('reads what it is given', () => {
    expect(readArguments([])).toEqual({ port: 4400, speed: 1 })
    expect(readArguments(['--scenario', 'hang', '--speed', '60', '--port', '81'])).toEqual({
      port: 81,
      scenario: 'hang',
      speed: 60,
    })
    expect(readArguments(['-h'])).toBe('help')
  })

  test.each([
    [['--scenario', 'hangs'], /--scenario must be one of .*did you mean hang/],
    [['--port', 'x'], /--port must be a whole number from 0 to 65535/],
    [['--speed', '0'], /--speed must be a number/],
    [['--nonsense'], /--nonsense/],
  ])('%j is refused', (args, sentence) => expect(() => readArguments(args)).toThrow(sentence))

  test('a scenario of one’s own is read from a file, and a wrong one is refused', async () => {
    const runtime = virtualRuntime()
    await runtime.files.writeText('mine.json', JSON.stringify(SCENARIOS.hang))
    await runtime.files.writeText('wrong.json', JSON.stringify({ ...SCENARIOS.hang, lastsMs: 0 }))
    stage = await serveStage({ port: 0, speed: 1, file: 'mine.json' }, runtime)
    await expect(serveStage({ port: 0, speed: 1, file: 'wrong.json' }, runtime)).rejects.toThrow(
      /lastsMs must be a number of at least 1/,
    )
    await expect(serveStage({ port: 0, speed: 1, file: 'none.json' }, runtime)).rejects.toThrow(/ENOENT/)
  })
})

describe('a served stage', () => {
  test('answers for every vendor below its own path, in the scenario’s time', async () => {
    const { addresses } = await open('--scenario', 'withdrawal-for-one-account', '--speed', '1000000')
    expect(addresses.map((line) => line.split(/\s+/)[0])).toEqual(['openai', 'anthropic', 'google'])
    await expect.poll(async () => (await ask('claude-fable-5')).status).toBe(403)
    expect((await ask('claude-opus-4-8')).status).toBe(200)
    const key = { authorization: 'Bearer stage-key-openai' }
    expect((await fetch(at('/openai/v1/models'), { headers: key })).status).toBe(200)
    expect((await fetch(at('/google/v1beta/models'), { headers: { 'x-goog-api-key': 'stage-key-google' } })).status).toBe(200)
  })

  test('is steered by people, who see what happens', async () => {
    await open()
    expect(
      await (await act('/stage/inject', { model: 'claude-opus-4-8', fault: 'overloaded', probability: '1' })).json(),
    ).toEqual({ done: true })
    expect((await ask('claude-opus-4-8')).status).toBe(529)
    expect((await act('/stage/reset', {})).status).toBe(200)
    expect((await ask('claude-opus-4-8')).status).toBe(200)
    await act('/stage/withdraw', { model: 'claude-fable-5', mode: 'withdrawn' })
    expect((await ask('claude-fable-5')).status).toBe(404)
    await act('/stage/reinstate', { model: 'claude-fable-5' })
    expect((await ask('claude-fable-5')).status).toBe(200)
    const timeline = (await (await fetch(at('/stage/timeline'))).json()) as StageEvent[]
    expect(timeline.map(({ type }) => type)).toEqual([
      'fault-injected',
      'request',
      'request',
      'withdrawn',
      'request',
      'reinstated',
      'request',
    ])
    const events = await fetch(at('/stage/events'))
    const { value } = (await events.body?.getReader().read()) ?? {}
    expect(new TextDecoder().decode(value)).toMatch(/^data: \{"type":"fault-injected"/)
    expect(await (await act('/stage/inject', { model: 'gpt-9', fault: 'hang' })).json()).toEqual({
      problem: expect.stringContaining('inject.model must be one of') as string,
    })
    expect((await act('/stage/shutdown', {})).status).toBe(404)
  })

  test('has a page that loads nothing and runs nothing from elsewhere', async () => {
    await open('--scenario', 'flapping')
    const response = await fetch(at('/'))
    const page = await response.text()
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-/)
    expect(page).toContain('Simulated vendors; no real model answers here. Scenario: <strong>flapping</strong>')
    expect(page).not.toMatch(/src=|href=|https?:\/\/(?!127\.0\.0\.1)/)
    expect(page).toContain('<option>stream-stall</option>')
  })

  test('cannot be steered by another site through a browser', async () => {
    await open()
    expect((await act('/stage/reset', {}, { 'content-type': 'text/plain' })).status).toBe(415)
    const status = await new Promise((resolve) =>
      request(at('/'), { headers: { host: 'evil.example.test' } }, (response) => resolve(response.statusCode)).end(),
    )
    expect(status).toBe(403)
    expect((await fetch(at('/elsewhere'))).status).toBe(404)
  })
})

test('knows the models that the command line asks by default', async () => {
  await open()
  for (const model of ['claude-fable-5', 'claude-opus-5-5']) expect((await ask(model)).status).toBe(200)
  expect((await ask('claude-opsu-5-5')).status).toBe(404)
})
