import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { systemRuntime, UnderstudyError } from '@understudy/spec'
import { gitCommand } from './find.ts'

const run = promisify(execFile)

/** Longest answer that is read; a larger change should be reviewed in parts. */
const LONGEST_ANSWER = 256 * 1024 * 1024

/** The repository is not ours: nothing that its configuration names may run. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false', '--no-optional-locks']

/** Runs git in a folder and gives back what it wrote. @throws UnderstudyError `unreadable-input` with git's first line */
export async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  try {
    const command = gitCommand({ platform: process.platform, env: (name) => systemRuntime.env(name) })
    if (command === null) throw Object.assign(new Error('git is not on the search path'), { code: 'ENOENT' })
    const { stdout } = await run(command, [...SAFE, '-C', folder, ...args], { encoding: 'buffer', maxBuffer: LONGEST_ANSWER })
    return stdout
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: Buffer }
    const said = (stderr?.toString() ?? '').split('\n')[0] || 'it failed'
    const sentence =
      code === 'ENOENT'
        ? 'git is not installed, and --diff and --staged need it.'
        : /not a git repository/i.test(said)
          ? `${folder} is in no git repository, and --diff and --staged need one. Name files or folders instead.`
          : `git says: ${said}`
    throw new UnderstudyError('unreadable-input', sentence, { cause: error })
  }
}

/** The answer of a command that was told to end every part with a NUL, so that no name needs quoting. */
export async function gitList(folder: string, args: readonly string[]): Promise<readonly string[]> {
  return (await git(folder, args)).toString('utf8').split('\0').filter(Boolean)
}
