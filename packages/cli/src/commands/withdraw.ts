import { type Command, Option } from 'commander'
import type { OperatorScope } from '@understudy/failover'
import { checkWord, UnderstudyError } from '@understudy/spec'
import type { Shell } from '../shell/shell.ts'
import { writeJson } from '../shell/write.ts'
import type { OpenedTargets } from '../targets/open.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

interface WithdrawFlags extends TargetFlags {
  readonly reason?: string
  readonly scope?: OperatorScope
  readonly json?: boolean
}

/** An operator's word must outlive this process, so it needs a store on disk. */
function requireStore({ store }: OpenedTargets): string {
  if (store.path !== null) return store.path
  throw new UnderstudyError('store-unusable', 'There is no store to remember this in. Name one with --store.')
}

async function change(id: string, flags: WithdrawFlags, command: Command, shell: Shell): Promise<number> {
  const { openTargets } = await import('../targets/open.ts')
  await using opened = await openTargets(configChoice(flags, command), shell)
  const path = requireStore(opened)
  const known = opened.route.status().map((status) => status.id)
  const target = checkWord('target', id === 'floor' ? 'floor/ast-grep' : id, known)
  const { reason, scope = 'model' } = flags
  if (reason === undefined) opened.route.reinstate(target, { scope })
  else opened.route.withdraw(target, { reason, scope })
  const status = opened.route.status().find((each) => each.id === target)
  if (flags.json) writeJson(shell, { target: status, store: path })
  else if (status?.bar) {
    const after =
      reason === undefined
        ? `is still out of use (${status.bar.by}: ${status.bar.sentence})`
        : `is out of use ${scope === 'model' ? 'with every endpoint and key' : 'with this endpoint and key'} until it is reinstated`
    shell.stdout.write(`${target} ${after}.\n`)
  } else shell.stdout.write(`${target} is in use.\n`)
  // A notice's bar outlives an operator's wish, and a script must see that.
  return reason === undefined && status?.bar ? 1 : 0
}

/** Adds `understudy withdraw` and `understudy reinstate`. */
export function addWithdraw(program: Command, act: Act): void {
  const withdraw = program
    .command('withdraw')
    .description('Stop using a model, with every endpoint and key, in every process that shares the store')
    .argument('<target>', 'vendor/model')
    .requiredOption('--reason <text>', 'why, for whoever reads the log')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy withdraw anthropic/claude-fable-5 --reason "ordered by legal, ticket 4711"\n')
  const reinstate = program
    .command('reinstate')
    .description('Use a model again')
    .argument('<target>', 'vendor/model')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy reinstate anthropic/claude-fable-5\n')
  for (const command of [withdraw, reinstate])
    addTargetFlags(
      command.addOption(
        new Option('--scope <model|target>', 'target: only with the endpoint and key that are configured here')
          .choices(['model', 'target'])
          .default('model'),
      ),
    ).action(act(async (shell, id: string, flags: WithdrawFlags) => change(id, flags, command, shell)))
}
