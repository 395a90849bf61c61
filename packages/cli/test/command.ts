import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../bin/understudy.js', import.meta.url))

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CommandOptions {
  readonly cwd: string
  /** Added to an environment that holds no key and no settings of the machine. */
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array
  /** Runs the command as another user where this one may do anything. */
  readonly uid?: number
  /** Called with the running process, for tests that interrupt it. */
  readonly onStart?: (child: ChildProcess) => void
  readonly onStderr?: (text: string, child: ChildProcess) => void
}

/** Runs the real command as a child process, from source. */
export function understudy(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { cwd, env, stdin, uid, onStart, onStderr } = options
  const child = spawn(process.execPath, ['--conditions=@understudy/source', BIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: `${cwd}.home`, ...env },
    ...(uid !== undefined && { uid, gid: uid }),
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    onStderr?.(text, child)
  })
  child.stdin.on('error', () => {})
  child.stdin.end(stdin ?? '')
  onStart?.(child)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}
