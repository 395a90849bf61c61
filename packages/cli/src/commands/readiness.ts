import type { Command } from 'commander'
import type { Policy } from '@understudy/failover'
import type { TaskName } from '@understudy/spec'
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
      const [{ openTargets }, { knownAgreement }] = await Promise.all([import('../targets/open.ts'), import('@understudy/sdk')])
      const { repositoryClass } = flags
      const asked = repositoryClass === undefined ? {} : { repositoryClass }
      await using opened = await openTargets(configChoice(flags, self, asked), shell)
      const { route, effective } = opened
      const subjects = subjectsOf(effective.values.policy as Policy | undefined, effective.values.repositoryClass)
      const agreement = await knownAgreement(opened.store.store)
      const result = route.readiness({ tasks: TASKS, subjects, agreement })
      const { renderReadiness } = await import('../readiness/render.ts')
      if (flags.json) writeJson(shell, result)
      else shell.stdout.write(`${renderReadiness(terminalOf(shell.stdout, shell), result)}\n`)
      return result.exposed.length + result.closed.length === 0 ? EXIT.clean : EXIT.findings
    }),
  )
}
