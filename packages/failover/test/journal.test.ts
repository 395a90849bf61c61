import { fileJournal, type JournalEntry, type JournalProblem, memoryJournal, verifyJournal } from '@understudy/failover'
import { virtualRuntime } from '@understudy/spec/virtual'
import { describe, expect, it } from 'vitest'

const PATH = '/logs/journal.jsonl'

const entry = (number: number): JournalEntry => ({ type: 'decision', decision: 'skipped', why: `reason ${number}` })

function world(options: { maxBytes?: number; maxPending?: number } = {}) {
  const runtime = virtualRuntime()
  const problems: JournalProblem[] = []
  const start = () => fileJournal({ path: PATH, runtime, onProblem: (problem) => problems.push(problem), ...options })
  const verify = (head?: { seq: number; hash: string }) => verifyJournal({ path: PATH, runtime, ...(head && { head }) })
  return { runtime, files: runtime.files, problems, start, verify }
}

describe('fileJournal', () => {
  it('writes one line per record, in order, chained over restarts', async () => {
    const { start, verify, files } = world()
    for (let run = 0; run < 3; run++) {
      const journal = start()
      for (let number = 0; number < 4; number++) journal.record(entry(run * 4 + number))
      await journal.close()
    }
    const lines = files.contents.get(PATH)?.trimEnd().split('\n') ?? []
    expect(lines.map((line) => JSON.parse(line).entry.why)).toEqual(Array.from({ length: 12 }, (_, n) => `reason ${n}`))
    expect(await verify()).toMatchObject({ ok: true, records: 12, lost: 0, torn: false, head: { seq: 12 } })
  })

  it('keeps the order of records made while a flush is under way', async () => {
    const { start, verify, files } = world()
    const journal = start()
    journal.record(entry(0))
    const first = journal.flush()
    journal.record(entry(1))
    await Promise.all([first, journal.flush(), journal.flush()])
    expect(await verify()).toMatchObject({ ok: true, records: 2 })
    expect(files.contents.get(PATH)).toMatch(/reason 0.*\n.*reason 1/)
  })

  it('keeps keys and control characters out, whoever wrote the sentence', async () => {
    const { start, files } = world()
    const journal = start()
    journal.record({ type: 'decision', decision: 'skipped', why: 'Bearer abcdefghijkl \u001b[31m sk-abcdefghijkl ü' })
    await journal.close()
    const text = files.contents.get(PATH) ?? ''
    expect(text).not.toMatch(/abcdefghijkl|\\u001b/)
    expect(text).toContain(String.raw`\u00fc`)
  })

  it('moves a full file aside and verifies across all of them', async () => {
    const { start, verify, files } = world({ maxBytes: 1024 })
    for (let number = 0; number < 40; number++) {
      const journal = start()
      journal.record(entry(number))
      await journal.close()
    }
    const rotated = [...files.contents.keys()].filter((path) => /jsonl\.\d+$/.test(path))
    expect(rotated.length).toBeGreaterThan(3)
    expect(await verify()).toMatchObject({ ok: true, records: 40 })
    files.contents.delete(rotated[1] ?? '')
    expect(await verify()).toMatchObject({ ok: false, findings: [{ fault: 'removed' }] })
  })

  it('goes on with the chain when it stopped between moving a file aside and beginning the next', async () => {
    const { start, verify, files } = world({ maxBytes: 1024 })
    for (let number = 0; number < 8; number++) {
      const journal = start()
      journal.record(entry(number))
      await journal.close()
    }
    const [segment = ''] = [...files.contents.keys()].filter((path) => /jsonl\.\d+$/.test(path))
    const count = files.contents.get(segment)?.trimEnd().split('\n').length ?? 0
    files.contents.delete(PATH)
    const journal = start()
    journal.record(entry(99))
    await journal.close()
    expect(await verify()).toMatchObject({ ok: true, records: count + 1 })
  })

  it('owns up to a line that a crash tore, at every length of it', async () => {
    const { start, verify, files } = world()
    const journal = start()
    journal.record(entry(0))
    journal.record(entry(1))
    await journal.close()
    const whole = files.contents.get(PATH) ?? ''
    const second = whole.indexOf('\n') + 1
    for (let length = second; length <= whole.length; length++) {
      files.contents.set(PATH, whole.slice(0, length))
      const torn = length > second && length < whole.length - 1
      expect(await verify()).toMatchObject({ ok: true, torn })
      const next = start()
      next.record(entry(2))
      await next.close()
      const checked = await verify()
      expect(checked, `cut at ${length}`).toMatchObject({ ok: true, torn: false })
      expect(files.contents.get(PATH)?.includes('"recovered"')).toBe(torn)
    }
  })

  it('says once that the disk is full, stops nothing, and writes everything when there is room again', async () => {
    const { start, verify, files, problems } = world()
    const journal = start()
    journal.record(entry(0))
    await journal.flush()
    files.failWrites('ENOSPC')
    for (let number = 1; number < 5; number++) {
      journal.record(entry(number))
      await journal.flush()
    }
    expect(problems).toEqual([expect.objectContaining({ code: 'ENOSPC', lost: 0 })])
    expect(journal.state()).toMatchObject({ recorded: 5, pending: 4, lost: 0, failing: expect.stringContaining('ENOSPC') })
    files.failWrites(null)
    await journal.close()
    expect(journal.state()).toEqual({ recorded: 5, pending: 0, lost: 0 })
    expect(await verify()).toMatchObject({ ok: true, records: 5 })
  })

  it('gives up the oldest records when too many wait, and the file says how many', async () => {
    const { start, verify, files, problems } = world({ maxPending: 10 })
    const journal = start()
    files.failWrites('ENOSPC')
    await journal.flush()
    for (let number = 0; number < 30; number++) journal.record(entry(number))
    const { lost, pending } = journal.state()
    expect(lost + pending).toBe(30)
    expect(lost).toBeGreaterThan(10)
    expect(problems.some(({ code }) => code === 'records-lost')).toBe(true)
    files.failWrites(null)
    await journal.close()
    expect(await verify()).toMatchObject({ ok: true, lost, records: pending + 1 })
  })

  it('writes nothing twice when the disk took the first half of a batch', async () => {
    const { start, verify, files } = world()
    const journal = start()
    for (let number = 0; number < 6; number++) journal.record(entry(number))
    const openAppend = files.openAppend.bind(files)
    files.openAppend = async (path) => ({
      ...(await openAppend(path)),
      append: async (text) => {
        await (await openAppend(path)).append(text.slice(0, text.length * 0.6))
        throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
      },
    })
    await journal.flush()
    files.openAppend = openAppend
    journal.record(entry(6))
    await journal.close()
    const whys = [...(files.contents.get(PATH) ?? '').matchAll(/"why":"reason (\d)"/g)].map((match) => Number(match[1]))
    expect([...new Set(whys)]).toEqual([0, 1, 2, 3, 4, 5, 6])
    // The torn half of one record stands beside its whole; no other may stand twice.
    expect(await verify()).toMatchObject({ ok: true, records: 8, lost: 0 })
  })

  it('goes on behind what another process wrote', async () => {
    const { start, verify } = world()
    const [one, other] = [start(), start()]
    for (let number = 0; number < 6; number++) {
      const journal = number % 2 === 0 ? one : other
      journal.record(entry(number))
      await journal.flush()
    }
    expect(await verify()).toMatchObject({ ok: true, records: 6 })
  })

  it('never throws at its caller: not after close, not for a throwing listener', async () => {
    const runtime = virtualRuntime()
    const shout = (): never => {
      throw new Error('listener')
    }
    const journal = fileJournal({ path: PATH, runtime, onProblem: shout, onHead: shout })
    journal.record(entry(0))
    await journal.flush()
    runtime.files.failWrites('EACCES')
    journal.record(entry(1))
    await journal.close()
    journal.record(entry(2))
    expect(journal.state()).toMatchObject({ recorded: 3, lost: 2, pending: 0 })
    expect(journal.head()).toMatchObject({ seq: 1 })
  })

  it('refuses an option that it does not know', () => {
    expect(() => fileJournal({ path: '' })).toThrow('fileJournal.path must be a non-empty string')
    expect(() => fileJournal(JSON.parse('{"path":"x","maxByte":1}'))).toThrow('did you mean maxBytes?')
  })
})

describe('memoryJournal', () => {
  it('keeps the newest entries in order, and counts the others', () => {
    const journal = memoryJournal({ capacity: 3 })
    for (let number = 0; number < 3; number++) journal.record(entry(number))
    expect(journal.entries()).toEqual([0, 1, 2].map(entry))
    for (let number = 3; number < 5; number++) journal.record(entry(number))
    expect(journal.entries()).toEqual([2, 3, 4].map(entry))
    expect(journal.state()).toEqual({ recorded: 5, pending: 0, lost: 2 })
  })
})
