import type { Command } from 'commander'
import type { Policy } from '@understudy/failover'
import type { TaskName } from '@understudy/spec'
import { renderReadiness } from '../readiness/render.ts'
import { subjectsOf } from '../readiness/subjects.ts'
import { EXIT } from '../shell/exit-code.ts'
import { writeJson } from '../shell/write.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

const TASKS: readonly TaskName[] = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch']

interface ReadinessFlags extends TargetFlags {
  readonly repositoryClass?: string
  readonly json?: boolean
}

/** Adds `understudy readiness`. */
export function addReadiness(program: Command, act: Act): void {
  const command = program
    .command('readiness')
    .description('If a target, vendor, region or credential vanished now: what would go on, and who would serve it')
    .option('--repository-class <word>', 'class of the code (default: every class that the policy names)')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy readiness\n')
    .addHelpText('after', '\nExits with 0 when no single loss ends a task, 1 when one does.\n')
  addTargetFlags(command).action(
    act(async (shell, flags: ReadinessFlags, self: Command) => {
      const [{ openTargets }, { Gate, readiness }] = await Promise.all([
        import('../targets/open.ts'),
        import('@understudy/failover'),
      ])
      await using opened = await openTargets(configChoice(flags, self), shell)
      const { policy, notices, mayBarLast } = opened.rules
      const status = opened.route.status()
      const targets = opened.targets.map(({ adapter, tasks }) => {
        const own = status.find(({ id }) => id === adapter.id)
        // The floor knows rules for code and nothing else.
        const can = tasks ?? (adapter.degraded ? (['review.files', 'review.diff'] as const) : null)
        const { id, model, channel, degraded } = adapter
        return { id, model, channel, tasks: can, ...(degraded && { degraded }), ...(own?.bar && { out: own.bar.sentence }) }
      })
      const gate = new Gate({
        targets,
        runtime: shell.runtime,
        ...(policy && { policies: [policy].flat() }),
        ...(notices && { notices }),
        ...(mayBarLast !== undefined && { mayBarLast }),
      })
      const given = flags.repositoryClass ?? opened.effective.values.repositoryClass
      const subjects = subjectsOf(opened.effective.values.policy as Policy | undefined, given)
      const result = readiness({ targets, tasks: TASKS, subjects, gate })
      if (flags.json) writeJson(shell, result)
      else shell.stdout.write(`${renderReadiness(terminalOf(shell.stdout, shell), result)}\n`)
      return result.exposed.length + result.closed.length === 0 ? EXIT.clean : EXIT.findings
    }),
  )
}
