import { createHash } from 'node:crypto'
import { fileJournal, verifyJournal } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const PATH = '/var/journal.jsonl'
const hashed = (body: string): string => `${body},"hash":"${createHash('sha256').update(body).digest('hex')}"}`

async function site(records = 20) {
  const runtime = virtualRuntime()
  const problems: string[] = []
  const write = async (count: number, more: object = {}) => {
    const journal = fileJournal({ path: PATH, runtime, onProblem: ({ code }) => problems.push(code), ...more })
    for (let n = 0; n < count; n++)
      journal.record({ type: 'decision', decision: 'skipped', target: 'o/m', why: `reason ${n} \\ "x" ü` })
    await journal.close()
    return journal
  }
  await write(records)
  const text = (): string => runtime.files.contents.get(PATH) ?? ''
  const lines = (): string[] => text().split('\n').filter(Boolean)
  const put = (next: string): void => void runtime.files.contents.set(PATH, next)
  const verify = () => verifyJournal({ path: PATH, runtime })
  return { runtime, write, text, lines, put, verify, problems }
}

const garbled = (line: string): string => line.replace('reason', 'raeson')

/** What somebody may do to the end of a journal, as text. */
const CHANGES: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  'the last record changed': (lines) => `${lines.with(lines.length - 1, garbled(lines.at(-1) ?? '')).join('\n')}\n`,
  'the last record changed, and its line feed taken': (lines) =>
    lines.with(lines.length - 1, garbled(lines.at(-1) ?? '')).join('\n'),
  'the last record changed, and a part of its hash taken': (lines) =>
    lines.with(lines.length - 1, garbled(lines.at(-1) ?? '').slice(0, -20)).join('\n'),
  'ten records changed': (lines) => `${lines.map((line, index) => (index >= 10 ? garbled(line) : line)).join('\n')}\n`,
  'all records changed': (lines) => `${lines.map(garbled).join('\n')}\n`,
  'ten records cut short': (lines) => `${lines.map((line, index) => (index >= 10 ? line.slice(0, 90) : line)).join('\n')}\n`,
  'a line of another shape with a fitting hash': (lines) => `${[...lines, hashed('{"a":1')].join('\n')}\n`,
  'a record without an entry': (lines) => `${[...lines, hashed('{"seq":21,"at":"x","prev":"y"')].join('\n')}\n`,
  'an entry that is null': (lines) =>
    `${[...lines, hashed(`{"seq":21,"at":"x","prev":"${'0'.repeat(64)}","entry":null`)].join('\n')}\n`,
  'a sequence that is no number': (lines) =>
    `${[...lines, hashed(`{"seq":"21","at":"x","prev":"${'0'.repeat(64)}","entry":{"type":"x"}`)].join('\n')}\n`,
  'prose behind it': (lines) => `${lines.join('\n')}\nhello`,
  'a torn line in the middle': (lines) => `${lines.toSpliced(10, 1, (lines[10] ?? '').slice(0, 120)).join('\n')}\n`,
  'an empty line in the middle': (lines) => `${lines.toSpliced(10, 0, '').join('\n')}\n`,
}

describe('a journal that somebody changed', () => {
  it.each(Object.entries(CHANGES))('is not whole: %s', async (_, change) => {
    const { put, lines, verify } = await site()
    put(change(lines()))
    expect(await verify()).toMatchObject({ ok: false, recovered: 0 })
  })

  it.each(Object.entries(CHANGES))('is not made whole by the next run, which goes on with numbers: %s', async (_, change) => {
    const { put, lines, write, verify } = await site()
    put(change(lines()))
    await write(2)
    await write(2)
    const after = await verify()
    expect(after.ok).toBe(false)
    expect(after.findings.length).toBeGreaterThan(0)
    for (const line of lines().slice(-4)) expect(JSON.parse(line)).toMatchObject({ seq: expect.any(Number) as number })
    expect(lines().slice(-4).join('')).not.toMatch(/NaN|"seq":null/)
  })

  it('is told to whoever writes on behind it', async () => {
    const { put, lines, write, problems } = await site()
    put(`${lines().map(garbled).join('\n')}\n`)
    await write(3)
    expect(problems).toEqual(['altered'])
  })

  it.each([['[null]'], ['['.repeat(100_000)], ['{}'], ['[{"path":7}]'], ['']])(
    'with segments that read %.20s is refused in words',
    async (table) => {
      const { runtime, verify, write } = await site()
      runtime.files.contents.set(`${PATH}.segments`, table)
      await expect(verify()).rejects.toMatchObject({
        code: 'journal-unusable',
        message: expect.stringContaining('.segments') as string,
      })
      const journal = await write(1)
      expect(journal.state().lost).toBe(1)
    },
  )

  it('is never whole after any number of its last records were changed, with or without runs behind', async () => {
    const changed = fc.record({
      from: fc.integer({ min: 0, max: 11 }),
      at: fc.nat(),
      to: fc.constantFrom('x', '0', '"', 'ü', '\0', '{'),
      feed: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(changed, fc.integer({ min: 0, max: 3 }), async ({ from, at, to, feed }, runs) => {
        const { put, lines, write, verify } = await site(12)
        const given = lines()
        const next = given.map((line, index) =>
          index < from ? line : line.slice(0, at % line.length) + to + line.slice((at % line.length) + 1),
        )
        fc.pre(next.join('\n') !== given.join('\n'))
        // A last byte that is blank says nothing of what was written, and all before it is proven.
        fc.pre(!(from === 11 && to === '\0' && at % (given[11]?.length ?? 1) === (given[11]?.length ?? 1) - 1))
        put(next.join('\n') + (feed ? '\n' : ''))
        for (let run = 0; run < runs; run++) await write(1)
        expect((await verify()).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a journal that crashes tore', () => {
  it('is whole at every length of every crash, and names how many there were', async () => {
    const reached = { once: 0, twice: 0, thrice: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 4 }), async (cuts) => {
        const { put, text, write, verify } = await site(3)
        for (const cut of cuts) {
          const before = text()
          await write(2)
          const added = text().slice(before.length)
          put(before + added.slice(0, Math.round((cut / 1_000) * added.length)))
          expect((await verify()).findings).toEqual([])
        }
        await write(1)
        const { ok, recovered, torn } = await verify()
        expect([ok, torn]).toEqual([true, false])
        if (recovered === 1) reached.once++
        if (recovered === 2) reached.twice++
        if (recovered > 2) reached.thrice++
      }),
      { numRuns: 400 },
    )
    expect([reached.once > 5, reached.twice > 5, reached.thrice > 5]).toEqual([true, true, true])
  })

  it('is whole when the disk had given the file its length and not its content', async () => {
    const { put, text, write, verify } = await site(3)
    put(`${text().slice(0, -30)}${'\0'.repeat(30)}`)
    expect(await verify()).toMatchObject({ ok: true, torn: true })
    await write(1)
    expect(await verify()).toMatchObject({ ok: true, recovered: 1 })
  })
})
