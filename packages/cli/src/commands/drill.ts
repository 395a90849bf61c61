import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import { checkWord, refuseOption } from '@understudy/spec'
import { EXIT } from '../shell/exit-code.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson, writeLines } from '../shell/write.ts'
import { waiting } from '../progress/waiting.ts'
import { confirm } from '../shell/confirm.ts'
import { symbol } from '../terminal/symbols.ts'
import { terminalOf } from '../terminal/terminal.ts'
import { pad, wrap } from '../terminal/text.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

interface DrillFlags extends TargetFlags {
  readonly list?: boolean
  readonly json?: boolean
  readonly live?: boolean
  readonly yes?: boolean
  readonly target?: string
}

async function list(flags: DrillFlags, shell: Shell): Promise<number> {
  const { SCENARIOS } = await import('@understudy/outage')
  const scenarios = Object.values(SCENARIOS).map(({ name, summary }) => ({ name, summary }))
  if (flags.json) writeJson(shell, scenarios)
  else {
    const terminal = terminalOf(shell.stdout, shell)
    const width = Math.max(...scenarios.map(({ name }) => name.length))
    const lines = scenarios.flatMap(({ name, summary }) => {
      const [first = '', ...rest] = wrap(summary, Math.max(20, terminal.columns - width - 2))
      return [`${terminal.paint('strong', pad(name, width))}  ${first}`, ...rest.map((line) => `${' '.repeat(width)}  ${line}`)]
    })
    writeLines(shell, [terminal.paint('dim', `${pad('scenario', width)}  what happens`), ...lines])
  }
  return 0
}

async function rehearse(name: string, flags: DrillFlags, command: Command, shell: Shell): Promise<number> {
  const { SCENARIO_NAMES } = await import('@understudy/outage')
  const scenario = checkWord('scenario', name, SCENARIO_NAMES)
  const { rehearseScenario } = await import('../drill/rehearse.ts')
  const { effectiveSettings } = await import('../config/effective.ts')
  const { onRefusal, attempts } = (await effectiveSettings(configChoice(flags, command), shell)).values
  const rules = { ...(onRefusal && { onRefusal }), ...(attempts !== undefined && { attempts }) }
  const report = await waiting(`Rehearsing ${scenario}`, shell, () => rehearseScenario(scenario, rules))
  if (flags.json) writeJson(shell, report)
  else {
    const { renderDrill } = await import('../drill/render.ts')
    shell.stdout.write(`${renderDrill(terminalOf(shell.stdout, shell), report)}\n`)
  }
  return report.passed ? EXIT.clean : EXIT.findings
}

async function live(flags: DrillFlags, command: Command, shell: Shell): Promise<number> {
  const yes = flags.yes || (await confirm('A live drill asks real models, which costs a few tokens. Go on?', shell))
  if (!yes) {
    shell.stderr.write('A live drill asks real models, which costs a few tokens. Nothing was sent. To go on: --live --yes\n')
    return EXIT.usage
  }
  const { liveDrill } = await import('../drill/live.ts')
  const outcome = await waiting('Asking who would serve', shell, () =>
    liveDrill(configChoice(flags, command), flags.target, shell),
  )
  if (flags.json) writeJson(shell, outcome)
  else {
    const terminal = terminalOf(shell.stdout, shell)
    const verdict = outcome.passed
      ? terminal.paint('good', `${symbol(terminal, 'served')} Passed`)
      : terminal.paint('bad', `${symbol(terminal, 'failed')} Not passed`)
    shell.stdout.write([...outcome.steps.map(encodeTerminalLine), verdict, ''].join('\n'))
  }
  return outcome.passed ? EXIT.clean : EXIT.noTarget
}

/** Adds `understudy drill`. */
export function addDrill(program: Command, act: Act): void {
  const drill = program
    .command('drill')
    .description('Rehearse an outage, and check that the work goes on')
    .argument('[scenario]', 'a name from --list (default: withdrawal-for-everybody)')
    .option('--list', 'show every scenario')
    .option('--live', 'take a target of your own out and see who serves, with one real call')
    .option('--target <id>', 'target to take out in a live drill (default: the one that would serve now)')
    .option('--yes', 'yes to a live drill')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy drill withdrawal-for-everybody\n')
    .addHelpText(
      'after',
      '\nWithout --live every vendor is simulated and time is virtual: no key, no network, done in a second.\nExits with 0 when the drill passed, 1 when it did not.\n',
    )
  addTargetFlags(drill).action(
    act(async (shell, scenario: string | undefined, flags: DrillFlags, command: Command) => {
      if (flags.list) return list(flags, shell)
      if (flags.target !== undefined && !flags.live) refuseOption('--target', 'given with --live', flags.target)
      if (flags.live) return live(flags, command, shell)
      return rehearse(scenario ?? 'withdrawal-for-everybody', flags, command, shell)
    }),
  )
}
