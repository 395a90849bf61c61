import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const EXAMPLES = join(import.meta.dirname, '..')

export interface Ran {
  readonly code: number | null
  readonly output: string
  readonly ms: number
}

/** Runs one example as a user would, from source, in `cwd`. */
export function runExample(
  name: string,
  options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<Ran> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning', join(EXAMPLES, name)],
      // Keys of the machine must not matter: the vendors are simulated.
      { cwd: options.cwd ?? EXAMPLES, env: { PATH: process.env['PATH'], ...options.env }, timeout: 60_000 },
    )
    let output = ''
    const take = (chunk: Buffer): void => void (output += chunk.toString())
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output, ms: performance.now() - started }))
  })
}
