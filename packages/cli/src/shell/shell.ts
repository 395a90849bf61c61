import { isatty } from 'node:tty'
import type { Runtime } from '@understudy/spec'
import { systemRuntime } from '@understudy/spec'

/** Where a command writes. */
export interface TextSink {
  write(text: string): void
  readonly isTerminal: boolean
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number
}

/** The process as a command sees it. Tests give their own. */
export interface Shell {
  readonly runtime: Runtime
  /** The runtime's environment, loose, to be handed on. */
  readonly env: (name: string) => string | undefined
  readonly cwd: string
  readonly platform: NodeJS.Platform
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTerminal: boolean }
  /** Results, and nothing else. */
  readonly stdout: TextSink
  /** Progress, warnings and errors. */
  readonly stderr: TextSink
  /** Calls back on every Ctrl-C or polite kill; gives back a function that stops listening. */
  onInterrupt(listener: () => void): () => void
  /** Ends the process at once. */
  exitNow(code: number): never
}

/** What settings, targets and stores are read with; no place to write to. */
export type World = Pick<Shell, 'runtime' | 'env' | 'cwd' | 'platform'>

function sink(stream: NodeJS.WriteStream, descriptor: 1 | 2): TextSink {
  return {
    write: (text) => void stream.write(text),
    get isTerminal() {
      return isatty(descriptor)
    },
    get columns() {
      return stream.columns || 80
    },
  }
}

/**
 * Signals that ask a run to end: Ctrl-C, a polite kill, a terminal that was closed. Windows knows no polite kill, and has
 * Ctrl-Break besides; it ends the process some seconds after a window was closed, whatever we do.
 */
export function interruptSignals(platform: NodeJS.Platform): readonly NodeJS.Signals[] {
  return platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
}

function onInterrupt(listener: () => void): () => void {
  const signals = interruptSignals(process.platform)
  for (const signal of signals) process.on(signal, listener)
  return () => {
    for (const signal of signals) process.off(signal, listener)
  }
}

/** The real process. A reader that closes our output early (`| head`) ends the command without a stack trace. */
export function processShell(): Shell {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Windows says EOF where others say EPIPE.
      if (error.code === 'EPIPE' || error.code === 'EOF') process.exit(process.exitCode ?? 0)
      throw error
    })
  return {
    runtime: systemRuntime,
    env: (name) => systemRuntime.env(name),
    cwd: process.cwd(),
    platform: process.platform,
    stdin: Object.assign(process.stdin as AsyncIterable<Uint8Array>, { isTerminal: isatty(0) }),
    stdout: sink(process.stdout, 1),
    stderr: sink(process.stderr, 2),
    onInterrupt,
    exitNow: (code) => process.exit(code),
  }
}
