import { once } from 'node:events'
import { sqliteStore } from '@understudy/failover/sqlite'
import { anthropic, createReviewer, openai } from '@understudy/sdk'
import type { Endpoint } from '../call/client.ts'
import { shopFiles } from '../call/shop-files.ts'

const [job] = (await once(process, 'message')) as [{ first: Endpoint; second: Endpoint; store: string; files: number }]
const store = sqliteStore({ path: job.store })
const reviewer = createReviewer({ targets: [anthropic(job.first), openai(job.second)], store })
const files = (await shopFiles()).slice(0, job.files)
const report = await reviewer.review({ files }, { resume: false })
await reviewer.close()
store.close()
if (report.status !== 'complete') throw new Error(`The review is ${report.status}.`)
process.disconnect()
