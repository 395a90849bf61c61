import { loopbackStage } from '@understudy/outage/loopback'
import { anthropic, createReviewer } from '@understudy/sdk'
import { describe, expect, it } from 'vitest'

const MODEL = 'claude-opus-4-8'
const files = [
  {
    path: 'src/run.ts',
    content: "import { exec } from 'node:child_process'\nexport const run = (name: string) => exec(`ls ${name}`)\n",
  },
]

/** One review by a model that finds nothing, whatever it is shown, in perfect form. */
async function reviewOfNothing(emptyProof: 'none' | 'canary') {
  await using stage = await loopbackStage({ models: [{ vendor: 'anthropic', model: MODEL }] })
  stage.inject(MODEL, 'empty-findings')
  const target = anthropic({ model: MODEL, baseURL: stage.baseURL('anthropic'), apiKey: stage.apiKey('anthropic') })
  const reviewer = createReviewer({ targets: [target], emptyProof })
  try {
    return await reviewer.review({ files })
  } finally {
    await reviewer.close()
  }
}

describe('a model that calls everything clean', () => {
  it('is found out by a planted canary: its silence is not taken for a clean file', async () => {
    const report = await reviewOfNothing('canary')
    expect(report.status).not.toBe('complete')
    expect(report.coverage.files).toMatchObject([{ path: 'src/run.ts', disposition: 'failed' }])
  })

  it('cannot be told from a clean file without one, which is why the proof exists', async () => {
    const report = await reviewOfNothing('none')
    expect(report).toMatchObject({ status: 'complete', findings: [] })
  })
})
