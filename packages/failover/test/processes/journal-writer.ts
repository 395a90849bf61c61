// Run as a process of its own: writes a journal, and says on stdout how many records are settled, one line each flush.
import { writeSync } from 'node:fs'
import { fileJournal } from '@understudy/failover'

const [path = '', count = '0'] = process.argv.slice(2)
const journal = fileJournal({ path, maxBytes: 20_000 })

for (let number = 0; number < Number(count); number++) {
  journal.record({ type: 'decision', decision: 'skipped', why: 'x'.repeat(number % 190) })
  journal.record({ type: 'execution-finished', executionId: `x-${number}`, outcome: 'succeeded' })
  await journal.flush()
  const { failing, lost } = journal.state()
  if (failing !== undefined || lost > 0) throw new Error(failing ?? 'lost')
  writeSync(1, `${journal.head()?.seq} ${journal.head()?.hash}\n`)
}
await journal.close()
