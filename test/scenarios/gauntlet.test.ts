import { beforeAll, describe, expect, it } from 'vitest'
import { CALLS, ORDEALS, type Passage, runGauntlet } from './support/gauntlet.ts'

/** Live requests that may reach a faulty target after the third call, over all faults of the way. */
const MOST_LATE = 6

describe.each([
  ['whole answers', false],
  ['streams', true],
])('six calls through each of 27 faults, %s', (_, stream) => {
  let passages: readonly Passage[] = []
  beforeAll(async () => {
    passages = await runGauntlet(stream)
  }, 60_000)

  it('are all answered in time', () => {
    expect(ORDEALS).toHaveLength(27)
    expect(passages.filter(({ answered }) => answered !== CALLS)).toEqual([])
    expect(passages.reduce((all, { answered }) => all + answered, 0)).toBe(162)
  })

  it('reach a target that is down no more than now and then, once three calls found out', () => {
    const late = passages.filter(({ content, lateRequests }) => !content && lateRequests > 0)
    expect(late.reduce((all, { lateRequests }) => all + lateRequests, 0)).toBeLessThanOrEqual(MOST_LATE)
  })

  it('wait for a target that hangs in one call, never in two', () => {
    for (const name of ['hang before headers', 'hang in the body', 'slow drip', 'refused connection'])
      expect(passages.find((passage) => passage.name === name)?.liveRequests).toBeLessThanOrEqual(2)
  })

  it('never leave a target for the content of its answers earlier than its quality does', () => {
    const content = passages.filter((passage) => passage.content)
    expect(content).toHaveLength(4)
    expect(content.every(({ liveRequests, probes }) => liveRequests >= 3 && probes === 0)).toBe(true)
  })
})
