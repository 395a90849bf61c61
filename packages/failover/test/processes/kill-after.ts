import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

export interface ChildEnd {
  /** Null when it was killed. */
  readonly code: number | null
  readonly complaint: string
  /** Whole lines that it said. */
  readonly lines: readonly string[]
}

/** Runs a script of this folder, or of an absolute path, as a process, and kills it with SIGKILL once it has said `lines` lines. */
export async function runScript(name: string, args: readonly string[], lines = Number.POSITIVE_INFINITY): Promise<ChildEnd> {
  const flags = ['--conditions=@understudy/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, resolve(import.meta.dirname, name), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (complaint += text))
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (said.split('\n').length > lines) child.kill('SIGKILL')
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, complaint, lines: said.split('\n').slice(0, -1) }
}
