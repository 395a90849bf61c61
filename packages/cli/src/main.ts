import { Command, CommanderError } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { Act } from './commands/act.ts'
import { addAccept } from './commands/accept.ts'
import { addAudit } from './commands/audit.ts'
import { addCi } from './commands/ci.ts'
import { addCompare } from './commands/compare.ts'
import { addNotices } from './commands/notices.ts'
import { addReadiness } from './commands/readiness.ts'
import { addCompletion } from './commands/completion.ts'
import { addConfig } from './commands/config.ts'
import { addInit } from './commands/init.ts'
import { addReport } from './commands/report.ts'
import { addReview } from './commands/review.ts'
import { addDoctor } from './commands/doctor.ts'
import { addDrill } from './commands/drill.ts'
import { addQualify } from './commands/qualify.ts'
import { addServe } from './commands/serve.ts'
import { addTargets } from './commands/targets.ts'
import { addWithdraw } from './commands/withdraw.ts'
import { EXIT, exitCodeOf } from './shell/exit-code.ts'
import { errorSentence } from './shell/error-sentence.ts'
import { processShell, type Shell } from './shell/shell.ts'
import { terminalOf } from './terminal/terminal.ts'
import { VERSION } from './version.ts'

function createProgram(shell: Shell, act: Act): Command {
  const program = new Command('understudy')
    .description('Security code review that keeps running when a model disappears.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(understudy --help shows examples)')
    .configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
      getOutHelpWidth: () => shell.stdout.columns,
      getErrHelpWidth: () => shell.stderr.columns,
      getOutHasColors: () => terminalOf(shell.stdout, shell).colour,
      getErrHasColors: () => terminalOf(shell.stderr, shell).colour,
    })
    .addHelpText('before', 'Example:\n  understudy review .\n')
  addReview(program, act)
  addReport(program, act)
  addAccept(program, act)
  addDoctor(program, act)
  addTargets(program, act)
  addWithdraw(program, act)
  addDrill(program, act)
  addReadiness(program, act)
  addNotices(program, act)
  addAudit(program, act)
  addCompare(program, act)
  addCi(program, act)
  addConfig(program, act)
  addInit(program, act)
  addQualify(program, act)
  addServe(program, act)
  addCompletion(program, act)
  return program
}

/** A command as a user types it, such as `understudy notices apply`. */
function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name()
}

/** Runs one command line and gives back its exit code. Never throws. */
export async function runCommand(args: readonly string[], shell: Shell): Promise<number> {
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
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage
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
