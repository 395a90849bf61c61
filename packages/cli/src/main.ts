import { CommanderError, InvalidArgumentError } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { Act } from './commands/act.ts'
import { createProgram, fullName } from './program.ts'
import { EXIT, exitCodeOf } from './shell/exit-code.ts'
import { errorSentence } from './shell/error-sentence.ts'
import { processShell, type Shell } from './shell/shell.ts'
import { plainSink } from './shell/plain-sink.ts'
import { terminalOf, wantsUnicode } from './terminal/terminal.ts'

/** What is for people is written in ASCII where nothing else can be shown. What is piped on is data, and stays as it is. */
function readable(shell: Shell): Shell {
  if (wantsUnicode(shell.env, shell.platform)) return shell
  const { stdout, stderr } = shell
  return { ...shell, stdout: stdout.isTerminal ? plainSink(stdout) : stdout, stderr: plainSink(stderr) }
}

/** Runs one command line and gives back its exit code. Never throws. */
export async function runCommand(args: readonly string[], given: Shell): Promise<number> {
  const shell = readable(given)
  let code: number = EXIT.clean
  let running = 'understudy'
  const act: Act =
    (action) =>
    async (...given) =>
      void (code = await action(shell, ...given))
  try {
    await createProgram(shell, act)
      .hook('preAction', (_program, command) => void (running = fullName(command)))
      .parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    // Commander has already written its own sentence; help and version end with 0.
    if (error instanceof CommanderError && !(error instanceof InvalidArgumentError))
      return error.exitCode === 0 ? EXIT.clean : EXIT.usage
    const terminal = terminalOf(shell.stderr, shell)
    const { sentence, next } = errorSentence(error, { env: shell.env, command: running })
    shell.stderr.write(`${terminal.paint('bad', 'understudy:')} ${encodeTerminalLine(sentence)}\n`)
    if (next !== undefined) shell.stderr.write(`${terminal.paint('dim', encodeTerminalLine(next))}\n`)
    return exitCodeOf(error)
  }
}

/** The command as a process: reads its arguments and sets its exit code. */
export async function runProcess(): Promise<void> {
  process.exitCode = await runCommand(process.argv.slice(2), processShell())
}
