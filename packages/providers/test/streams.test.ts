import { attemptContext, type ModelAdapter } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL, failureOf } from './support/calls.ts'
import { events, json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

describe.each(SUBJECTS)('$name streams', (subject) => {
  let adapter: ModelAdapter
  beforeAll(() => void (adapter = subject.create(stand.origin)))
  afterAll(() => adapter.close?.())
  const stream = { ...CALL, stream: true }
  const frames = subject.frames('{"ok":true}')
  const endMarker = subject.name === 'openai-compatible' ? frames.length - 2 : frames.length - 1

  it.each(['finish', 'reset', 'stall'] as const)('are never whole when cut at any frame by a %s', async (end) => {
    for (let kept = 0; kept <= endMarker; kept++) {
      stand.play = events(frames.slice(0, kept), end)
      const limits = end === 'stall' ? { idleMs: 40 } : {}
      const failure = await failureOf(adapter, stream, attemptContext({ limits }))
      expect(failure.kind).toBe({ finish: 'truncated', reset: 'provider-error', stall: 'timeout' }[end])
    }
  })

  it('are never whole when cut inside a frame', async () => {
    const bytes = frames.join('')
    const marker = bytes.lastIndexOf(frames[endMarker] ?? '')
    for (const at of [5, Math.floor(marker / 3), marker - 4, marker + 10]) {
      stand.play = events([bytes.slice(0, at)])
      expect((await failureOf(adapter, stream)).kind).toMatch(/truncated|provider-error/)
    }
  })

  it('may arrive one byte at a time', async () => {
    stand.play = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const byte of Buffer.from(subject.frames('größer 🙂').join(''))) response.write(Buffer.from([byte]))
      response.end()
    }
    expect((await adapter.invoke(stream, attemptContext())).text).toBe('größer 🙂')
  })

  it('that report an error inside are classified by its words', async () => {
    const error = subject.errorFrame(
      503,
      subject.vendor === 'google' ? 'UNAVAILABLE' : subject.vendor === 'anthropic' ? 'overloaded_error' : 'server_overloaded',
      'Overloaded',
    )
    for (const kept of [0, 1, 2]) {
      stand.play = events([...frames.slice(0, kept), error])
      expect((await failureOf(adapter, stream)).kind).toBe('overloaded')
    }
  })

  it('with a line without end are stopped', async () => {
    stand.play = events([...frames.slice(0, 1), `data: ${'x'.repeat(50_000)}`], 'stall')
    expect((await failureOf(adapter, stream, attemptContext({ limits: { maxLineBytes: 10_000 } }))).message).toMatch(
      /line of the stream/,
    )
  })

  it('with broken characters or broken JSON are no answer', async () => {
    stand.play = events([
      ...frames.slice(0, 1),
      Buffer.from([0x64, 0xff, 0xff, 0x0a, 0x0a]) as unknown as string,
      ...frames.slice(1),
    ])
    expect((await failureOf(adapter, stream)).message).toMatch(/UTF-8/)
    stand.play = events(frames.map((frame, index) => (index === 1 ? frame.replace(/\}\n\n$/, '\n\n') : frame)))
    expect((await failureOf(adapter, stream)).kind).toMatch(/provider-error|truncated/)
  })

  it('that are not streams are read for what they are', async () => {
    stand.play = json(subject.answer('whole'))
    expect((await adapter.invoke(stream, attemptContext())).text).toBe('whole')
    stand.play = json(`\uFEFF${JSON.stringify(subject.answer('whole'))}`, 200, { 'content-type': 'text/plain' })
    expect((await adapter.invoke(stream, attemptContext())).text).toBe('whole')
    stand.play = json('{"choices":[')
    expect((await failureOf(adapter, stream)).kind).toMatch(/provider-error|truncated/)
    stand.play = json(
      { error: { type: 'not_found_error', code: 'model_not_found', status: 'NOT_FOUND', message: 'x is not available' } },
      404,
    )
    expect((await failureOf(adapter, stream)).kind).toBe('withdrawn')
    stand.play = json('<html>', 200, { 'content-type': 'text/html' })
    expect((await failureOf(adapter, stream)).kind).toBe('unreachable')
  })

  it('can be left in the middle', async () => {
    const controller = new AbortController()
    stand.play = events(frames.slice(0, endMarker), 'stall')
    const onProgress = ({ mark }: { mark: string }): void => {
      if (mark === 'content') controller.abort()
    }
    const failure = await failureOf(adapter, stream, attemptContext({ signal: controller.signal, onProgress }))
    expect(failure.kind).toBe('cancelled')
  })

  it('may end at their end marker, before the connection does', async () => {
    stand.play = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const frame of frames.slice(0, -1)) response.write(frame)
      setTimeout(() => response.write(frames.at(-1)), 10)
      setTimeout(() => response.end(), 60)
    }
    expect((await adapter.invoke(stream, attemptContext())).text).toBe('{"ok":true}')
  })
})
