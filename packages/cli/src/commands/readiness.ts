import type { Command } from 'commander'
import { encodeTerminalLine } from '@understudy/findings'
import type { Readiness } from '@understudy/failover'
import type { TaskName } from '@understudy/spec'
import { EXIT } from '../shell/exit-code.ts'
import { writeJson } from '../shell/write.ts'
import { renderTable } from '../terminal/table.ts'
import { type Terminal, terminalOf, type Tone } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

const TASKS: readonly TaskName[] = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch']

const TONES: Readonly<Record<string, Tone>> = {
  unaffected: 'good',
  covered: 'good',
  short: 'warning',
  degraded: 'warning',
  lost: 'bad',
}
const WORST = ['unaffected', 'covered', 'short', 'degraded', 'lost'] as const

/** One row a loss, by the worst that it would do to any task. */
function render(terminal: Terminal, { scenarios, exposed }: Readiness): string {
  const rows = scenarios.map(({ loss, continuity }) => {
    const worst = continuity.toSorted((a, b) => WORST.indexOf(b.outcome) - WORST.indexOf(a.outcome))[0]
    const concerned = continuity.filter(({ outcome }) => outcome === worst?.outcome).map(({ task }) => task)
    return [
      { text: encodeTerminalLine(`${loss.kind} ${loss.name}`), tone: 'strong' as const },
      { text: worst?.outcome ?? 'unaffected', tone: TONES[worst?.outcome ?? ''] ?? ('plain' as const) },
      { text: encodeTerminalLine(worst?.after ?? 'nobody') },
      { text: concerned.length === continuity.length ? 'every task' : concerned.join(', '), tone: 'dim' as const },
    ]
  })
  const table = renderTable(
    terminal,
    [
      { title: 'if this vanished', flexible: true },
      { title: 'then' },
      { title: 'served by', flexible: true },
      { title: 'concerned', flexible: true },
    ],
    rows,
  )
  const verdict =
    exposed.length === 0
      ? terminal.paint('good', 'Ready: no single loss ends a task.')
      : terminal.paint(
          'bad',
          `Not ready: ${exposed.map(({ task }) => task).join(', ')} would end with a single loss. Add a target of another vendor.`,
        )
  return `${table}\n\n${verdict}`
}

/** Adds `understudy readiness`. */
export function addReadiness(program: Command, act: Act): void {
  const command = program
    .command('readiness')
    .description('If a target, vendor, region or credential vanished now: what would go on, and who would serve it')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy readiness\n')
    .addHelpText('after', '\nExits with 0 when no single loss ends a task, 1 when one does.\n')
  addTargetFlags(command).action(
    act(async (shell, flags: TargetFlags & { readonly json?: boolean }, self: Command) => {
      const [{ openTargets }, { readiness }] = await Promise.all([import('../targets/open.ts'), import('@understudy/failover')])
      await using opened = await openTargets(configChoice(flags, self), shell)
      const status = opened.route.status()
      const targets = opened.targets.map(({ adapter, tasks }) => {
        const own = status.find(({ id }) => id === adapter.id)
        // The floor knows rules for code and nothing else.
        const can = tasks ?? (adapter.degraded ? (['review.files', 'review.diff'] as const) : null)
        const { id, model, channel, degraded } = adapter
        return { id, model, channel, tasks: can, ...(degraded && { degraded }), ...(own?.bar && { out: own.bar.sentence }) }
      })
      const result = readiness({ targets, tasks: TASKS, gate: { refusal: () => null } })
      if (flags.json) writeJson(shell, result)
      else shell.stdout.write(`${render(terminalOf(shell.stdout, shell), result)}\n`)
      return result.exposed.length === 0 ? EXIT.clean : EXIT.findings
    }),
  )
}
