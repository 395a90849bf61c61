import { memoryJournal } from '@understudy/failover'
import type { Notice } from '@understudy/failover/notice'
import { hasCode, MissingPeerError } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { aNotice } from './support/notices.ts'
import { world } from './support/route-world.ts'
import { CALL, reply, vendor } from './support/vendor.ts'

const missing = () =>
  vendor('anthropic/opus', () => {
    throw new MissingPeerError('@anthropic-ai/sdk', 'anthropic/opus')
  })
const INSTALL = 'anthropic/opus needs the package @anthropic-ai/sdk, which is not installed. Run: npm install @anthropic-ai/sdk'

describe('a target whose SDK is not installed', () => {
  it('is asked once in a process and never retried; the call goes on with the next, all its attempts left', async () => {
    const [first, second] = [missing(), vendor('openai/gpt')]
    const journal = memoryJournal()
    const { route, run, told } = world({ targets: [first, second], attempts: 1, journal })
    const result = await run()
    expect(result.target).toBe('openai/gpt')
    expect(result.attempts.map(({ failure, why }) => failure?.sentence ?? why)).toEqual([
      INSTALL,
      'anthropic/opus: its SDK is not installed',
    ])
    for (let n = 0; n < 9; n++) await run()
    expect(first.asked).toBe(1)
    expect(told('target-skipped')[0]).toMatchObject({ target: 'anthropic/opus', code: 'not-installed', why: INSTALL })
    const disclosed = journal.entries().flatMap((entry) => (entry.type === 'attempt' ? [entry.disclosedTo !== undefined] : []))
    expect(disclosed.slice(0, 2)).toEqual([false, true])
    expect(told('circuit-opened')).toEqual([])
    expect(route.status()[0]?.circuit).toBe('closed')
  })

  it('costs a crowd one look: who waited for the first call goes elsewhere', async () => {
    const [first, second] = [missing(), vendor('openai/gpt')]
    const { runtime, route } = world({ targets: [first, second] })
    await runtime.until(Promise.all(Array.from({ length: 20 }, () => route.run(CALL))))
    expect([first.asked, second.asked]).toEqual([1, 20])
  })

  it('says what to install when nobody else could serve', async () => {
    const { run } = world({ targets: [missing()] })
    const error = await run().catch((thrown: unknown) => thrown)
    expect(hasCode(error, 'route-exhausted') && error.message).toBe(
      `No target could serve. Tried: anthropic/opus (${INSTALL}). Not asked: none.`,
    )
    const again = await run({}, CALL).catch((thrown: unknown) => thrown)
    expect(hasCode(again, 'route-exhausted') && again.message).toContain(`Not asked: anthropic/opus (${INSTALL})`)
  })
})

describe('a call that is stopped at the last door', () => {
  it('goes to whoever may still be asked, all its attempts left, and says which notice stopped it', async () => {
    let notices: readonly Notice[] = []
    const order = aNotice('order', { models: ['anthropic/*'] })
    const first = vendor('anthropic/opus', (context) => {
      // As an adapter that loads an SDK first, and a notice that comes into force meanwhile.
      notices = [order]
      context.beforeSend?.()
      return reply('opus')
    })
    const { run, route, told } = world({
      targets: [first, vendor('openai/gpt')],
      attempts: 1,
      notices: { notices: () => notices },
    })
    const result = await run()
    expect(result.target).toBe('openai/gpt')
    expect(result.attempts[0]?.failure?.sentence).toContain('The notice order of Somebody bars anthropic/opus')
    expect(told('circuit-opened')).toEqual([])
    expect((await run()).attempts).toHaveLength(1)
    expect(route.status()[0]?.circuit).toBe('closed')
  })
})
