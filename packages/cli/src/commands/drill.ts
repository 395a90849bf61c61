import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { Scenario } from '@understudy/outage'
import { checkWord, refuseOption, UnderstudyError } from '@understudy/spec'
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

/** A scenario by its name, or one of the user's own in a file, as the simulator's own command takes it. @throws InvalidOptionError */
async function scenarioOf(name: string, shell: Shell): Promise<Scenario> {
  const { defineScenario, SCENARIO_NAMES, SCENARIOS } = await import('@understudy/outage')
  if (!/\.json$|[\\/]/.test(name)) return SCENARIOS[checkWord('scenario', name, SCENARIO_NAMES)]
  const { readText } = await import('../notices/keys.ts')
  const text = await readText(name, shell.cwd)
  try {
    return defineScenario(JSON.parse(text) as Scenario)
  } catch (error) {
    throw new UnderstudyError('invalid-document', `${name} is no scenario: ${(error as Error).message}`, { cause: error })
  }
}

async function rehearse(name: string, flags: DrillFlags, command: Command, shell: Shell): Promise<number> {
  const scenario = await scenarioOf(name, shell)
  const [{ plainPlan, rehearse: play }, { planDrill }] = await Promise.all([
    import('../drill/rehearse.ts'),
    import('../drill/own-targets.ts'),
  ])
  using plan = (await planDrill(scenario, configChoice(flags, command), shell)) ?? plainPlan(scenario)
  const report = await waiting(`Rehearsing ${scenario.name}`, shell, () => play(plan))
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
    .argument('[scenario]', 'a name from --list, or a file of your own in JSON (default: withdrawal-for-everybody)')
    .option('--list', 'show every scenario')
    .option('--live', 'take a target of your own out and see who serves, with one real call')
    .option('--target <id>', 'target to take out in a live drill (default: the one that would serve now)')
    .option('--yes', 'yes to a live drill')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy drill withdrawal-for-everybody\n')
    .addHelpText(
      'after',
      '\nYour own targets, tiers, policy, directives and suspensions meet the outage. Without --live every vendor is simulated and\ntime is virtual: no key, nothing is sent, done in a second. With no target and no key, the models of the scenario are drilled.\nExits with 0 when the drill passed, 1 when it did not.\n',
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
