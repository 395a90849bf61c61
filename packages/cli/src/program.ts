import { Command } from 'commander'
import type { Act } from './commands/act.ts'
import { addAccept } from './commands/accept.ts'
import { addAlerts } from './commands/alerts.ts'
import { addAudit } from './commands/audit.ts'
import { addCi } from './commands/ci.ts'
import { addCompare } from './commands/compare.ts'
import { addNotices } from './commands/notices.ts'
import { addReadiness } from './commands/readiness.ts'
import { addCompletion } from './commands/completion.ts'
import { addConfig } from './commands/config.ts'
import { addFiles } from './commands/files.ts'
import { addInit } from './commands/init.ts'
import { addReport } from './commands/report.ts'
import { addReview } from './commands/review.ts'
import { addDoctor } from './commands/doctor.ts'
import { addDrill } from './commands/drill.ts'
import { addQualify } from './commands/qualify.ts'
import { addServe } from './commands/serve.ts'
import { addTargets } from './commands/targets.ts'
import { addWithdraw } from './commands/withdraw.ts'
import type { Shell } from './shell/shell.ts'
import { terminalOf } from './terminal/terminal.ts'
import { VERSION } from './version.ts'

/** Commander's own words for what is wrong, in the shape of ours: who, what, and the word that was meant. */
export function usageSentence(text: string): string {
  const [, what = text, hint] = /^error: ([^]*?)(?:\n\(([^)]*)\))?\n?$/.exec(text) ?? []
  const sentence = what.slice(0, 1).toUpperCase() + what.slice(1)
  return [/[.?!]$/.test(sentence) ? sentence : `${sentence}.`, ...(hint === undefined ? [] : [hint])].join(' ')
}

/** A command as a user types it, such as `understudy notices apply`. */
export function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name()
}

/** Lets every command point at its own help, however deep it lies. */
function pointAtHelp(command: Command): void {
  command.showHelpAfterError(`See how it is used: ${fullName(command)} --help`)
  for (const each of command.commands) pointAtHelp(each)
}

/** The whole command line, ready to parse. */
export function createProgram(shell: Shell, act: Act): Command {
  const program = new Command('understudy')
    .description('Security code review that keeps running when a model disappears.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => shell.stdout.write(text),
      writeErr: (text) => shell.stderr.write(text),
      outputError: (text, write) =>
        write(`${terminalOf(shell.stderr, shell).paint('bad', 'understudy:')} ${usageSentence(text)}\n`),
      getOutHelpWidth: () => shell.stdout.columns,
      getErrHelpWidth: () => shell.stderr.columns,
      getOutHasColors: () => terminalOf(shell.stdout, shell).colour,
      getErrHasColors: () => terminalOf(shell.stderr, shell).colour,
    })
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', '\nEvery command begins its own help with an example: understudy <command> --help\n')
  program.commandsGroup('Review:')
  addReview(program, act)
  addFiles(program, act)
  addReport(program, act)
  addCompare(program, act)
  addAccept(program, act)
  addAlerts(program, act)
  addCi(program, act)
  program.commandsGroup('Targets:')
  addTargets(program, act)
  addDoctor(program, act)
  addWithdraw(program, act)
  addServe(program, act)
  program.commandsGroup('Being ready:')
  addDrill(program, act)
  addReadiness(program, act)
  addQualify(program, act)
  program.commandsGroup('Rules and records:')
  addNotices(program, act)
  addAudit(program, act)
  program.commandsGroup('Setting up:')
  addInit(program, act)
  addConfig(program, act)
  addCompletion(program, act)
  program.commandsGroup('Help:')
  pointAtHelp(program)
  return program
}

const EXAMPLES = `Examples:
  understudy review .                       review this folder
  understudy drill                          rehearse a withdrawal, without a key
  understudy doctor                         is everything there that a review needs?
`
