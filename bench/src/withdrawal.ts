import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loopbackStage } from '@understudy/outage/loopback'
import type { BenchRow } from './row.ts'

const DEAD = 'claude-fable-5'
const FILES = 12

/** Requests to a withdrawn model: by the process that finds out, and by the next one that shares its store. */
export async function requestsAfterWithdrawal(): Promise<readonly BenchRow[]> {
  await using stage = await loopbackStage({
    models: [
      { vendor: 'anthropic', model: DEAD },
      { vendor: 'openai', model: 'gpt-6' },
    ],
  })
  const folder = await mkdtemp(join(tmpdir(), 'understudy-bench-'))
  try {
    const endpoint = (vendor: 'anthropic' | 'openai', model: string) => ({
      model,
      baseURL: stage.baseURL(vendor),
      apiKey: stage.apiKey(vendor),
    })
    const job = {
      first: endpoint('anthropic', DEAD),
      second: endpoint('openai', 'gpt-6'),
      store: join(folder, 'health.db'),
      files: FILES,
    }
    stage.withdraw(DEAD)
    await reviewInProcess(job)
    const inFirst = stage.asked(DEAD)
    await reviewInProcess(job)
    const inSecond = stage.asked(DEAD) - inFirst
    return [
      {
        name: `requests to a withdrawn model, first process, ${FILES} files`,
        unit: 'requests',
        value: inFirst,
        target: '1',
        met: inFirst === 1,
      },
      {
        name: 'requests to it, next process with the same store',
        unit: 'requests',
        value: inSecond,
        target: '0',
        met: inSecond === 0,
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function reviewInProcess(job: object): Promise<void> {
  const child = fork(join(import.meta.dirname, 'withdrawal/review-process.ts'), {
    execArgv: ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning'],
  })
  child.send(job)
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`The reviewing process ended with ${code}.`)
}
