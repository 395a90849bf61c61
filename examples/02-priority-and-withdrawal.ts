/**
 * Priority and withdrawal: the first model is taken away in the middle, the second one goes on, and an operator may take
 * models out and put them back by hand. What was learned is kept in one file, so the next process does not ask a dead model again.
 *
 * The vendors are simulated on this machine; `stage.withdraw` stands for the morning on which a vendor does it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqliteStore } from '@understudy/failover/sqlite'
import { anthropic, createReviewer, openai } from '@understudy/sdk'
import { shopFiles } from './simulated/shop.ts'
import { FABLE, GPT, place, simulatedVendors } from './simulated/vendors.ts'

const stage = await simulatedVendors()
const folder = await mkdtemp(join(tmpdir(), 'understudy-example-'))
const path = join(folder, 'health.db')
const targets = [anthropic({ model: FABLE, ...place(stage, 'anthropic') }), openai({ model: GPT, ...place(stage, 'openai') })]
const files = (await shopFiles()).slice(0, 8)
console.log('The vendors in this example are simulated.')

// The vendor answers three more requests, then 404 for everybody.
stage.withdraw(FABLE, { afterRequests: 3 })
const today = sqliteStore({ path })
const reviewer = createReviewer({ targets, store: today, concurrency: 1 })
reviewer.subscribe((event) => {
  if (event.type === 'target-barred') console.log(`barred: ${event.target}: ${event.sentence}`)
  if (event.type === 'rerouted') console.log(`moved: ${event.from} -> ${event.to}`)
})
const report = await reviewer.review({ files })
for (const { path, servedModel } of report.coverage.files) console.log(`  ${path.padEnd(28)} ${servedModel}`)
await reviewer.close()
today.close()

// Another process, tomorrow: same file, so the dead model is not even tried.
const before = stage.asked(FABLE)
const tomorrow = sqliteStore({ path })
const next = createReviewer({ targets, store: tomorrow })
await next.review({ files: files.slice(0, 2) })
console.log(`tomorrow: ${FABLE} was asked ${stage.asked(FABLE) - before} times`)

// By hand: the vendor says that it is back.
stage.reinstate(FABLE)
next.reinstate(`anthropic/${FABLE}`)
next.withdraw(`openai/${GPT}`, { reason: 'our contract ends today' })
const back = await next.review({ files: files.slice(0, 1) })
console.log(`after reinstate: ${back.coverage.files[0]?.servedModel} serves again`)

await next.close()
tomorrow.close()
await stage.close()
await rm(folder, { recursive: true })
