/** A process of its own: reviews two files with a store that another process wrote, and prints who served. */
import { sqliteStore } from '@understudy/failover/sqlite'
import { anthropic, createReviewer, openai } from '@understudy/sdk'
import { files, MODELS } from './scene.ts'

const env = (name: string): string => process.env[name] ?? ''
const store = sqliteStore({ path: env('STORE') })
const reviewer = createReviewer({
  targets: [
    anthropic({ model: MODELS.anthropic, baseURL: env('ANTHROPIC_AT'), apiKey: env('ANTHROPIC_WITH') }),
    openai({ model: MODELS.openai, baseURL: env('OPENAI_AT'), apiKey: env('OPENAI_WITH') }),
  ],
  store,
})
const report = await reviewer.review({ files: files(2) })
await reviewer.close()
store.close()
process.stdout.write(JSON.stringify({ status: report.status, served: report.coverage.files.map((file) => file.servedModel) }))
