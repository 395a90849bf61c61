import { createRoute, type RouteStreamEvent, type StandardSchema } from '@understudy/failover'
import { hasCode, ModelFailure } from '@understudy/spec'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { after, CALL, hang, reply, vendor } from './support/vendor.ts'

/** A schema as zod or valibot would give it. */
const person: StandardSchema<{ readonly name: string }> = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate(value) {
      const name = (value as { name?: unknown } | null)?.name
      return typeof name === 'string'
        ? { value: { name } }
        : { issues: [{ message: `Not a name: ${String(name)}`, path: ['name'] }] }
    },
  },
}

describe('a structured call', () => {
  it('gives the value that the schema gives, and goes on when an answer does not fit', async () => {
    const runtime = virtualRuntime()
    const targets = [
      vendor('a/one', () => reply('one', { text: '{"name":7}' })),
      vendor('b/two', () => reply('two', { text: '{"name":"Ada"}' })),
    ]
    const route = createRoute({ targets, runtime })
    const result = await runtime.until(route.run(CALL, { schema: person }))
    expect(result.value.name).toBe('Ada')
    expect(result.attempts[0]?.failure).toMatchObject({
      kind: 'malformed',
      sentence: 'The answer of a/one does not fit the schema at name.',
    })
  })

  it('says that an answer is not JSON without quoting it', async () => {
    const runtime = virtualRuntime()
    const route = createRoute({ targets: [vendor('a/one', () => reply('one', { text: 'secret prose' }))], runtime })
    const error = await runtime.until(route.run(CALL, { schema: person })).catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'route-exhausted') && error.message).toContain('a/one (malformed)')
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  it('does not take an answer that says one thing twice, at any depth', async () => {
    const twice = vendor('a/one', () => reply('one', { text: '{"verdict":"fixed","more":[{"n":1,"n":2}]}' }))
    const runtime = virtualRuntime()
    const route = createRoute({ targets: [twice, vendor('b/two', () => reply('two', { text: '{}' }))], runtime })
    const result = await runtime.until(route.run(CALL, { schema: z.looseObject({}) }))
    expect(result.target).toBe('b/two')
    expect(result.attempts[0]?.failure).toMatchObject({
      kind: 'malformed',
      sentence: 'The answer of a/one gives n twice.',
    })
  })

  it.each<[string, StandardSchema<{ n: number }>]>([
    [
      'an object that answers later, as valibot and others may',
      {
        '~standard': {
          version: 1,
          vendor: 'later',
          validate: async (value) => {
            const { n } = value as { n: unknown }
            return typeof n === 'number' ? { value: { n: n + 1 } } : { issues: [{ message: 'no', path: [{ key: 'n' }] }] }
          },
        },
      },
    ],
    [
      'a function, as arktype gives',
      Object.assign(() => {}, {
        '~standard': { version: 1 as const, vendor: 'callable', validate: () => ({ value: { n: 2 } }) },
      }),
    ],
  ])('takes any Standard Schema: %s', async (_, schema) => {
    const runtime = virtualRuntime()
    const answers = (id: string, text: string) => vendor(id, () => reply(id, { text }))
    const route = createRoute({ targets: [answers('a/one', '{"n":1}')], runtime })
    expect((await runtime.until(route.run(CALL, { schema }))).value).toEqual({ n: 2 })
  })

  it('refuses what is no schema, and a schema beside accept, before anything is sent', async () => {
    const only = vendor('a/one')
    const route = createRoute({ targets: [only], runtime: virtualRuntime() })
    await expect(route.run(CALL, { schema: {} as never })).rejects.toThrow('schema must be a Standard Schema')
    await expect(route.run(CALL, { schema: person, accept: () => ({ name: '' }) })).rejects.toThrow('accept must be absent')
    await expect(route.run(CALL, { deadlineMS: 1 } as never)).rejects.toThrow('did you mean deadlineMs?')
    expect(only.asked).toBe(0)
  })
})

describe('a stream', () => {
  const speaks = (id: string, words: readonly string[], end: () => never | void = () => {}) =>
    vendor(id, async (context) => {
      context.onProgress?.({ mark: 'headers', status: 200 })
      for (const text of words) {
        await context.runtime.sleep(100, context.signal)
        context.onProgress?.({ mark: 'content', text })
      }
      end()
      return reply(id, { text: words.join('') })
    })

  async function read(stream: AsyncIterable<RouteStreamEvent>, seen: RouteStreamEvent[]): Promise<void> {
    for await (const event of stream) seen.push(event)
  }

  it('tells when an attempt was abandoned, and starts whole with the next model', async () => {
    const runtime = virtualRuntime()
    const cut = speaks('a/one', ['half '], () => {
      throw new ModelFailure('a/one', 'unreachable', 'The stream broke.')
    })
    const route = createRoute({ targets: [cut, speaks('b/two', ['whole ', 'answer'])], runtime })
    const seen: RouteStreamEvent[] = []
    await runtime.until(read(route.stream(CALL), seen))
    expect(seen.map((event) => (event.type === 'text' ? event.text : event.type))).toEqual([
      'attempt-started',
      'half ',
      'attempt-abandoned',
      'attempt-started',
      'whole ',
      'answer',
      'finished',
    ])
    const last = seen.at(-1)
    expect(last?.type === 'finished' && last.result.reply.text).toBe('whole answer')
  })

  it('throws as run does when nobody could serve', async () => {
    const runtime = virtualRuntime()
    const refuses = vendor('a/one', () => {
      throw new ModelFailure('a/one', 'refused', 'I will not.')
    })
    const route = createRoute({ targets: [refuses], runtime })
    const error = await runtime.until(read(route.stream(CALL), [])).catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'route-exhausted')).toBe(true)
  })

  it('ends the call when the reader leaves', async () => {
    const runtime = virtualRuntime()
    let aborted = false
    const endless = vendor('a/one', (context) => {
      context.signal.addEventListener('abort', () => (aborted = true))
      context.onProgress?.({ mark: 'content', text: 'first' })
      return hang(context, CALL)
    })
    const route = createRoute({
      targets: [
        endless,
        vendor(
          'b/two',
          after(1, () => reply('two')),
        ),
      ],
      runtime,
    })
    for await (const event of route.stream(CALL)) if (event.type === 'text') break
    expect(aborted).toBe(true)
    expect(runtime.pending()).toEqual([])
  })
})
