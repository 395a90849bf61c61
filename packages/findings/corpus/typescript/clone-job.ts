import { exec, execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(exec)
const runFile = promisify(execFile)

export interface CloneJob {
  readonly repository: string
  readonly branch: string
}

const BRANCH = /^[\w][\w./-]{0,100}$/

export async function cloneRepository(job: CloneJob, folder: string): Promise<void> {
  if (!BRANCH.test(job.branch)) throw new RangeError('not a branch name')
  await runFile('git', ['clone', '--depth', '1', '--branch', job.branch, '--', job.repository, folder], { timeout: 60_000 })
  await runFile('git', ['-C', folder, 'gc', '--auto'])
}
