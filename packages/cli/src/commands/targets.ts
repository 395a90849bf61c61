import type { Command } from 'commander'
import type { TargetStatus } from '@understudy/failover'
import { encodeTerminalLine } from '@understudy/findings'
import type { Place } from '../terminal/targets.ts'
import { writeJson } from '../shell/write.ts'
import { terminalOf } from '../terminal/terminal.ts'
import type { Act } from './act.ts'
import { addTargetFlags, configChoice, type TargetFlags } from './settings-flags.ts'

/** The status knows the tier; weight and tasks are only in the configuration. */
const withPlace = (status: TargetStatus, place: Place | undefined): object => ({
  ...status,
  ...(place?.weight !== undefined && { weight: place.weight }),
  ...(place?.tasks && { tasks: place.tasks }),
})

/** Adds `understudy targets`. */
export function addTargets(program: Command, act: Act): void {
  const targets = program
    .command('targets')
    .description('Show who is asked, in what order, and who is out of use and why')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Example:\n  understudy targets\n')
  addTargetFlags(targets).action(
    act(async (shell, flags: TargetFlags & { readonly json?: boolean }, command: Command) => {
      const { openTargets } = await import('../targets/open.ts')
      await using opened = await openTargets(configChoice(flags, command), shell)
      const status = opened.route.status()
      const places = opened.targets.map(({ adapter: { id }, tier, weight, tasks }) => ({ id, tier, weight, tasks }))
      if (flags.json)
        writeJson(shell, {
          targets: status.map((each, index) => withPlace(each, places[index])),
          store: opened.store.path,
          notes: opened.notes,
        })
      else {
        const { renderTargets } = await import('../terminal/targets.ts')
        shell.stdout.write(`${renderTargets(terminalOf(shell.stdout, shell), status, shell.runtime.wallTime(), places)}\n`)
        for (const note of opened.notes) shell.stderr.write(`${encodeTerminalLine(note)}\n`)
      }
      return 0
    }),
  )
}
