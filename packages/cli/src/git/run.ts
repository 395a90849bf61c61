import { execFile, type SpawnOptionsWithoutStdio } from 'node:child_process'
import { systemRuntime, UnderstudyError } from '@understudy/spec'
import { gitEnvironment, SAFE_SETTINGS } from './environment.ts'
import { gitCommand } from './find.ts'

/** Longest answer that is read; a larger change should be reviewed in parts. */
const LONGEST_ANSWER = 256 * 1024 * 1024

/** Longest time for one command. A pattern or a pipe in the repository can keep git busy for ever. */
const LONGEST_MS = 120_000

export interface GitOptions {
  /** Written to the standard input of git. */
  readonly input?: Uint8Array
  /** Added to the environment. */
  readonly env?: NodeJS.ProcessEnv
  /** Then git is ended, and the command fails. @default 120_000 */
  readonly longestMs?: number
}

/** Program, arguments and surroundings of one git command in a folder. Null when there is no git. */
export function gitProcess(
  folder: string,
  args: readonly string[],
): { readonly command: string; readonly args: string[]; readonly options: SpawnOptionsWithoutStdio } | null {
  const command = gitCommand({ platform: process.platform, env: (name) => systemRuntime.env(name) })
  if (command === null) return null
  const all = [...SAFE_SETTINGS, '--no-optional-locks', '--no-pager', '-C', folder, ...args]
  return { command, args: all, options: { env: gitEnvironment(), windowsHide: true } }
}

/** Runs git in a folder and gives back what it wrote. @throws UnderstudyError `unreadable-input` with git's first line */
export async function git(
  folder: string,
  args: readonly string[],
  { input, env, longestMs = LONGEST_MS }: GitOptions = {},
): Promise<Buffer> {
  const found = gitProcess(folder, args)
  if (!found) throw failure(folder, Object.assign(new Error('git is not on the search path'), { code: 'ENOENT' }), '')
  return new Promise((resolve, reject) => {
    const options = {
      ...found.options,
      env: { ...found.options.env, ...env },
      encoding: 'buffer' as const,
      maxBuffer: LONGEST_ANSWER,
      timeout: longestMs,
      killSignal: 'SIGKILL' as const,
    }
    const child = execFile(found.command, found.args, options, (error, stdout, stderr) =>
      error ? reject(failure(folder, error, stderr.toString())) : resolve(stdout),
    )
    // A git that ended early does not read on; what it said tells why.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

function failure(folder: string, error: Error, stderr: string): UnderstudyError {
  const { code, killed } = error as { readonly code?: unknown; readonly killed?: boolean }
  const said = stderr.split('\n').find((line) => !line.startsWith('warning:')) || 'it failed'
  return new UnderstudyError('unreadable-input', sentenceFor(folder, said.slice(0, 500), { code, killed }), { cause: error })
}

function sentenceFor(folder: string, said: string, { code, killed }: { code: unknown; killed: boolean | undefined }): string {
  if (code === 'ENOENT') return 'git is not installed, and --diff and --staged need it.'
  if (killed) return `git took too long in ${folder}, and was ended.`
  if (/not a git repository/i.test(said))
    return `${folder} is in no git repository, and --diff and --staged need one. Name files or folders instead.`
  if (/dubious ownership/i.test(said))
    return `git will not read ${folder}, because somebody else owns it. If it is yours: git config --global --add safe.directory ${folder}`
  if (/cannot use bare repository/i.test(said))
    return `${folder} looks like the inside of a git repository that was committed as files, so git was not run there. Name files or folders instead.`
  return `git says: ${said}`
}

/** Parts of an answer that end in NUL, as bytes: names may be anything but NUL. */
export function nulParts(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at)
    const stop = end === -1 ? bytes.length : end
    parts.push(bytes.subarray(at, stop))
    at = stop + 1
  }
  return parts
}

/** Such an answer as text, for names that are only shown. */
export async function gitList(folder: string, args: readonly string[]): Promise<readonly string[]> {
  return nulParts(await git(folder, args)).map((part) => part.toString('utf8'))
}
