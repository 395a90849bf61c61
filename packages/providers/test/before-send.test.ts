import { attemptContext, UnderstudyError } from '@understudy/spec'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALL } from './support/calls.ts'
import { json, standIn, type StandIn } from './support/stand-in.ts'
import { SUBJECTS } from './support/vendors.ts'

let stand: StandIn
beforeAll(async () => void (stand = await standIn()))
afterAll(() => stand.close())

describe.each(SUBJECTS)('what is denied at the last door by $name', (subject) => {
  it.each([false, true])('never leaves, and is told as it was said (stream: %s)', async (stream) => {
    const adapter = subject.create(stand.origin)
    stand.play = json(subject.answer('{}'))
    const denied = new UnderstudyError('not-permitted-by-policy', 'A notice came into force a moment ago.')
    let asked = 0
    const beforeSend = (): void => {
      asked++
      throw denied
    }
    const before = stand.seen.length
    await expect(adapter.invoke({ ...CALL, stream }, attemptContext({ beforeSend }))).rejects.toBe(denied)
    if (adapter.probe) await expect(adapter.probe(attemptContext({ beforeSend }))).rejects.toBe(denied)
    if (adapter.describe) await expect(adapter.describe(attemptContext({ beforeSend }))).rejects.toBe(denied)
    expect(stand.seen.length).toBe(before)
    expect(asked).toBe(adapter.describe ? 3 : 2)
    await adapter.close?.()
  })
})
