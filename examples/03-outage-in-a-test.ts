/**
 * An outage in a test of your own: make it happen, then assert what your security gate does. Run with `node --test`.
 * Everything is simulated on this machine; nothing needs a key.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { floor } from '@understudy/floor'
import type { Stage } from '@understudy/outage'
import { anthropic, createReviewer, openai } from '@understudy/sdk'
import { FABLE, GPT, place, simulatedVendors } from './simulated/vendors.ts'

const files = [
  {
    path: 'src/search.js',
    content: 'app.get("/s", (req, res) => db.query("SELECT * FROM t WHERE n = \'" + req.query.n + "\'"))\n',
  },
  { path: 'src/add.js', content: 'export const add = (a, b) => a + b\n' },
]

let stage: Stage
before(async () => void (stage = await simulatedVendors()))
after(() => stage.close())

const models = () => [
  anthropic({ model: FABLE, ...place(stage, 'anthropic') }),
  openai({ model: GPT, ...place(stage, 'openai') }),
]

void test('a withdrawn model costs one request, and the review stays complete', async () => {
  stage.reset()
  stage.withdraw(FABLE)
  const reviewer = createReviewer({ targets: models(), concurrency: 1 })
  const report = await reviewer.review({ files })
  assert.equal(report.status, 'complete')
  assert.ok(report.coverage.files.every((file) => file.servedModel === GPT))
  assert.equal(stage.asked(FABLE), 1)
  await reviewer.close()
})

void test('with every model gone the floor answers, and nobody may call that clean', async () => {
  stage.reset()
  stage.withdraw(FABLE)
  stage.withdraw(GPT)
  const reviewer = createReviewer({ targets: [...models(), floor()] })
  const report = await reviewer.review({ files })
  assert.equal(report.status, 'degraded')
  assert.deepEqual(
    report.findings.map((finding) => finding.family),
    ['sql-injection'],
  )
  await reviewer.close()
})
