import type { Command } from 'commander'
import type { Act } from './act.ts'

interface Flags {
  readonly state: string
  readonly from?: string
}

const EXAMPLE = 'Example:\n  understudy alerts accept-switch --state .understudy/state\n'

/** Adds `understudy alerts`. */
export function addAlerts(program: Command, act: Act): void {
  const alerts = program
    .command('alerts')
    .description('Decide about alerts that are carried over a switch of models')
    .addHelpText('before', EXAMPLE)
  alerts
    .command('accept-switch')
    .description('End the carry: what a substitute does not repeat closes with the next upload')
    .requiredOption('--state <folder>', 'folder that ci github or ci gitlab kept')
    .option('--from <model>', 'only alerts that this served model reported (default: every model)')
    .addHelpText('before', EXAMPLE)
    .action(
      act(async (shell, { state, from }: Flags) => {
        const { acceptSwitch } = await import('../ci/accept-switch.ts')
        return acceptSwitch({ state, from }, shell)
      }),
    )
}
