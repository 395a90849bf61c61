// Run as a process of its own: reviews files with a store and a journal, and says on stdout what was sent and what is finished.
import { writeSync } from 'node:fs'
import { fileJournal } from '@understudy/failover'
import { sqliteStore } from '@understudy/failover/sqlite'
import { createReviewer } from '@understudy/sdk'
import { fakeTarget, honest } from '../support/fake-target.ts'
import { files } from '../support/world.ts'

const [folder = '', count = '0'] = process.argv.slice(2)
const store = sqliteStore({ path: `${folder}/health.sqlite` })
const journal = fileJournal({ path: `${folder}/journal.jsonl` })
const say = (line: string): void => void writeSync(1, `${line}\n`)
const target = fakeTarget('a/one', (call, context, asked) => {
  say(`sent ${call.files?.[0]?.path}`)
  return honest()(call, context, asked)
})
const reviewer = createReviewer({ targets: [target], store, journal, concurrency: 2 })
const report = await reviewer.review(
  { files: files(Number(count)) },
  { resume: true, onEvent: (event) => event.type === 'file-finished' && !event.resumed && say(`finished ${event.path}`) },
)
await reviewer.close()
await journal.close()
store.close()
say(`report ${report.status} ${report.coverage.files.length} ${report.findings.length}`)
