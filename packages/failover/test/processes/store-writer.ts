// Run as a process of its own: writes to one SQLite file, and says on stdout what is settled, one line each.
import { writeSync } from 'node:fs'
import { sqliteStore } from '@understudy/failover/sqlite'

const [path = '', name = '', count = '0', job = 'settle'] = process.argv.slice(2)
const store = sqliteStore({ path })

for (let number = 0; number < Number(count); number++) {
  if (job === 'count')
    store.changeBar('shared', 'verdict', (present) => ({
      key: 'shared',
      by: 'verdict',
      reason: 'count',
      sentence: 'Counts.',
      since: (present?.since ?? 0) + 1,
    }))
  else {
    store.changeBar(`bar-${name}-${number}`, 'verdict', () => ({
      key: '',
      by: 'verdict',
      reason: 'withdrawn',
      sentence: 'x'.repeat(number % 700),
      since: number,
    }))
    store.saveCheckpoint(`checkpoint-${name}-${number}`, JSON.stringify({ number }))
    store.markServed(`target-${name}-${number}`, number + 1)
  }
  // A synchronous write: what was said was settled before.
  writeSync(1, `${number}\n`)
}
store.close()
