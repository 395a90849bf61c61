import { exec, execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(exec)
const runFile = promisify(execFile)

export interface MirrorJob {
  readonly repository: string
  readonly branch: string
}

const BRANCH = /^[\w][\w./-]{0,100}$/

export async function mirrorRepository(job: MirrorJob, folder: string): Promise<void> {
  await run(`git clone --depth 1 --branch ${job.branch} ${job.repository} ${folder}`, { timeout: 60_000 })
  await runFile('git', ['-C', folder, 'gc', '--auto'])
}
