import type { Command } from 'commander'
import type { Policy } from '@understudy/failover'
import { encodeTerminalLine } from '@understudy/findings'
import type { RouteTarget } from '@understudy/sdk'
import type { TaskName } from '@understudy/spec'
import type { Check } from '../doctor/checks.ts'
import { waiting } from '../progress/waiting.ts'
import { subjectsOf } from '../readiness/subjects.ts'
import { EXIT } from '../shell/exit-code.ts'
import type { Shell } from '../shell/shell.ts'
import { writeJson } from '../shell/write.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

const TASKS: readonly TaskName[] = ['review.files', 'review.diff', 'triage.finding', 'verify.fix', 'propose.patch']

interface ReadinessFlags extends TargetFlags {
  readonly repositoryClass?: string
  readonly ask?: boolean
  readonly json?: boolean
}

/** What the vendors' own lists say of each target that can be asked. */
async function askLists(targets: readonly RouteTarget[], shell: Shell): Promise<readonly Check[]> {
  const { modelCheck } = await import('../doctor/checks.ts')
  const able = targets.filter(({ adapter }) => adapter.unavailable === undefined && !adapter.degraded)
  return waiting('Asking the vendors’ model lists', shell, () =>
    Promise.all(able.map(({ adapter }) => modelCheck(adapter, shell))),
  )
}

/** Adds `understudy readiness`. */
export function addReadiness(program: Command, act: Act): void {
  const command = program
    .command('readiness')
    .description('If a target, vendor, region or credential vanished now: what would go on, and who would serve it')
    .option('--repository-class <word>', 'class of the code (default: every class that the policy names)')
    .option('--ask', 'ask the vendors’ model lists as well; sends no code')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy readiness\n')
    .addHelpText(
      'after',
      '\nExits with 0 when no single loss ends a task and every target has served with its key, 1 otherwise.\n',
    )
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
      const lists = flags.ask ? await askLists(opened.targets, shell) : []
      const { complaints, renderReadiness } = await import('../readiness/render.ts')
      if (flags.json) writeJson(shell, flags.ask ? { ...result, lists } : result)
      else shell.stdout.write(`${renderReadiness(terminalOf(shell.stdout, shell), result, lists)}\n`)
      for (const note of opened.notes) shell.stderr.write(`${encodeTerminalLine(note)}\n`)
      return complaints(result, lists).length === 0 ? EXIT.clean : EXIT.findings
    }),
  )
}
