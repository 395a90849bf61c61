import { anthropic, createReviewer, openai } from '@understudy/sdk'
import { virtualStage } from '@understudy/outage'
import { systemRuntime } from '@understudy/spec'
import { describe, expect, it } from 'vitest'
import { fakeTarget } from './support/fake-target.ts'

const runtime = { ...systemRuntime, env: () => undefined }
const files = [{ path: 'a.ts', content: 'run()\n' }]

describe('a reviewer with a target whose key is not set', () => {
  it('is made, reviews with the others, and says so in its notes and its status', async () => {
    const stage = virtualStage({ models: [{ vendor: 'openai', model: 'gpt-5.5' }] })
    const targets = [
      anthropic({ model: 'claude-opus-5-5', runtime }),
      openai({ model: 'gpt-5.5', apiKey: stage.apiKey('openai'), fetch: stage.fetch }),
    ]
    const reviewer = createReviewer({ targets })
    const report = await reviewer.review({ files })
    expect(report.status).toBe('complete')
    expect(report.notes).toEqual([
      'anthropic/claude-opus-5-5 cannot be asked: ANTHROPIC_API_KEY is not set in the environment. Set it, or leave this target out.',
    ])
    expect(reviewer.status()[0]?.unavailable).toBe(report.notes[0])
    await reviewer.close()
  })

  it('is degraded, never complete, with nothing but the offline scanner left', async () => {
    const offline = fakeTarget('floor/ast-grep', undefined, { degraded: true })
    const reviewer = createReviewer({ targets: [openai({ model: 'gpt-5.5', runtime }), offline] })
    const report = await reviewer.review({ files })
    expect([report.status, report.notes.join()]).toEqual(['degraded', expect.stringContaining('OPENAI_API_KEY is not set')])
    await reviewer.close()
  })

  it('is refused when nobody is left, and names every variable', () => {
    const targets = [anthropic({ model: 'claude-opus-5-5', runtime }), openai({ model: 'gpt-5.5', runtime })]
    expect(() => createReviewer({ targets })).toThrow(/No target can be asked\. .*ANTHROPIC_API_KEY.*OPENAI_API_KEY/)
  })
})
